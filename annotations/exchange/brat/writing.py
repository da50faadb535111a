"""Writing brat standoff: spans as they are, choices and flags as attributes, links as relations, notes as notes.

brat shows all of these and lets them be changed. Its names hold no spaces and its relations lead from one span to
another, so that what is said otherwise (words, numbers, links to another annotator's mark) is in the side file only.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.exchange import side
from annotations.exchange.brat.configuration import configuration, type_of
from annotations.exchange.files import folder_written_whole
from annotations.exchange.folders import documents
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.model import Annotation, FieldValue
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = ()
_VALUE = re.compile(r"[^\s]+")
_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # what brat takes for the end of a line
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with an article's text, annotations and side file each; return how many records it holds."""
    count = 0
    with folder_written_whole(path) as folder:
        (folder / "annotation.conf").write_text(configuration(scheme), encoding="utf-8")
        for count, (name, record) in enumerate(documents(folder, records), 1):  # noqa: B007
            _write(name, record)
    return count


def _write(name: Path, record: Record) -> None:
    """Write one article's three files; `name` is their path without suffix."""
    spans = [annotation for annotation in record.annotations if annotation.start is not None]
    keys = {annotation.id: f"T{number}" for number, annotation in enumerate(spans, 1)}
    lines: list[str] = []
    said: dict[str, Any] = {}
    numbers = {"A": 0, "R": 0, "#": 0}

    def add(kind: str, content: str) -> None:
        numbers[kind] += 1
        lines.append(f"{kind}{numbers[kind]}\t{content}")

    for annotation in spans:
        key = keys[annotation.id]
        lines.append(f"{key}\t{type_of(annotation)} {annotation.start} {annotation.end}\t{_one_line(annotation.quote)}")
        for kind, content in _attributes(key, annotation):
            add(kind, content)
        for role, target in _relations(annotation, keys):
            add("R", f"{role} Arg1:{key} Arg2:{target}\t")
        said[key] = _said(annotation, keys)
    _put(name.with_name(name.name + ".txt"), record.article.text)
    _put(name.with_name(name.name + ".ann"), "".join(line + "\n" for line in lines))
    side.write(name.with_name(name.name + ".ann"), record, said)


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _one_line(words: str) -> str:
    return _BREAK.sub(" ", words)


def _attributes(key: str, annotation: Annotation) -> Iterator[tuple[str, str]]:
    for name, value in annotation.fields.items():
        if _is_attribute(name, value):
            yield "A", f"{name} {key}" if value is True else f"{name} {key} {value}"
        elif _is_note(name, value):
            yield "#", f"AnnotatorNotes {key}\t{value}"


def _is_attribute(name: str, value: FieldValue) -> bool:
    return bool(_NAME.fullmatch(name)) and (value is True or isinstance(value, str) and bool(_VALUE.fullmatch(value)))


def _is_note(name: str, value: FieldValue) -> bool:
    return name == "note" and isinstance(value, str) and bool(value) and not _BREAK.search(value)


def _relations(annotation: Annotation, keys: dict[Any, str]) -> Iterator[tuple[str, str]]:
    for role, link in annotation.links.items():
        if link.annotation in keys and _NAME.fullmatch(role):
            yield role, keys[link.annotation]


def _said(annotation: Annotation, keys: dict[Any, str]) -> dict[str, Any]:
    """What the side file says of a span, and where it was and what it was called when that was said."""
    native = dict(_relations(annotation, keys))
    name = type_of(annotation)
    own = side.said(annotation, lambda name, value: _is_attribute(name, value) or _is_note(name, value), native) | {
        "as": name
    }
    return own if name == annotation.label else own | {"label": annotation.label}
