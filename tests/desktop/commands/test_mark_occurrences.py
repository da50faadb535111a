import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.articles import add_articles
from annotations.operations.progress import set_status
from desktop.roles import OccurrenceRole
from desktop.views.dialogs.occurrences import OccurrencesDialog
from desktop.workspace import Workspace


@pytest.fixture
def shelf(desk: Workspace) -> Workspace:
    """The port article and three more that name Oslo; the last one is skipped."""
    texts = ("Oslo and Oslo again.", "Nothing but Bergen.", "OSLO, or Oslobank, or Oslo.", "Oslo is skipped.")
    articles = [Article(ArticleId(f"more{n}"), text=text) for n, text in enumerate(texts)]
    desk.session.run(add_articles, articles)
    desk.session.run(set_status, ArticleId("more3"), "skip")
    return desk


@pytest.fixture
def dialog(shelf: Workspace, at, press, qtbot: QtBot) -> OccurrencesDialog:
    """The dialog, looking for Oslo in the whole project."""
    at.focus("Oslo")
    press("Ctrl+D")
    made = shelf.window().findChild(OccurrencesDialog)
    choose(made, "Where", 2)
    looked(shelf, qtbot)
    yield made
    shelf.commands.everywhere.stop()
    if isValid(made):
        made.close()


def looked(desk: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.commands.everywhere._task is None)  # noqa: SLF001


def choose(dialog: OccurrencesDialog, name: str, index: int) -> None:
    box = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def check(dialog: OccurrencesDialog, name: str) -> None:
    next(box for box in dialog.findChildren(QCheckBox) if box.accessibleName() == name).click()


def rows(dialog: OccurrencesDialog) -> list[tuple[str, bool, str]]:
    model = dialog.findChild(QListView).model()
    found = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        (
            one.data(OccurrenceRole.OCCURRENCE).article,
            one.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked,
            one.data(OccurrenceRole.WORDS),
        )
        for one in found
    ]


def marked(desk: Workspace) -> dict[str, list[str]]:
    me = desk.session.project.acting
    ids = ["port", *(f"more{n}" for n in range(4))]
    own = {i: [m.quote for m in annotations_of(desk.session.project, ArticleId(i)) if m.annotator == me] for i in ids}
    return {article: quotes for article, quotes in own.items() if quotes}


def mark(dialog: OccurrencesDialog, desk: Workspace, qtbot: QtBot) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text().startswith("Mark")).click()
    looked(desk, qtbot)


def test_it_begins_with_the_focused_mark_and_lists_every_place(dialog: OccurrencesDialog) -> None:
    assert dialog.findChild(QLineEdit).text() == "Oslo"
    assert rows(dialog) == [
        ("port", True, ""), ("more0", True, ""), ("more0", True, ""), ("more2", True, ""),
        ("more3", False, "article finished"),
    ]  # fmt: skip


def test_what_is_ticked_is_marked_in_one_step(dialog: OccurrencesDialog, shelf: Workspace, qtbot, press) -> None:
    mark(dialog, shelf, qtbot)
    assert marked(shelf) == {"port": ["Oslo"], "more0": ["Oslo", "Oslo"], "more2": ["Oslo"]}
    qtbot.waitUntil(lambda: not isValid(dialog))
    shelf.commands.undoing.undo()
    assert marked(shelf) == {}


def test_space_unticks_a_place(dialog: OccurrencesDialog, shelf: Workspace, qtbot: QtBot) -> None:
    view = dialog.findChild(QListView)
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [ticked for _, ticked, _ in rows(dialog)] == [True, False, True, True, False]
    mark(dialog, shelf, qtbot)
    assert marked(shelf)["more0"] == ["Oslo"]


def test_all_and_none_are_ticked_by_key(dialog: OccurrencesDialog, qtbot: QtBot) -> None:
    view = dialog.findChild(QListView)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not any(ticked for _, ticked, _ in rows(dialog))
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert sum(ticked for _, ticked, _ in rows(dialog)) == 4
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert [ticked for _, ticked, _ in rows(dialog)] == [True, False, False, True, False]


def test_finished_articles_and_other_marks_are_left_alone_unless_asked(
    dialog: OccurrencesDialog, shelf: Workspace, qtbot: QtBot
) -> None:
    shelf.session.run(add_annotation, ArticleId("more0"), "entity", 0, 4, "PERSON")
    choose(dialog, "Where", 2)
    looked(shelf, qtbot)
    assert rows(dialog)[1] == ("more0", False, "has another mark")
    check(dialog, "Replace other marks")
    assert rows(dialog)[1][1] is True
    check(dialog, "Include finished articles")
    assert rows(dialog)[4] == ("more3", True, "")
    mark(dialog, shelf, qtbot)
    assert marked(shelf)["more3"] == ["Oslo"]
    labels = {m.label for m in annotations_of(shelf.session.project, ArticleId("more0"))}
    assert labels == {"GPE"}


@pytest.mark.parametrize(("scope", "articles"), [(0, ["port"]), (1, ["port", "more0", "more0", "more2", "more3"])])
def test_the_places_can_be_narrowed(dialog, shelf: Workspace, qtbot: QtBot, scope: int, articles: list[str]) -> None:
    choose(dialog, "Where", scope)
    looked(shelf, qtbot)
    assert [article for article, _, _ in rows(dialog)] == articles


def test_case_and_parts_of_words_can_be_looked_for(dialog: OccurrencesDialog, shelf: Workspace, qtbot: QtBot) -> None:
    check(dialog, "Match case")
    check(dialog, "Whole words")
    looked(shelf, qtbot)
    assert len([article for article, _, _ in rows(dialog) if article == "more2"]) == 3


def test_nothing_is_looked_for_without_words(dialog: OccurrencesDialog, shelf: Workspace, qtbot: QtBot) -> None:
    line = dialog.findChild(QLineEdit)
    line.clear()
    line.textEdited.emit("")
    qtbot.waitUntil(lambda: rows(dialog) == [])


def test_cancelled_marking_leaves_nothing_half_done(
    dialog: OccurrencesDialog, shelf: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.commands.mark_occurrences.SLICE", 1)
    slices: list[object] = []
    shelf.session.changed.connect(slices.append)
    shelf.session.changed.connect(lambda _: len(slices) == 2 and dialog.reject())
    next(one for one in dialog.findChildren(QPushButton) if one.text().startswith("Mark")).click()
    qtbot.waitUntil(lambda: len(slices) >= 3)  # two slices, and the undoing
    assert marked(shelf) == {}
    assert dialog.isVisible()
