"""The sidecar file: data that a format with one file per article cannot express, as JSON next to the article's file.

It is one line of Claimdesk's own format without the text and spans, plus data about each span in the format's file.
Changes in the other program win: once it moves or relabels a span, the sidecar data no longer applies to it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotations.errors import ImportFailed
from annotations.exchange import jsonl
from annotations.exchange.external import ExternalMark, ExternalRecord, extras, link_json, mark_of, mark_with
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.shown import Place
from annotations.files.opening import content_of
from annotations.model import Annotation, AnnotationId, FieldValue, Link
from annotations.text import utf16_offsets

SUFFIX = ".claimdesk.json"
MEMBER = "claimdesk.jsonl"
"""The name of our own lines in an archive."""


class Side(NamedTuple):
    """The content of a sidecar file: about the article and annotator, and about each span by its key there."""

    record: Record
    marks: Mapping[str, Any]


def dumps(record: Record, marks: Mapping[str, Any], hidden: Collection[AnnotationId] = ()) -> bytes:
    """A record as one line of JSON: everything but its text and spans, plus `marks`, the data about these.

    `hidden` are the ids of spans that the main file cannot show. They are written in full.
    """
    whole = tuple(a for a in record.annotations if a.start is None or a.id in hidden)
    article = record.article._replace(text="")
    out = orjson.loads(jsonl.line(record._replace(article=article, annotations=whole)))
    if marks:
        out["marks"] = marks
    return orjson.dumps(out, option=orjson.OPT_APPEND_NEWLINE)


def loads(content: bytes | str, place: str) -> Side | ImportNote:
    """Read the output of `dumps`. Gives a note if it is something else."""
    try:
        raw = orjson.loads(content)
    except orjson.JSONDecodeError:
        return ImportNote(place, "Claimdesk's own data in this file is no longer valid JSON and was left out.")
    if not isinstance(raw, dict):
        return ImportNote(place, "Claimdesk's own data in this file is no longer a JSON object and was left out.")
    return of_json(raw, place)


def json_of(content: str) -> Any:
    """The value of a JSON string. None if it is not JSON."""
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None


def of_json(raw: dict[str, Any], place: str) -> Side | ImportNote:
    """Interpret the JSON object from `dumps`."""
    marks = raw.pop("marks", None)
    record = jsonl.read_record({**raw, "text": ""}, place)
    return record if isinstance(record, ImportNote) else Side(record, marks if isinstance(marks, dict) else {})


def mark_data(
    annotation: Annotation, is_native: Callable[[str, FieldValue], bool], roles: Collection[str] = ()
) -> dict[str, Any]:
    """The data of a span beyond its label, its native answers, and its links in native `roles`.

    `at` is its position in the main file and `as` its label there; the writer may change both.
    """
    own = extras(annotation)
    links = {role: link_json(link) for role, link in annotation.links.items()}
    own["fields"] = {name: value for name, value in annotation.fields.items() if not is_native(name, value)}
    own["links"] = {role: link for role, link in links.items() if role not in roles}
    own["roles"] = {role: link for role, link in links.items() if role in roles}
    own |= {"at": [[annotation.start, annotation.end]], "as": annotation.label}
    return {name: value for name, value in own.items() if value != {}}


def shown_at(annotation: Annotation, parts: Sequence[Place]) -> dict[str, Any]:
    """The position of a span in the main file, in code points; and the original position and words, if they differ."""
    at = {"at": [list(part) for part in parts]}
    if (parts[0][0], parts[-1][1]) == (annotation.start, annotation.end):
        return at
    return at | {"place": [annotation.start, annotation.end], "text": annotation.quote}


def write(path: Path, record: Record, marks: Mapping[str, Any], hidden: Collection[AnnotationId] = ()) -> None:
    """Write the sidecar file of an article."""
    path.with_suffix(SUFFIX).write_bytes(dumps(record, marks, hidden))


def read(path: Path) -> Side | ImportNote | None:
    """Read the sidecar file of an article, if there is one."""
    own = path.with_suffix(SUFFIX)
    try:
        return loads(content_of(own), str(own)) if own.exists() else None
    except ImportFailed as error:
        return ImportNote(str(own), f"{error} This sidecar file was left out.")


def belongs(path: Path, suffixes: Collection[str]) -> bool:
    """Whether a file is the text or the sidecar file of one with one of these suffixes."""
    if path.name.endswith(SUFFIX):
        return True
    return path.suffix.lower() == ".txt" and any(path.with_suffix(own).is_file() for own in suffixes)


def joined(foreign: ExternalRecord, side: Side | ImportNote | None) -> Iterator[ExternalRecord | ImportNote]:
    """An article with its sidecar data, or with a note on why that cannot be used."""
    if isinstance(side, Side):
        yield from (ImportNote(side.record.place, sentence) for sentence in side.record.lost)
        yield _joined(foreign, side)
        return
    if side is not None:
        yield side
    yield foreign


def _joined(foreign: ExternalRecord, side: Side) -> ExternalRecord:
    record = side.record
    data = {mark.key: own for mark in foreign.marks if (own := _data_of(mark, side.marks)) is not None}
    others = [mark_of(annotation) for annotation in record.annotations]
    names = _names(foreign.marks, data, {mark.id for mark in others})
    position = _to_unit(foreign)
    marks = [_with(_renamed(mark, names), data.get(mark.key), position) for mark in foreign.marks]
    foreign = foreign._replace(
        article=record.article._replace(text=foreign.article.text),
        annotator=record.annotator,
        status=record.status,
        seconds=record.seconds,
        marks=(*marks, *(_moved(mark, mark.parts, position) for mark in others)),
    )
    return _linked(foreign, data, names)


def _names(marks: Iterable[ExternalMark], data: Mapping[str, dict[str, Any]], taken: set[str]) -> dict[str, str]:
    """New keys for those in the file: our own ids, and for marks without one, a key that is not an id."""
    own = {key: str(found["id"]) for key, found in data.items() if found.get("id")}
    taken = taken | set(own.values())
    return {mark.key: own.get(mark.key) or _free(mark.key, taken) for mark in marks}


def _free(key: str, taken: set[str]) -> str:
    while key in taken:
        key += "′"
    return key


def _to_unit(foreign: ExternalRecord) -> Callable[[int], int]:
    """A function that converts our code points to offsets in the file."""
    return utf16_offsets(foreign.article.text).to_unit if foreign.unit == "utf16" else int


def _moved(mark: ExternalMark, place: Iterable[Sequence[int]], position: Callable[[int], int]) -> ExternalMark:
    return mark._replace(parts=tuple((position(start), position(end)) for start, end in place))


def _data_of(mark: ExternalMark, marks: Mapping[str, Any]) -> dict[str, Any] | None:
    """The sidecar data of a mark that still has the same position and label."""
    own = marks.get(mark.key)
    if not isinstance(own, dict) or own.get("at") != [list(part) for part in mark.parts] or own.get("as") != mark.label:
        return None
    return own


def _with(mark: ExternalMark, own: dict[str, Any] | None, position: Callable[[int], int]) -> ExternalMark:
    if own is None:
        return mark
    label, roles, place = own.get("label", mark.label), own.get("roles"), own.get("place")
    links = dict(mark.links)
    for role, data in roles.items() if isinstance(roles, dict) else ():
        if role in links and isinstance(data, dict):
            links[role] = links[role]._replace(text=str(data.get("text", "")), kind=str(data.get("kind", "")))
    if isinstance(place, list) and len(place) == 2 and all(type(end) is int for end in place):
        mark = _moved(mark, [place], position)._replace(quote=str(own.get("text", "")) or None)
    mark = mark._replace(label=label if isinstance(label, str) else mark.label, links=links)
    return mark_with(mark, own)


def _renamed(mark: ExternalMark, names: Mapping[str, str]) -> ExternalMark:
    """The mark and its links with new keys."""
    links = {
        role: link._replace(annotation=AnnotationId(names.get(link.annotation, link.annotation)))
        if link.annotation
        else link
        for role, link in mark.links.items()
    }
    return mark._replace(key=names.get(mark.key, mark.key), links=links)


def _linked(foreign: ExternalRecord, data: Mapping[str, dict[str, Any]], names: Mapping[str, str]) -> ExternalRecord:
    """Turn relations that were written for links back into links, with their words and kind."""
    marks = {mark.key: mark for mark in foreign.marks}
    left = []
    for relation in foreign.relations:
        source, target = (names.get(key, key) for key in (relation.source, relation.target))
        roles = data.get(relation.source, {}).get("roles")
        role = roles.get(relation.label) if isinstance(roles, dict) else None
        if isinstance(role, dict) and relation.label not in marks[source].links and target in marks:
            link = Link(str(role.get("text", "")), AnnotationId(target), str(role.get("kind", "")))
            marks[source] = marks[source]._replace(links={**marks[source].links, relation.label: link})
        else:
            left.append(relation._replace(source=source, target=target))
    return foreign._replace(marks=tuple(marks.values()), relations=tuple(left))
