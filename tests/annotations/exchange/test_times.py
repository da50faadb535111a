"""Times that files give arrive in UTC, in every format that has some; what is no time is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange import label_studio, prodigy, refi
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.exchange.times import epoch_seconds, instant
from annotations.importing import import_records, read_files
from annotations.model import Annotation
from annotations.operations.annotating import annotations_of
from annotations.operations.articles import articles
from annotations.operations.exporting import records
from annotations.project import Project, create_project
from annotations.scheme import load_scheme

TEXT = "Ana Ruiz met the Harbour Office."
AT, LATER = "2021-12-02T10:00:00.000Z", "2021-12-03T11:00:00.000Z"
PLACE = {"start": 0, "end": 8}


@pytest.mark.parametrize(
    "raw",
    [
        "2021-12-02T10:00:00Z",
        "2021-12-02T12:00:00+02:00",
        "2021-12-02T05:00:00.000000-05:00",
        "2021-12-02 10:00:00",
        "2021-12-02 10:00:00 UTC",
        "2021/12/02 10:00",
        "20211202T100000Z",
        "Thu, 02 Dec 2021 10:00:00 GMT",
        "Thu, 02 Dec 2021 11:00:00 +0100",
        1638439200,
        1638439200.0,
        "1638439200",
        1638439200000,
        "1638439200000",
        1638439200000000,
    ],
)
def test_times_in_usual_notations_are_instants(raw: Any) -> None:
    assert instant(raw) == AT


@pytest.mark.parametrize(
    "raw", ["", "now", "12", "2021", 17, -1, True, "9" * 400, 1e300, float("nan"), "25:61", "٢٠٢١"]
)
def test_what_is_no_time_is_none(raw: Any) -> None:
    assert instant(raw) == ""
    assert epoch_seconds("now") is None


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    return create_project(tmp_path / "p.claimdesk", load_scheme("news-claims"))


def imported(project: Project, path: Path) -> tuple[list[Annotation], list[str]]:
    done = import_records(project, read_files([path]), "Ana")
    marks = [mark for article in articles(project) for mark in annotations_of(project, article.id)]
    return marks, [remark.sentence for remark in done.remarks if remark.lost]


WORK = {"result": [{"id": "a", "from_name": "ner", "type": "labels", "value": {**PLACE, "labels": ["PERSON"]}}]}
WITH_TIMES: dict[str, Any] = {
    "label-studio.json": [
        {"id": 1, "data": {"text": TEXT}, "annotations": [{**WORK, "created_at": AT, "updated_at": LATER}]}
    ],
    "w3c.jsonld": [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:x",
            "created": "2021-12-02T12:00:00+02:00",
            "modified": LATER,
            "claimdesk": {"article": {}},
            "body": {"type": "TextualBody", "value": TEXT},
            "target": "urn:t",
        },
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "urn:y",
            "created": "2021-12-02T12:00:00+02:00",
            "modified": LATER,
            "body": {"purpose": "tagging", "value": "PERSON"},
            "target": {"source": "urn:t", "selector": {"type": "TextPositionSelector", **PLACE}},
        },
    ],
    "doccano.jsonl": {
        "text": TEXT,
        "entities": [
            {"start_offset": 0, "end_offset": 8, "label": "PERSON", "created_at": 1638439200, "updated_at": LATER}
        ],
    },
    "ours.jsonl": {
        "text": TEXT,
        "annotations": [
            {"layer": "entity", "label": "PERSON", **PLACE, "created": "2021-12-02 10:00", "updated": LATER}
        ],
    },
    "spans.csv": f"text,spans\n{TEXT},\"[{{'start': 0, 'end': 8, 'label': 'PERSON', "
    f"'created_at': 1638439200000, 'updated_at': '{LATER}'}}]\"\n",
}


@pytest.mark.parametrize("name", WITH_TIMES)
def test_times_of_a_file_are_kept(name: str, empty: Project, tmp_path: Path) -> None:
    content = WITH_TIMES[name]
    (tmp_path / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    (mark,), lost = imported(empty, tmp_path / name)
    assert (mark.label, mark.created, mark.updated, lost) == ("PERSON", AT, LATER, [])


def test_a_task_of_prodigy_has_one_time(empty: Project, tmp_path: Path) -> None:
    task = {"text": TEXT, "spans": [{**PLACE, "label": "PERSON"}], "answer": "accept", "_timestamp": 1638439200}
    (tmp_path / "in.jsonl").write_text(json.dumps(task))
    (mark,), lost = imported(empty, tmp_path / "in.jsonl")
    assert (mark.created, mark.updated, lost) == (AT, AT, [])


def test_a_time_that_cannot_be_read_is_named_and_not_kept(empty: Project, tmp_path: Path) -> None:
    mark = {"layer": "entity", "label": "PERSON", **PLACE, "created": "last summer", "updated": "last summer"}
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXT, "annotations": [mark]}))
    (found,), lost = imported(empty, tmp_path / "in.jsonl")
    assert lost == ["Annotation 1: “last summer” is not a valid time, so the time of the import is used."]
    assert found.created[:2] == "20"


@pytest.mark.parametrize("writer", [label_studio, prodigy, refi])
def test_other_programs_see_our_times(writer: Any, empty: Project, tmp_path: Path) -> None:
    (tmp_path / "ours.jsonl").write_text(json.dumps(WITH_TIMES["ours.jsonl"]))
    imported(empty, tmp_path / "ours.jsonl")
    out = tmp_path / {label_studio: "o.json", prodigy: "o.jsonl", refi: "o.qdpx"}[writer]
    writer.write(out, records(empty), empty.scheme, NO_OPTIONS)
    (record,) = [thing for thing in read_files([out]) if isinstance(thing, Record)]
    assert (record.annotations[0].created, record.annotations[0].updated) == (AT, LATER)
    if writer is label_studio:
        work = json.loads(out.read_text())[0]["annotations"][0]
        assert (work["created_at"], work["updated_at"]) == (AT, LATER)
    if writer is prodigy:
        assert json.loads(out.read_text())["_timestamp"] == epoch_seconds(LATER)


def test_the_newer_of_two_sides_stands_by_the_times_of_the_files(empty: Project, tmp_path: Path) -> None:
    def line(label: str, updated: str) -> str:
        mark = {"id": "a" * 32, "layer": "entity", "label": label, **PLACE, "created": AT, "updated": updated}
        return json.dumps({"text": TEXT, "annotator": "Ana", "annotations": [mark]})

    for label, updated in (("PERSON", LATER), ("ORG", "2021-12-03 10:59"), ("GPE", 1638529260000), ("LOC", AT)):
        (tmp_path / "in.jsonl").write_text(line(label, str(updated)))
        marks, lost = imported(empty, tmp_path / "in.jsonl")
        assert lost == []
    assert [mark.label for mark in marks] == ["GPE"]  # of 11:01 on the third, the newest
