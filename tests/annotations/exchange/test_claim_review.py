"""ClaimReview: which claims are written, and that everything else is counted."""

import json
from pathlib import Path

from annotations.exchange import claim_review
from annotations.exchange.losses import counted
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Rosa said taxes fall. Bo denied it."


def _mark(key: str, layer: str, words: str, **more: object) -> Annotation:
    start = TEXT.index(words)
    made = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), layer, start, start + len(words), words)
    return made._replace(**more)


def test_claims_are_written_and_everything_else_is_counted(tmp_path: Path) -> None:
    speaker = Link("", AnnotationId("p"))
    marks = (
        _mark("p", "entity", "Rosa", label="PERSON"),
        _mark("c", "claim", "taxes fall", links={"claimer": speaker, "target": Link("taxes")}, created="2024-05-01"),
        _mark("d", "claim", "Bo denied it", verdict="rejected", created="2024-05-01"),
    )
    article = Article(ArticleId("a"), "Taxes", TEXT, url="https://example.org")
    records = [
        Record(article, Annotator(AnnotatorId(""), name, kind), "done", annotations=marks)  # type: ignore[arg-type]
        for name, kind in (("ana", "person"), ("rules", "machine"))
    ]
    assert claim_review.write(tmp_path / "c.jsonld", records, SCHEME, NO_OPTIONS) == 2
    first, second = json.loads((tmp_path / "c.jsonld").read_text(encoding="utf-8"))
    assert (first["claimReviewed"], first["itemReviewed"]["author"]["name"]) == ("taxes fall", "Rosa")
    assert (first["author"]["@type"], second["author"]["@type"]) == ("Person", "Thing")
    lost = counted(records, claim_review.losses(SCHEME))
    assert {name: found.total() for name, found in lost.items()} == {
        "others": 2, "rejected": 2, "links": 2, "text": 1, "article": 1, "status": 2, "ids": 2,
    }  # fmt: skip
    assert lost["links"] == {"target": 2}
