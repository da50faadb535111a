"""What is one place, and in what its marks differ."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.agreement.comparing import EDGES, LABEL, MISSING, SpanGroup, places
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "The mayor, Ida Lund, said Oslo had shut the old quay."
WHO = [AnnotatorId("ana"), AnnotatorId("ben")]

Mark = Callable[..., Annotation]


@pytest.fixture
def mark() -> Mark:
    def made(who: str, words: str, layer: str = "entity", label: str = "", **more: Any) -> Annotation:
        start = TEXT.index(words)
        label = label or ("PERSON" if layer == "entity" else "")
        key = AnnotationId(f"{who} {layer} {words}")
        return Annotation(key, ArticleId("a"), AnnotatorId(who), layer, start, start + len(words), words, label, **more)

    return made


def of(*marks: Annotation, finished: str = "ana ben") -> list[SpanGroup]:
    return places(SCHEME, TEXT, WHO, marks, [AnnotatorId(name) for name in finished.split()])


def test_the_same_words_with_the_same_label_agree_whatever_stands_at_their_edges(mark: Mark) -> None:
    (place,) = of(mark("ana", "Ida Lund"), mark("ben", "Ida Lund,"))
    assert (place.differs, place.start, place.end) == ((), 11, 20)


def test_another_label_and_other_edges_are_named(mark: Mark) -> None:
    (place,) = of(mark("ana", "Ida Lund"), mark("ben", "Lund", label="ORG"))
    assert place.differs == (EDGES, LABEL)
    assert [one and one.quote for one in place.marks] == ["Ida Lund", "Lund"]


def test_only_who_has_finished_differs_by_having_no_mark(mark: Mark) -> None:
    assert of(mark("ana", "Oslo", label="GPE"))[0].differs == (MISSING,)
    assert of(mark("ana", "Oslo", label="GPE"), finished="ana")[0].differs == ()


def test_answers_that_differ_are_named_and_what_is_left_out_is_the_default(mark: Mark) -> None:
    ana = mark("ana", "shut the old quay", "claim", fields={"stance": "oppose", "certainty": "certain"})
    ben = mark("ben", "shut the old quay", "claim", fields={"stance": "support"})
    assert of(ana, ben)[0].differs == ("stance",)


def test_links_agree_by_words_or_by_the_place_to_which_they_lead(mark: Mark) -> None:
    names = mark("ana", "Ida Lund"), mark("ben", "Lund,")
    claims = [
        mark(who, "shut the old quay", "claim", links={"claimer": Link(name.quote, name.id), "target": Link(target)})
        for who, name, target in zip(("ana", "ben"), names, ("the quay", "Oslo"), strict=True)
    ]
    assert {place.layer: place.differs for place in of(*names, *claims)} == {"entity": (EDGES,), "claim": ("target",)}


def test_answers_about_the_whole_article_come_first_and_rejected_marks_are_no_marks(mark: Mark) -> None:
    whole = [
        Annotation(AnnotationId(f"d{who}"), ArticleId("a"), who, "document", fields={"noise": noise})
        for who, noise in zip(WHO, ("clean", "garbled"), strict=True)
    ]
    found = of(*whole, mark("ana", "Oslo", label="GPE"), mark("ben", "Ida Lund", verdict="rejected"))
    assert [(place.layer, place.start, place.differs) for place in found] == [
        ("document", None, ("noise",)),
        ("entity", 26, (MISSING,)),
    ]
