"""Write brat standoff: spans, choices and flags as attributes, links as relations, notes as notes.

brat can show and edit all of these. Its names have no spaces and its relations connect two spans, so everything else
(words, numbers, links to another annotator's mark) is only in the sidecar file.

A line in brat cannot contain line breaks, so a span over several lines has a part for each, without white space at the
ends, as brat's own server writes it (`annotator.py`, `__create_span`). brat rejects a span whose words are not exactly
its parts joined by spaces (`annotation.py`, `_parse_textbound_annotation`).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.exchange import sidecar
from annotations.exchange.brat.configuration import Types, type_name
from annotations.exchange.common_losses import BLANKS_HIDDEN, NOT_DONE, UNSEEN
from annotations.exchange.files import folder_written_whole
from annotations.exchange.folders import documents
from annotations.exchange.identifiers import ascii_identifier
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import hidden, shown_spans
from annotations.model import Annotation, FieldValue
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = (NOT_DONE, *UNSEEN, BLANKS_HIDDEN)
_VALUE = re.compile(r"[^\s]+")
_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"  # line ends in Python, which brat is written in
_BREAK, _LINE = re.compile(f"[{_BREAKS}]"), re.compile(f"[^{_BREAKS}]+")

Parts = list[tuple[int, int]]


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with the text, annotations and sidecar file of each article. Return the number of records."""
    types = Types(scheme)
    count = 0
    with folder_written_whole(path) as folder:
        (folder / "annotation.conf").write_text(types.configuration(), encoding="utf-8")
        if shown := types.visual_configuration():
            (folder / "visual.conf").write_text(shown, encoding="utf-8")
        for count, (name, record) in enumerate(documents(folder, records), 1):  # noqa: B007
            _write(name, record)
    return count


def _write(name: Path, record: Record) -> None:
    """Write one article's three files; `name` is their path without suffix."""
    parts = {a.id: found for a in shown_spans(record.annotations) if (found := lines_of(a))}
    spans = [annotation for annotation in record.annotations if annotation.id in parts]
    keys = {annotation.id: f"T{number}" for number, annotation in enumerate(spans, 1)}
    lines: list[str] = []
    data: dict[str, Any] = {}
    numbers = {"A": 0, "R": 0, "#": 0}

    def add(kind: str, content: str) -> None:
        numbers[kind] += 1
        lines.append(f"{kind}{numbers[kind]}\t{content}")

    for annotation in spans:
        key, text = keys[annotation.id], record.article.text
        place = ";".join(f"{start} {end}" for start, end in parts[annotation.id])
        words = " ".join(text[start:end] for start, end in parts[annotation.id])
        lines.append(f"{key}\t{ascii_identifier(type_name(annotation))} {place}\t{words}")
        for kind, content in _attributes(key, annotation):
            add(kind, content)
        for role, target in _relations(annotation, keys):
            add("R", f"{ascii_identifier(role)} Arg1:{key} Arg2:{target}\t")
        data[key] = _mark_data(annotation, keys, parts[annotation.id])
    _put(name.with_name(name.name + ".txt"), record.article.text)
    _put(name.with_name(name.name + ".ann"), "".join(line + "\n" for line in lines))
    sidecar.write(name.with_name(name.name + ".ann"), record, data, hidden(record.annotations, spans))


def lines_of(annotation: Annotation) -> Parts:
    """The parts of a span, one for each line that is not just white space. Empty if there are none."""
    found = []
    for match in _LINE.finditer(annotation.quote):
        start, end = (annotation.start or 0) + match.start(), (annotation.start or 0) + match.end()
        start, end = start + len(match[0]) - len(match[0].lstrip()), end - len(match[0]) + len(match[0].rstrip())
        if start < end:
            found.append((start, end))
    return found


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _attributes(key: str, annotation: Annotation) -> Iterator[tuple[str, str]]:
    for name, value in annotation.fields.items():
        if _is_attribute(value):
            short = ascii_identifier(name)
            yield "A", f"{short} {key}" if value is True else f"{short} {key} {value}"
        elif _is_note(name, value):
            yield "#", f"AnnotatorNotes {key}\t{value}"


def _is_attribute(value: FieldValue) -> bool:
    return value is True or isinstance(value, str) and bool(_VALUE.fullmatch(value))


def _is_note(name: str, value: FieldValue) -> bool:
    return name == "note" and isinstance(value, str) and bool(value) and not _BREAK.search(value)


def _relations(annotation: Annotation, keys: dict[Any, str]) -> Iterator[tuple[str, str]]:
    for role, link in annotation.links.items():
        if link.annotation in keys:
            yield role, keys[link.annotation]


def _mark_data(annotation: Annotation, keys: dict[Any, str], parts: Parts) -> dict[str, Any]:
    """The sidecar data of a span, including its position and type at that time."""
    native, name = dict(_relations(annotation, keys)), type_name(annotation)
    own = sidecar.mark_data(annotation, lambda name, value: _is_attribute(value) or _is_note(name, value), native)
    own |= {"as": name} | sidecar.shown_at(annotation, parts)
    return own if name == annotation.label else own | {"label": annotation.label}
