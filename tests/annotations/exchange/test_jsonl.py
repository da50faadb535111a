"""The canonical record as lines of JSON: what is written is read back, and what is wrong is named by its line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed
from annotations.exchange import jsonl
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
WORDS = NAMES.filter(bool)
IDS = st.none() | WORDS.map(AnnotationId)
SECONDS = st.floats(0, 1e9)
MARKS = st.builds(
    Annotation,
    NAMES.map(AnnotationId),
    st.just(ArticleId("")),
    st.just(AnnotatorId("")),
    layer=NAMES,
    start=st.none(),
    end=st.none(),
    quote=st.just(""),
    label=NAMES,
    fields=st.dictionaries(NAMES, NAMES | st.booleans() | st.integers(-9, 9) | SECONDS, max_size=2),
    links=st.dictionaries(NAMES, st.builds(Link, NAMES, IDS, NAMES), max_size=2),
    verdict=st.sampled_from((None, "accepted", "rejected")),
    how=NAMES,
    derived_from=IDS,
    score=st.none() | SECONDS,
    created=st.just("now"),
    updated=st.sampled_from(("", "later")),
    seconds=SECONDS,
)
SPANS = st.builds(lambda mark, start: mark._replace(start=start, end=9, quote="words"), MARKS, st.integers(0, 9))
META = st.dictionaries(NAMES, NAMES | st.none() | st.lists(st.booleans(), max_size=2), max_size=2)
ARTICLES = st.builds(Article, NAMES.map(ArticleId), NAMES, WORDS, *[NAMES] * 5, META)
KINDS = st.sampled_from(("person", "machine", "gold"))
RECORDS = st.builds(
    Record,
    ARTICLES,
    st.builds(Annotator, st.just(AnnotatorId("")), WORDS, KINDS, NAMES),
    st.sampled_from(("todo", "done", "skip")),
    SECONDS,
    st.lists(MARKS | SPANS, max_size=3).map(tuple),
    st.just(""),
    st.none(),
    st.just(()),
)


def read_lines(path: Path, *lines: Any) -> list[Record | ImportNote]:
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return list(jsonl.read(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


@given(st.lists(RECORDS, max_size=3))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> None:
    path = tmp_path_factory.getbasetemp() / "out.jsonl"
    assert jsonl.write(path, records) == len(records)
    found = [record._replace(place="") for record in jsonl.read(path) if isinstance(record, Record)]
    assert found == records


def test_a_text_is_enough(path: Path) -> None:
    assert read_lines(path, {"text": "One."}) == [Record(Article(text="One."), place=f"{path}:1")]


def test_fields_that_are_not_known_are_kept_in_meta(path: Path) -> None:
    (record,) = read_lines(path, {"text": "One.", "author": "me", "meta": {"page": 3}, "tags": [1]})
    assert isinstance(record, Record)
    assert record.article.meta == {"page": 3, "author": "me", "tags": [1]}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b'{"text": "One."', "is not JSON"),
        (b"[" * 2000, "nested too deeply"),
        (b'"text"', "is not a record"),
        (b"17", "is not a record"),
        ({"title": "x"}, "has no “text”"),
        ({"text": 5}, "has no “text”"),
        ({"text": "x", "kind": "robot", "annotator": "a"}, "must be one of: person, machine, gold"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_the_others_are_read(path: Path, line: Any, sentence: str) -> None:
    before, remark, after = read_lines(path, {"text": "One."}, line, b"", {"text": "Two."})
    assert isinstance(remark, ImportNote)
    assert (remark.place, remark.lost) == (f"{path}:2", True)
    assert re.search(sentence, remark.sentence)
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    assert after.place == f"{path}:4"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": 5}, "“title” has the wrong type (5). It was left out."),
        ({"meta": [1]}, "“meta” has the wrong type ([1])."),
        ({"status": "almost"}, "must be one of: todo, incomplete, done, skip."),
        ({"seconds": True}, "“seconds” has the wrong type (true)."),
        ({"annotations": {"a": 1}}, "“annotations” has the wrong type"),
        ({"annotations": [7]}, "Annotation 1 has no “layer”."),
        ({"annotations": [{"layer": "a", "start": "x"}]}, 'Annotation 1: “start” has the wrong type ("x").'),
        ({"annotations": [{"layer": "a", "start": 10**20}]}, "“start” has the wrong type"),
        ({"annotations": [{"layer": "a", "links": {"to": "me"}}]}, "Annotation 1: the link “to” should be an object"),
        ({"annotations": [{"layer": "a", "verdict": "maybe"}]}, "must be one of: accepted, rejected."),
        ({"annotations": [{"layer": "a", "colour": "red"}]}, "“colour” is not a known key of annotations."),
        ({"spots": [[0, 1, "X"]]}, "“spots” looks like annotations"),
    ],
)
def test_the_part_of_a_record_that_is_wrong_is_named_and_the_rest_is_read(
    path: Path, more: dict[str, Any], sentence: str
) -> None:
    good = {"layer": "claim", "start": 0, "end": 1, "label": ""}
    more = {**more, "annotations": [*more["annotations"], good]} if isinstance(more.get("annotations"), list) else more
    (record,) = read_lines(path, {"text": "One.", "annotator": "Ana", **more})
    assert isinstance(record, Record)
    assert record.annotator
    assert [sentence in told for told in record.lost] == [True]
    assert [a.layer for a in record.annotations][-1:] == ["claim"] * (
        "annotations" in more and more["annotations"] != {"a": 1}
    )


def test_numbers_may_be_written_as_text_or_with_a_fraction_of_nothing(path: Path) -> None:
    marks = [{"layer": "a", "start": "0", "end": 3.0}, {"layer": "a", "start": 0.0, "end": "3"}]
    (record,) = read_lines(path, {"text": "One.", "annotations": marks})
    assert isinstance(record, Record)
    assert [(a.start, a.end) for a in record.annotations] == [(0, 3), (0, 3)]
    assert record.lost == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_lines_are_read_in_the_encoding_they_are_in(path: Path, encoding: str) -> None:
    text = "El canciller acusó a España de interferir en la frontera, según informó la agencia de noticias. " * 9
    lines = "".join(json.dumps({"text": f"{number} {text}"}, ensure_ascii=False) + "\n" for number in range(3))
    path.write_bytes(lines.encode(encoding))
    found = [record.article.text for record in jsonl.read(path) if isinstance(record, Record)]
    assert found == [f"{number} {text}" for number in range(3)]
    told = [remark.sentence for remark in jsonl.read(path) if isinstance(remark, ImportNote)]
    assert [sentence.startswith("Read as ") for sentence in told] == [True] * (
        encoding not in ("utf-8", "utf-8-sig", "utf-16")
    )


def test_one_line_that_is_not_utf8_does_not_spoil_the_rest(path: Path) -> None:
    found = read_lines(path, '{"text": "España"}'.encode(), '{"text": "España"}'.encode("latin-1"), {"text": "x"})
    assert [type(item) for item in found] == [Record, ImportNote, Record, Record]
    assert [item.article.text for item in found if isinstance(item, Record)] == ["España", "Espa�a", "x"]


def test_an_empty_file_has_no_records_and_a_binary_one_is_refused(path: Path) -> None:
    assert read_lines(path) == []
    path.write_bytes(bytes(range(256)) * 50)
    for read, told in ((path, "is not a text file"), (path.parent, "is a folder")):
        with pytest.raises(ImportFailed, match=told):
            list(jsonl.read(read))
