"""Read a scheme file: TOML in, checked plain tables out. Each error is one sentence with file and line.

The structure of the tables is defined once, in `SHAPE`. Rules between several keys (a default that is not a value, two
values with one key) are checked by `annotations.scheme.rules` afterwards.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from annotations.errors import SchemeError
from annotations.files.paths import check_input
from annotations.scheme.records import HUES
from annotations.scheme.toml_lines import KeyPath, key_lines, line_of
from annotations.scheme.words import is_name

Table = dict[str, Any]


class Source(NamedTuple):
    """A scheme file that has been read, for messages about it."""

    path: Path
    text: str

    def error(self, place: KeyPath, sentence: str) -> SchemeError:
        """The error to raise about a place in the file."""
        return SchemeError(f"{self.path}, line {line_of(place, key_lines(self.text))}: {sentence}")


class _Rule(NamedTuple):
    expected: str
    fits: Callable[[Any], bool]


def _one_of(*names: str) -> _Rule:
    return _Rule("one of " + ", ".join(names), lambda value: value in names)


def _matching(expected: str, pattern: str) -> _Rule:
    return _Rule(expected, lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None)


_TEXT = _Rule("text in quotation marks", lambda value: isinstance(value, str))
_TEXTS = _Rule(
    'a list of texts such as ["one", "two"]',
    lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
)
_TITLE = _matching("text in quotation marks that is not empty", r"(?s).*\S.*")
_NAME = _Rule("one line of text in any script, without spaces at the ends", is_name)
_KEY = _matching(
    "a key such as A, 1, Space, F2, Shift+P or Ctrl+Alt+1",
    r"|(Ctrl\+)?(Alt\+)?(Shift\+)?(\S|Space|F[1-9][0-9]?)",
)
_COLOUR = _matching("#rrggbb or one of " + ", ".join(HUES), "|#[0-9A-Fa-f]{6}|" + "|".join(HUES))
_YES_NO = _Rule("true or false", lambda value: isinstance(value, bool))
_NUMBER = _Rule(
    "a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
)
_VERSION = _Rule("a whole number of at least 1", lambda value: type(value) is int and value > 0)
_DEFAULT = _Rule("text, a number, true or false", lambda value: isinstance(value, str | int | float))
_KINDS = _Rule(
    'a table such as { entity = "person", words = "issue" }',
    lambda value: isinstance(value, dict) and all(isinstance(item, str) for item in value.values()),
)

_WORDS: Table = {"name": _NAME, "title": _TITLE, "definition": _TEXT}
_GUIDELINES: Table = {**_WORDS, "key": _KEY, "example": _TEXT, "borderline": _TEXT}
_VALUE: Table = {
    **_GUIDELINES,
    **{"glyph": _TEXT, "colour": _COLOUR, "score": _NUMBER, "missing": _YES_NO, "maps_to": _TEXTS},
}
_FIELD: Table = {
    **_GUIDELINES,
    "kind": _one_of("choice", "flag", "text"),
    "scale": _one_of("nominal", "ordinal", "binary", "none"),
    **{"required": _YES_NO, "default": _DEFAULT, "colour": _COLOUR, "maps_to": _TEXTS},
    "prefill": _one_of("quotation", "hedge", "full name", ""),
    "values": _VALUE,
}
_LINK: Table = {
    **_GUIDELINES,
    **{"required": _YES_NO, "to": _TEXTS, "words": _YES_NO, "kinds": _KINDS, "constants": _VALUE},
    **{"prefill": _one_of("speaker", "mentioned", ""), "labels": _TEXTS},
}
_LAYER: Table = {
    **_WORDS,
    "key": _KEY,
    "kind": _one_of("span", "document"),
    "style": _one_of("tint", "bar", "mask", "none"),
    "overlap": _one_of("none", "any"),
    "agreement": _one_of("exact", "iou", "characters", ""),
    **{"confirm": _YES_NO, "masks": _YES_NO, "labels": _VALUE, "fields": _FIELD, "links": _LINK},
}
SHAPE: Table = {**_WORDS, "version": _VERSION, "layers": _LAYER, "statuses": _VALUE}
"""The keys of a scheme file, each with its rule or with the structure of the tables below it."""

_NEEDED = ("name", "title", "version", "kind", "layers")
_NOUNS = {"layers": "layer", "labels": "label", "fields": "field", "values": "value", "links": "link"} | {
    "constants": "constant",
    "statuses": "status",
}


def read_scheme_file(path: Path) -> tuple[Table, Source]:
    """The tables of a TOML file with the structure of a scheme, and the source for messages about it."""
    source = Source(path, _text(path))
    try:
        scheme = _composed(tomllib.loads(source.text))
    except (ValueError, RecursionError) as error:
        raise _syntax_error(source, error) from error
    if not scheme:
        raise source.error((), "The file is empty; a scheme begins with name, version and title, then [[layers]].")
    _check_table(source, (), scheme, SHAPE, "scheme")
    return scheme, source


def _composed(item: Any) -> Any:
    """The same tables with all text normalised (NFC), so that names match however they were typed."""
    if isinstance(item, dict):
        return {normalize("NFC", key): _composed(value) for key, value in item.items()}
    if isinstance(item, list):
        return [_composed(value) for value in item]
    return normalize("NFC", item) if isinstance(item, str) else item


def _text(path: Path) -> str:
    if not os.path.lexists(path):
        raise SchemeError(f"There is no scheme file {path}. Check the name.")
    check_input(path, error=SchemeError)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SchemeError(f"The scheme file {path} cannot be read: {error.strerror}.") from error
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SchemeError(f"{path}, line {line}: The text is not UTF-8; save the file as UTF-8.") from error


def _syntax_error(source: Source, error: Exception) -> SchemeError:
    if isinstance(error, RecursionError):
        return SchemeError(f"{source.path}: The brackets are nested too deeply.")
    what = re.sub(r" \(at .*\)$", "", str(error))
    found = re.search(r"\(at line (\d+), column (\d+)\)$", str(error))
    where = f"line {found[1]}, column {found[2]}" if found else f"line {len(source.text.splitlines())}"
    return SchemeError(f"{source.path}, {where}: This is not TOML: {what[:1].lower()}{what[1:]}.")


def _check_table(source: Source, place: KeyPath, table: Table, shape: Mapping[str, Any], noun: str) -> None:
    for key, value in table.items():
        if key not in shape:
            raise source.error((*place, key), f"A {noun} has no key {key}{_hint(key, shape)}.")
        rule = shape[key]
        if not isinstance(rule, _Rule):
            _check_tables(source, (*place, key), value, rule, _NOUNS[key])
        elif not rule.fits(value):
            raise source.error((*place, key), f"The {key} of a {noun} must be {rule.expected}.")
    for key in _NEEDED:
        if key in shape and key not in table:
            raise source.error(place, f"The {noun} has no {key}.")


def _check_tables(source: Source, place: KeyPath, tables: Any, shape: Mapping[str, Any], noun: str) -> None:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise source.error(place, f"Write each {noun} as a table under [[{_header(place)}]].")
    names: set[str] = set()
    for index, table in enumerate(tables):
        _check_table(source, (*place, index), table, shape, noun)
        if table["name"] in names:
            raise source.error((*place, index, "name"), f"There are two {place[-1]} named {table['name']}.")
        names.add(table["name"])


def _header(place: KeyPath) -> str:
    return ".".join(part for part in place if isinstance(part, str))


def _hint(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"; did you mean {near[0]}?" if near else ": the keys are " + ", ".join(known)
