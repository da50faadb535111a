"""The sample project: eight articles, two people, and nothing that the scheme or the text would refuse."""

import json
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.resources import resource
from annotations.scheme import check_annotation, load_scheme, missing_choices

SCHEME = load_scheme("news-claims")
RECORDS: list[dict[str, Any]] = [
    json.loads(line) for line in resource("sample", "sample.jsonl").read_text(encoding="utf-8").splitlines()
]
MARKED = [record for record in RECORDS if "annotator" in record]
DONE = [record for record in MARKED if record["status"] == "done"]


def _name(record: dict[str, Any]) -> str:
    return f"{record['article']} {record.get('annotator', 'nobody')}"


def _annotations(record: dict[str, Any]) -> list[Annotation]:
    """Return the annotations of a record as the program would hold them."""
    return [
        Annotation(
            id=AnnotationId(raw["id"]),
            article=ArticleId(record["article"]),
            annotator=AnnotatorId(record["annotator"]),
            layer=raw["layer"],
            start=raw.get("start"),
            end=raw.get("end"),
            quote=raw.get("text", ""),
            label=raw.get("label", ""),
            fields=raw.get("fields", {}),
            links={role: Link(**link) for role, link in raw.get("links", {}).items()},
        )
        for raw in record["annotations"]
    ]


def _articles_done_by(annotator: str) -> set[str]:
    return {record["article"] for record in DONE if record["annotator"] == annotator}


def test_there_are_eight_articles_and_one_of_them_is_untouched() -> None:
    assert {record["article"] for record in RECORDS} == {f"sample-0{number}" for number in range(1, 9)}
    assert len({record["sha256"] for record in RECORDS}) == 8
    assert [record["article"] for record in RECORDS if "annotator" not in record] == ["sample-08"]


def test_two_people_overlap_on_four_articles_that_are_done() -> None:
    ana, ben = _articles_done_by("Ana"), _articles_done_by("Ben")
    assert (len(ana), len(ben), len(ana & ben)) == (6, 4, 4)
    assert [_name(record) for record in MARKED if record["status"] == "todo"] == ["sample-06 Ben", "sample-07 Ana"]


def test_one_article_has_characters_beyond_the_first_unicode_plane() -> None:
    astral = {record["article"] for record in RECORDS if max(record["text"]) > "\uffff"}
    assert astral == {"sample-05"}


@pytest.mark.parametrize("record", RECORDS, ids=_name)
def test_title_and_hash_belong_to_the_text(record: dict[str, Any]) -> None:
    assert record["title"] == record["text"].split("\n")[0]
    assert record["sha256"] == sha256(record["text"].encode()).hexdigest()
    assert 2200 <= len(record["text"]) <= 4500


@pytest.mark.parametrize("record", MARKED, ids=_name)
def test_every_quote_is_the_slice_of_the_text(record: dict[str, Any]) -> None:
    for mark in (mark for mark in _annotations(record) if mark.layer != "document"):
        assert mark.quote == record["text"][mark.start : mark.end]
        assert mark.quote == mark.quote.strip() != ""


@pytest.mark.parametrize("record", MARKED, ids=_name)
def test_spans_overlap_only_where_the_scheme_lets_them(record: dict[str, Any]) -> None:
    exclusive = {layer.name for layer in SCHEME.layers if layer.overlap == "none"}
    spans = sorted((m.start or 0, m.end or 0) for m in _annotations(record) if m.layer in exclusive)
    assert len(spans) > 10
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("record", MARKED, ids=_name)
def test_boilerplate_holds_no_claims(record: dict[str, Any]) -> None:
    marks = _annotations(record)
    masked = [range(m.start or 0, m.end or 0) for m in marks if m.layer == "boilerplate"]
    for claim in (m for m in marks if m.layer == "claim"):
        assert not any((claim.start or 0) < span.stop and span.start < (claim.end or 0) for span in masked)


@pytest.mark.parametrize("record", MARKED, ids=_name)
def test_labels_fields_and_links_are_in_the_scheme(record: dict[str, Any]) -> None:
    assert record["scheme"] == {"name": SCHEME.name, "version": SCHEME.version}
    for mark in _annotations(record):
        check_annotation(SCHEME, mark.layer, mark.label, mark.fields, mark.links)


@pytest.mark.parametrize("record", MARKED, ids=_name)
def test_links_lead_to_the_same_persons_annotations(record: dict[str, Any]) -> None:
    marks = {mark.id: mark for mark in _annotations(record)}
    assert len(marks) == len(record["annotations"])
    links = [link for mark in marks.values() for link in mark.links.values()]
    for link, target in ((link, marks[link.annotation]) for link in links if link.annotation):
        assert target.quote == link.text
        assert link.kind in ("", target.layer)


@pytest.mark.parametrize("record", DONE, ids=_name)
def test_a_done_article_has_its_claims_and_lacks_no_required_choice(record: dict[str, Any]) -> None:
    marks = _annotations(record)
    assert [missing_choices(SCHEME.layer(mark.layer), mark) for mark in marks] == [()] * len(marks)
    counts = [sum(mark.layer == layer for mark in marks) for layer in ("claim", "entity", "document")]
    assert counts[2] == 1
    assert 10 <= counts[0] <= 14
    assert 35 <= counts[1] <= 50


@pytest.mark.parametrize("record", DONE, ids=_name)
def test_a_done_article_has_a_denial_that_points_to_the_claim_denied(record: dict[str, Any]) -> None:
    claims = [mark for mark in _annotations(record) if mark.layer == "claim"]
    assert any(c.fields["claim_type"] == "denial" and c.links["target"].kind == "claim" for c in claims)


def test_annotators_agree_on_most_claims_but_not_on_all() -> None:
    both = _articles_done_by("Ana") & _articles_done_by("Ben")
    claims = {
        name: {
            (record["article"], mark.start, mark.end): mark.fields
            for record in DONE
            for mark in _annotations(record)
            if record["annotator"] == name and record["article"] in both and mark.layer == "claim"
        }
        for name in ("Ana", "Ben")
    }
    same_span = claims["Ana"].keys() & claims["Ben"].keys()
    same_type = [span for span in same_span if claims["Ana"][span]["claim_type"] == claims["Ben"][span]["claim_type"]]
    assert 30 <= len(same_span) < len(claims["Ben"]) < len(claims["Ana"])
    assert 0.6 < len(same_type) / len(same_span) < 0.95
