import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.roles import HistoryRole
from desktop.views.history import HistoryView
from desktop.views.widgets.row_list import RowList
from desktop.workspace import Workspace


@pytest.fixture
def worked(desk: Workspace, at, press) -> Workspace:
    """A claim with a stance, seen with its history."""
    at.caret("Nobody else")
    press("Space A")
    press("Ctrl+Shift+H")
    return desk


@pytest.fixture
def view(worked: Workspace) -> HistoryView:
    return worked.history_view


def rows(view: HistoryView) -> list[str]:
    model = view.findChild(RowList).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_history_opens_on_its_key_with_the_keyboard_in_it(view: HistoryView) -> None:
    assert view.isVisible()
    assert view.findChild(RowList).hasFocus()
    assert rows(view)[:2] == ["Set Stance: Oppose", "Mark Claims “Nobody else was asked”"]


def test_it_follows_what_is_done_and_strikes_what_was_taken_back(worked: Workspace, view, press) -> None:
    press("Esc Ctrl+Z")
    assert rows(view)[:2] == ["Undo Stance: Oppose", "Set Stance: Oppose"]
    model = view.findChild(RowList).model()
    assert [model.index(row, 0).data(HistoryRole.UNDONE) for row in range(3)] == [False, True, False]
    assert "undone" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_looking_at_a_step_says_what_going_back_would_do(view: HistoryView, press) -> None:
    said = next(label for label in view.findChildren(QLabel) if label.wordWrap())
    assert said.text() == "Current state."
    assert not view.findChild(QPushButton).isEnabled()
    press("Down")
    assert said.text() == "1 changed"
    press("Down")
    assert said.text() == "1 removed"


def test_enter_goes_back_and_undo_takes_that_back(worked: Workspace, view, at, press) -> None:
    press("Down Down Enter")
    assert at.quotes == []
    press("Esc")
    assert worked.reader.hasFocus()
    press("Ctrl+Z")
    assert at.mark("Nobody else was asked", "claim").annotation.fields["stance"] == "oppose"


def test_the_key_hides_the_history_that_has_the_keyboard(worked: Workspace, view, press) -> None:
    press("Ctrl+Shift+H")
    assert not view.isVisible()
    assert worked.reader.hasFocus()
