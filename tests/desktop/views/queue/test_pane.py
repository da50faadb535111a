import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from desktop.roles import QueueRole
from desktop.theme import DARK, LIGHT, Theme
from desktop.views.queue.pane import FILTERS, QueueView
from desktop.views.widgets.chips import Chip

ROWS = [("First of the articles", "done", 3), ("Second", "todo", 0), ("Third", "skip", 0), ("قال", "todo", 2)]


@pytest.fixture
def view(qtbot: QtBot) -> QueueView:
    model = QStandardItemModel()
    for number, (title, status, marks) in enumerate(ROWS):
        item = QStandardItem(title)
        item.setData(f"a{number}", QueueRole.ARTICLE)
        item.setData(status, QueueRole.STATUS)
        item.setData(marks, QueueRole.MARKS)
        model.appendRow(item)
    made = QueueView()
    model.setParent(made)
    made.set_model(model)
    qtbot.addWidget(made)
    made.resize(270, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def rows_of(view: QueueView) -> QListView:
    return view.findChild(QListView)


def test_a_click_chooses_an_article(view: QueueView, qtbot: QtBot) -> None:
    listed = rows_of(view)
    place = listed.visualRect(listed.model().index(1, 0)).center()
    with qtbot.waitSignal(view.article_chosen) as blocker:
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert blocker.args == ["a1"]


def test_a_click_below_the_last_row_chooses_nothing(view: QueueView, qtbot: QtBot) -> None:
    listed = rows_of(view)
    with qtbot.assertNotEmitted(view.article_chosen):
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, listed.viewport().height() - 2))


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_told_by_its_name(view: QueueView, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(view.filter_wanted) as blocker:
        qtbot.mouseClick(view.findChild(Chip, name), Qt.MouseButton.LeftButton)
    assert blocker.args == [QueueFilter(name)]
    assert [chip.objectName() for chip in view.findChildren(Chip) if chip.isChecked()] == [name]


def test_the_current_article_is_marked_and_in_view(view: QueueView) -> None:
    view.resize(270, 160)
    view.show_current(3)
    listed = rows_of(view)
    assert listed.currentIndex().row() == 3
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))
    view.show_current(-1)
    assert not listed.currentIndex().isValid()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_status_looks_different(view: QueueView, theme: Theme) -> None:
    view.set_theme(theme)
    listed = rows_of(view)
    pictures = []
    for row in range(len(ROWS)):
        rect = listed.visualRect(listed.model().index(row, 0))
        rect.setWidth(26)
        pictures.append(listed.viewport().grab(rect).toImage())
    assert all(pictures[a] != pictures[b] for a in range(len(ROWS)) for b in range(a))
