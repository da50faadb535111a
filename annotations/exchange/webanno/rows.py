"""Parse the rows of a WebAnno TSV file: header, columns, sentences, words and cells.

Source: the INCEpTION manual, appendix “WebAnno TSV 3.3”, and its test suite. Where they differ, the suite is followed.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from annotations.errors import ImportFailed

LayerKind = Literal["span", "chain", "relation"]
ColumnKind = Literal["value", "role", "target", "source"]

LONGEST_ROW = 1_000_000
FORMAT = "#FORMAT=WebAnno TSV "
PREFIXES: dict[str, LayerKind] = {"#T_SP=": "span", "#T_CH=": "chain", "#T_RL=": "relation"}
_TEXT = "#Text="
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_SPECIAL = re.compile(r"->|[\\\[\]|_;\t\n\r*]")
_PLAIN = {"t": "\t", "n": "\n", "r": "\r"}
_SHOWN = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_STACKED = re.compile(r"(?:\\.|[^\\|])+", re.DOTALL)
_SLOTS = re.compile(r"(?:\\.|[^\\;])+", re.DOTALL)
_WITH_ID = re.compile(r"(?P<value>.*)(?<!\\)\[(?P<id>[\d_]+)\]", re.DOTALL)
_UNIT = re.compile(r"\d+-\d+(\.\d+)?")
_RANGE = re.compile(r"(\d{1,15})-(\d{1,15})")


class Layer(NamedTuple):
    """A layer in the header. `base` is the layer that a relation attaches to."""

    type: str
    kind: LayerKind
    base: str = ""


class Column(NamedTuple):
    """The content of one column: a feature of a layer, or the roles, targets or source of its links."""

    layer: Layer
    kind: ColumnKind
    feature: str = ""


class Unit(NamedTuple):
    """A word or part of one: its address in the file (`1-2`, `1-2.1`), offsets in UTF-16 units, and its cells."""

    address: str
    start: int
    end: int
    token: str
    cells: tuple[str, ...]
    line: int


class Sentence(NamedTuple):
    """A sentence's text and its units."""

    text: str
    units: list[Unit]


class Cell(NamedTuple):
    """One value of a cell. `id` identifies marks over several words and stacked marks."""

    value: str
    id: str = ""


def unescape(text: str) -> str:
    """Unescape a value or a text."""
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), text) if "\\" in text else text


def escape(text: str) -> str:
    """Escape a value for a cell."""
    return _SPECIAL.sub(lambda match: _SHOWN.get(match[0], "\\" + match[0]), text)


def escape_text(text: str) -> str:
    """Escape a sentence for its header line: only the backslash and line ends."""
    return text.replace("\\", "\\\\").replace("\t", r"\t").replace("\r", r"\r")


def stacked(raw: str) -> list[str]:
    """Split a cell into the values of stacked marks. Empty for `_`."""
    return [] if raw == "_" else _STACKED.findall(raw)


def slots(raw: str) -> list[str]:
    """Split a stacked value into the values of its slots. Empty if there are none."""
    return [] if raw in ("_", "*") else _SLOTS.findall(raw)


def cell(raw: str) -> Cell:
    """Split a value from its id."""
    match = _WITH_ID.fullmatch(raw)
    return Cell(match["value"], match["id"]) if match else Cell(raw)


def columns_of(line: str) -> list[Column]:
    """The columns that one line of the header declares. A layer without features still has one column."""
    kind = PREFIXES[line[:6]]
    name, *declared = line[6:].split("|")
    base = next((item[3:] for item in declared if kind == "relation" and item.startswith("BT_")), "")
    layer = Layer(name, kind, base)
    columns: list[Column] = []
    for item in declared:
        if kind == "relation" and item.startswith("BT_"):
            columns.append(Column(layer, "source"))
        elif kind == "span" and item.startswith("ROLE_"):
            columns.append(Column(layer, "role", item.partition(":")[2].partition("_")[0]))
        elif kind == "span" and columns and columns[-1].kind == "role" and "." in item:
            columns.append(Column(layer, "target", columns[-1].feature))
        else:
            columns.append(Column(layer, "value", item))
    return columns or [Column(layer, "value")]


def sentences(lines: Iterator[tuple[int, str]], width: int) -> Iterator[Sentence]:
    """The sentences of a file from its numbered lines. Raises ImportFailed at a line that breaks the format."""
    texts: list[str] = []
    units: list[Unit] = []
    for number, line in lines:
        if not line or (line.startswith("#") and units and not _UNIT.match(line)):
            if units:
                yield Sentence("\n".join(texts), units)
                texts, units = [], []
            if not line:
                continue
        if line.startswith("#"):
            if line.startswith(_TEXT):
                texts.append(unescape(line[len(_TEXT) :]))
            continue
        units.append(_unit(number, line, width))
    if units:
        yield Sentence("\n".join(texts), units)


def _unit(number: int, line: str, width: int) -> Unit:
    if len(line) > LONGEST_ROW:
        raise ImportFailed(f"Line {number} has more than {LONGEST_ROW:,} characters, which is too long for a row.")
    address, *rest = line.split("\t")
    offsets = _RANGE.fullmatch(rest[0]) if rest else None
    if not _UNIT.fullmatch(address) or offsets is None or len(rest) < 2:
        raise ImportFailed(f"Line {number} is not a row of WebAnno TSV 3: it should begin with 1-1, 0-4 and a word.")
    found = rest[2:]
    if len(found) < width:
        raise ImportFailed(f"Line {number} has {len(found)} feature columns, but the header declares {width}.")
    return Unit(address, int(offsets[1]), int(offsets[2]), unescape(rest[1]), tuple(found[:width]), number)
