from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.progress import set_status
from annotations.operations.queue import QueueFilter
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme
from desktop.models.queue import PAGE, PAGES_HELD, QueueModel, place_of
from desktop.roles import QueueRole
from desktop.session import Session


def titles(model: QueueModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def drafts(count: int) -> list[Article]:
    return [Article(ArticleId(f"a{n}"), text=f"Headline {n}\n\nBody of number {n}.") for n in range(count)]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    project = create_project(tmp_path / "empty.claimdesk", load_scheme("news-claims"))
    act_as(project, "Ana")
    session = Session(project)
    yield session
    session.close()


@pytest.fixture
def many(empty: Session) -> Session:
    add_articles(empty.project, drafts(1000))
    return empty


@pytest.fixture
def full(sample: Project) -> Iterator[Session]:
    session = Session(sample)
    yield session
    session.close()


@pytest.mark.parametrize("which", ["empty", "many", "full"])
def test_the_queue_is_a_sound_item_model(which: str, request: pytest.FixtureRequest, qtmodeltester) -> None:
    qtmodeltester.check(QueueModel(request.getfixturevalue(which)))


def test_the_queue_stays_a_sound_model_while_articles_come_and_go(empty: Session, qtmodeltester) -> None:
    model = QueueModel(empty)
    qtmodeltester.check(model)
    empty.run(add_articles, drafts(3))
    empty.run(set_status, ArticleId("a1"), "done")
    model.set_filter(QueueFilter("done"))
    empty.undo()
    empty.undo()
    assert model.rowCount() == 0


def test_an_empty_project_has_an_empty_queue(empty: Session) -> None:
    model = QueueModel(empty)
    assert (model.rowCount(), model.row(0), model.index_of(ArticleId("nowhere"))) == (0, None, -1)


def test_articles_stand_in_the_order_in_which_they_came(many: Session) -> None:
    model = QueueModel(many)
    assert titles(model) == [f"Headline {n}" for n in range(1000)]
    assert all(model.index_of(ArticleId(f"a{n}")) == n for n in (0, PAGE - 1, PAGE, 999))


def test_only_so_many_pages_are_held(empty: Session) -> None:
    add_articles(empty.project, drafts(PAGE * (PAGES_HELD + 2)))
    model = QueueModel(empty)
    assert len(titles(model)) == PAGE * (PAGES_HELD + 2)
    assert len(model._pages) == PAGES_HELD  # noqa: SLF001
    assert model.index(0).data() == "Headline 0"


def test_a_row_that_is_not_there_has_nothing_to_say(full: Session) -> None:
    model = QueueModel(full)
    assert model.data(QModelIndex()) is None
    assert model.row(model.rowCount()) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


def test_a_row_says_title_source_status_and_claims(full: Session) -> None:
    model = QueueModel(full)
    index = model.index(0)
    assert index.data(QueueRole.ARTICLE) == "sample-01"
    assert index.data(QueueRole.STATUS) == "done"
    assert index.data(QueueRole.MARKS) > 3
    assert index.data(QueueRole.SOURCE) == "Nordvik Press"
    assert index.data(QueueRole.PUBLISHED) == "2025-03-11"
    assert index.data(QueueRole.LANGUAGE) == "en"
    title, status, marks = index.data(), index.data(QueueRole.STATUS), index.data(QueueRole.MARKS)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"{title}, {status}, {marks}"


@pytest.mark.parametrize(
    ("chosen", "articles"),
    [
        (QueueFilter("done"), ["01", "02", "03", "04", "05", "06"]),
        (QueueFilter("todo"), ["07", "08"]),
        (QueueFilter("skip"), []),
        (QueueFilter("mine"), ["01", "02", "03", "04", "05", "06", "07"]),
        (QueueFilter("all", "telescope"), ["05"]),
        (QueueFilter("todo", "telescope"), []),
        (QueueFilter("all", 'telesc" (*'), ["05"]),
    ],
)
def test_a_filter_chooses_by_status_and_words(full: Session, chosen: QueueFilter, articles: list[str]) -> None:
    model = QueueModel(full)
    model.set_filter(chosen)
    found = [model.index(row).data(QueueRole.ARTICLE) for row in range(model.rowCount())]
    assert found == [f"sample-{number}" for number in articles]
    assert [model.index_of(ArticleId(article)) for article in found] == list(range(len(found)))


def test_the_same_filter_again_reads_nothing(full: Session, qtbot: QtBot) -> None:
    model = QueueModel(full)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_filter(QueueFilter())


def test_a_claim_marked_is_counted_in_its_row_only(full: Session, qtbot: QtBot) -> None:
    model = QueueModel(full)
    with qtbot.waitSignal(model.dataChanged) as blocker:
        full.run(add_annotation, ArticleId("sample-08"), "claim", 0, 10)
    assert blocker.args[0].row() == 7
    assert model.index(7).data(QueueRole.MARKS) == 1


def test_undo_puts_a_row_back(full: Session) -> None:
    model = QueueModel(full)
    full.run(set_status, ArticleId("sample-07"), "skip")
    assert model.index(6).data(QueueRole.STATUS) == "skip"
    full.undo()
    assert model.index(6).data(QueueRole.STATUS) == "todo"


def test_another_annotator_sees_a_queue_of_their_own(full: Session) -> None:
    model = QueueModel(full)
    act_as(full.project, "Ben")
    model.read()
    assert [model.index(row).data(QueueRole.STATUS) for row in (0, 2, 5)] == ["done", "todo", "todo"]


def test_articles_of_another_window_appear(full: Session, qtbot: QtBot) -> None:
    model, other = QueueModel(full), open_project(full.project.path)
    add_articles(other, drafts(2))
    with qtbot.waitSignal(model.modelReset):
        full.follow()
    assert titles(model)[-2:] == ["Headline 0", "Headline 1"]
    other.close()


@pytest.mark.parametrize("kind", ["i", "q"])
def test_a_number_is_found_among_others_in_any_order(kind: str) -> None:
    numbers = array(kind, [7, 1 << 16, 256, 1, 1 << 24, 257, 65793])  # their bytes meet across the borders
    assert [place_of(numbers, number) for number in numbers] == list(range(7))
    assert [place_of(numbers, number) for number in (0, 2, 512, 1 << 8 | 1 << 24)] == [-1] * 4
    assert [place_of(range(3, 9), number) for number in (3, 8, 9)] == [0, 5, -1]
    assert place_of(array(kind), 5) == -1
