"""The test that every format of the registry must pass: what it does not declare as lost comes back.

The texts have emoji, combining marks, right-to-left letters, scripts without spaces, and everything that some program
takes for the end of a line. The spans overlap, nest, cross paragraphs, cut words, and some are nothing but white space.
Ids look like the keys that formats make themselves. Every layer of the default scheme has marks, with answers and links
or without.
"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotations.exchange.conversion import taken
from annotations.exchange.format import Format
from annotations.exchange.formats import FORMATS, format_named, format_of
from annotations.exchange.losses import without
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.model import FILE, Annotation, AnnotationId, AnnotatorId, Link
from annotations.scheme import Field, Layer, LinkRole, Scheme, Value
from tests.annotations.exchange.any_project import SCHEME, projects


def _back(known: Format, records: list[Record], scheme: Scheme) -> list[Record | ImportNote]:
    assert known.write is not None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"out{known.suffixes[0] if known.suffixes else ''}"
        assert known.write(out, iter(records), scheme, NO_OPTIONS) == len(records)
        found = format_of(out)
        assert found is not None
        assert found.read == known.read
        return list(taken(known.read(out, NO_OPTIONS), scheme))


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.read and known.write])
@given(records=projects())
def test_all_that_a_format_does_not_lose_comes_back(name: str, records: list[Record]) -> None:
    known = format_named(name)
    back = _back(known, records, SCHEME)
    assert [thing for thing in back if isinstance(thing, ImportNote) and thing.lost] == []
    read = [numbered(thing) for thing in back if isinstance(thing, Record)]
    wanted = [numbered(without(record, known.losses(SCHEME))) for record in records]
    if known.folder:  # with a folder for each annotator, those of an article come by the folder's name
        read, wanted = sorted(read, key=_article_and_annotator), sorted(wanted, key=_article_and_annotator)
    assert read == wanted


_ODD = ("Лицо", "Cité d'Ț", "A/B", "a b", "A_B", "🔥", "स्तरः", "1st", "x|y", "=1", "%20")


def _odd_scheme() -> Scheme:
    """A scheme whose names have what formats stumble over, the same ones for layers, labels, fields and roles."""
    values = tuple(Value(name, name) for name in _ODD)
    labels = tuple(Value(f"{name} +", name) for name in _ODD)
    fields = [Field(name, name, "choice", values=values) for name in _ODD]
    roles = tuple(LinkRole(name, name, to=_ODD[:3], words=True, kinds={_ODD[0]: "x id"}) for name in _ODD[::3])
    spans = [Layer(name, name, "span", labels=labels * (n == 1), links=roles) for n, name in enumerate(_ODD)]
    layers = [layer._replace(fields=tuple(fields[: n // 2])) for n, layer in enumerate(spans)]
    whole = Layer("статья | 1", "Статья", "document", fields=(*fields, Field("speaker id", "Speaker", "text")))
    return Scheme("Проект d'essai", 1, "Проект", (*layers, whole), SCHEME.statuses)


ODD_SCHEME = _odd_scheme()


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.read and known.write])
@settings(max_examples=8)
@given(records=projects(ODD_SCHEME))
def test_names_of_any_kind_come_back(name: str, records: list[Record]) -> None:
    known = format_named(name)
    back = _back(known, records, ODD_SCHEME)
    assert [thing for thing in back if isinstance(thing, ImportNote) and thing.lost] == []
    read = [numbered(thing) for thing in back if isinstance(thing, Record)]
    wanted = [numbered(without(record, known.losses(ODD_SCHEME))) for record in records]
    assert sorted(read, key=str) == sorted(wanted, key=str)


def _article_and_annotator(record: Record) -> tuple[str, str, str]:
    who = record.annotator
    return record.article.text, who.name if who else "", who.kind if who else ""


def numbered(record: Record) -> Record:
    """A record whose annotations are in order and known by their number, since ids may be new; without its place."""
    order = sorted(record.annotations, key=_place)
    names = {annotation.id: AnnotationId(f"#{number}") for number, annotation in enumerate(order, 1) if annotation.id}

    def link(found: Link) -> Link:
        return found._replace(annotation=names.get(found.annotation, found.annotation)) if found.annotation else found

    marks = tuple(
        annotation._replace(
            id=AnnotationId(f"#{number}"),
            links={role: link(found) for role, found in sorted(annotation.links.items())},
            updated=annotation.updated or annotation.created,
        )
        for number, annotation in enumerate(order, 1)
    )
    annotator = record.annotator and record.annotator._replace(id=AnnotatorId(""))
    meta = {key: value for key, value in record.article.meta.items() if key != FILE}  # reading adds it
    article = record.article._replace(sha256="", meta=meta)
    return record._replace(article=article, annotator=annotator, annotations=marks, place="", scheme=None)


def _place(annotation: Annotation) -> tuple[object, ...]:
    start = -1 if annotation.start is None else annotation.start
    fields = sorted((name, str(value)) for name, value in annotation.fields.items())
    words = sorted((role, link.text, link.kind) for role, link in annotation.links.items())
    said = annotation._replace(id=AnnotationId(""), fields={}, links={})[10:]
    return start, annotation.end or -1, annotation.layer, annotation.label, fields, words, str(said)
