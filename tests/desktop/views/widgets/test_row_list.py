from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop.views.widgets.row_list import RowList

MILLION = 1_000_000
HEIGHT = 40


class Many(QAbstractListModel):
    """A million rows that count how often they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: set[int] = set()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else MILLION

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.read.add(index.row())
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    made = RowList(HEIGHT)
    model = Many()
    model.setParent(made)
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(300, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_only_rows_in_view_are_read(rows: RowList) -> None:
    rows.viewport().repaint()
    assert rows.model().read <= set(range(12))
    rows.verticalScrollBar().setValue(500_000 * HEIGHT)
    rows.viewport().repaint()
    assert max(rows.model().read) < 500_020


def test_the_scroll_bar_reaches_the_last_row(rows: RowList) -> None:
    bar = rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = rows.model().index(MILLION - 1)
    assert rows.visualRect(last).bottom() + 1 == rows.viewport().height()
    assert rows.indexAt(QPoint(5, rows.viewport().height() - 1)) == last


@pytest.mark.parametrize("row", [0, 9, 10, 777_777, MILLION - 1])
def test_a_row_is_brought_into_view_and_found_at_its_place(rows: RowList, row: int) -> None:
    index = rows.model().index(row)
    rows.scrollTo(index)
    rect = rows.visualRect(index)
    assert rows.viewport().rect().contains(rect)
    assert rows.indexAt(rect.center()) == index
    rows.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
    assert rows.indexAt(rows.visualRect(index).center()) == index


def test_keys_go_through_the_rows(rows: RowList, qtbot: QtBot) -> None:
    rows.setCurrentIndex(rows.model().index(5))
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(rows, key)
        places.append(rows.currentIndex().row())
    page = rows.viewport().height() // HEIGHT - 1
    assert places == [6, 5, 5 + page, MILLION - 1, MILLION - 1, 0]


def test_a_click_chooses_the_row_under_it(rows: RowList, qtbot: QtBot) -> None:
    rows.verticalScrollBar().setValue(1000 * HEIGHT)
    with qtbot.waitSignal(rows.clicked) as blocker:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 3 * HEIGHT + 5))
    assert blocker.args[0].row() == 1003
    assert [index.row() for index in rows.selectedIndexes()] == [1003]


def test_the_row_at_the_top_stays_there_when_rows_get_lower(rows: RowList) -> None:
    rows.verticalScrollBar().setValue(1000 * HEIGHT)
    rows.set_row_height(20)
    assert rows.indexAt(QPoint(5, 1)).row() == 1000


def test_a_screen_reader_is_told_of_a_list(rows: RowList) -> None:
    seen = QAccessible.queryAccessibleInterface(rows)
    assert seen.role() == QAccessible.Role.List
    assert seen.childCount() == MILLION
