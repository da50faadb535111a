"""The process that computes agreement: it answers in parts, can be cancelled, and says when it has stopped."""

import pickle
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.agreement.records import Breakdown, Cell, Row
from annotations.agreement.study_input import AS_USUAL, EVERYTHING, Filters
from annotations.background.agreement_server import AgreementServer, Overview, RelatedFigures, UnitCount
from annotations.errors import ClaimdeskError, ProcessFailed
from annotations.model import AnnotatorId, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as, find_annotator
from annotations.operations.progress import set_status
from annotations.sample import make_sample


def never() -> bool:
    return False


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[AgreementServer]:
    make_sample(tmp_path).close()
    made = AgreementServer(tmp_path / "sample.claimdesk")
    yield made
    made.close()


def test_an_overview_comes_row_by_row_and_what_lies_behind_one_can_be_asked(figures: AgreementServer) -> None:
    first, *rows = figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never)
    assert isinstance(first, Overview)
    assert [person.name for person in first.annotators] == ["Ana", "Ben"]
    assert all(isinstance(row, Row) for row in rows)
    assert len(rows) > 10
    (inside,) = figures.ask("inside", "claim", "stance", cancelled=never)
    assert isinstance(inside, Breakdown)
    counted, *parts = figures.ask("units", "claim", "stance", Cell(), cancelled=never)
    assert counted == UnitCount(sum(map(len, parts)))
    assert list(figures.ask("beside", "claim", "stance", "gold", cancelled=never)) == [RelatedFigures("gold", ())]
    (sentence,) = figures.ask("methods", "claim", "stance", cancelled=never)
    assert sentence.startswith("Agreement on “Stance” of “Claims” was measured in")


def test_a_cell_of_gold_lists_where_one_person_differs_from_gold(tmp_path: Path) -> None:
    with closing(make_sample(tmp_path)) as project:
        gold = act_as(project, "gold", "gold")
        article = ArticleId("sample-01")
        ana = find_annotator(project, "Ana")
        assert ana
        own = [m for m in annotations_of(project, article) if m.annotator == ana.id and m.layer == "claim"]
        for mark in own:
            stance = "unclear" if mark is own[0] else "neutral" if mark is own[1] else mark.fields["stance"]
            add_annotation(project, article, "claim", mark.start, mark.end, fields={**mark.fields, "stance": stance})
        set_status(project, article, "done")
    with closing(AgreementServer(tmp_path / "sample.claimdesk")) as figures:
        list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never))
        (beside,) = figures.ask("beside", "claim", "stance", "gold", cancelled=never)
        assert [pair.names for pair in beside.pairs] == [("Ana", "gold"), ("Ben", "gold")]
        assert list(figures.ask("beside", "claim", "stance", "gold", cancelled=never)) == [beside]
        counted, units = figures.ask("units", "claim", "stance", Cell(ana.id, gold.id), cancelled=never)
        assert counted == UnitCount(1)
        assert [(rating.name, rating.value) for rating in units[0].ratings] == [("Ana", "oppose"), ("gold", "neutral")]


def test_what_comes_back_is_light(figures: AgreementServer) -> None:
    """No array may come to the window, which would have to load numpy for it."""
    for found in figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never):
        assert b"numpy" not in pickle.dumps(found)
    for found in figures.ask("inside", "claim", "stance", cancelled=never):
        assert b"numpy" not in pickle.dumps(found)


def test_everything_is_written_by_its_suffix(figures: AgreementServer, tmp_path: Path) -> None:
    list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never))
    for suffix, start in (("csv", '"layer","field"'), ("json", "{")):
        out = tmp_path / f"out.{suffix}"
        assert list(figures.ask("export", out, cancelled=never)) == [out]
        assert out.read_text(encoding="utf-8-sig").startswith(start)


def test_a_cancelled_question_ends_early_and_the_next_is_answered(figures: AgreementServer) -> None:
    assert list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=lambda: True)) == []
    assert len(list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never))) > 10


def test_what_is_left_of_a_question_is_no_answer_to_the_next(figures: AgreementServer) -> None:
    list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never))
    begun = figures.ask("units", "claim", "stance", Cell(), cancelled=never)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    (sentence,) = figures.ask("methods", "claim", "stance", cancelled=never)
    assert sentence.startswith("Agreement on")


def test_what_cannot_be_answered_is_said_and_the_process_goes_on(figures: AgreementServer) -> None:
    with pytest.raises(ClaimdeskError, match="still being computed"):
        list(figures.ask("inside", "claim", "stance", cancelled=never))
    with pytest.raises(ClaimdeskError, match="There is no annotator"):
        list(figures.ask("overview", Filters(annotators=(AnnotatorId("nobody"),)), AS_USUAL, cancelled=never))
    assert figures.alive


@pytest.mark.parametrize("question", [("no such question",), ("overview", "no filters", AS_USUAL)])
def test_a_bug_in_the_process_is_raised_with_its_place(figures: AgreementServer, question: tuple[object, ...]) -> None:
    with pytest.raises(ProcessFailed, match=r"Traceback(.|\n)*annotations.background.agreement_server\.py"):
        list(figures.ask(*question, cancelled=never))
    assert not figures.alive


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
def test_a_process_that_died_is_told(figures: AgreementServer) -> None:
    figures.process.kill()
    with pytest.raises(ClaimdeskError, match="has stopped"):
        list(figures.ask("overview", EVERYTHING, AS_USUAL, cancelled=never))
    figures.process.wait()
    assert not figures.alive
