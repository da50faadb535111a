"""The bar that offers what can be done with a selection or a suggestion."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.offering_marks import OfferingMarks
from desktop.views.article.offer_bar import OfferBar
from desktop.views.widgets.chips import Chip
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import At
from tests.desktop.views.article.pictures import box


@pytest.fixture
def bar(window: Window, desk: Workspace) -> OfferBar:
    return next(one for one in desk.children() if isinstance(one, OfferingMarks)).bar


def chips(bar: OfferBar) -> dict[str, Chip]:
    return {one.text(): one for one in bar.findChildren(Chip) if one.isVisible()}


def select_by_mouse(desk: Workspace, at: At, qtbot: QtBot, words: str) -> None:
    """Drag over some words."""
    at.select(words)
    cursor = desk.reader.textCursor()
    ends = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        cursor.setPosition(position)
        ends.append(desk.reader.cursorRect(cursor).center())
    view = desk.reader.viewport()
    desk.reader.select(0, 0)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=ends[0])
    qtbot.mouseMove(view, ends[1])
    QApplication.processEvents()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=ends[1])


def test_words_that_are_selected_by_mouse_can_be_marked_by_a_click(
    bar: OfferBar, desk: Workspace, at: At, qtbot: QtBot
) -> None:
    select_by_mouse(desk, at, qtbot, "Nobody else")
    assert bar.isVisible()
    assert not desk.reader.hasFocus() or QApplication.focusWidget() is desk.reader
    offered = chips(bar)
    layers = [layer for layer in desk.session.project.scheme.layers if layer.kind == "span"]
    assert {layer.title for layer in layers if not layer.labels} <= offered.keys()
    assert len(offered) >= 5
    name = next(layer.label("PERSON") for layer in layers if layer.label("PERSON"))
    assert name
    if name.title in offered:
        qtbot.mouseClick(offered[name.title], Qt.MouseButton.LeftButton)
        assert at.focused
        assert (at.focused.quote, at.focused.label) == ("Nobody else", "PERSON")
    assert not bar.isVisible()


def test_it_is_never_on_the_words_and_inside_the_view(bar: OfferBar, desk: Workspace, at: At, qtbot: QtBot) -> None:
    for words in ("Nobody else", "The quay is open"):
        select_by_mouse(desk, at, qtbot, words)
        cursor = desk.reader.textCursor()
        cursor.setPosition(cursor.selectionStart())
        assert not bar.geometry().intersects(desk.reader.cursorRect(cursor))
        assert desk.reader.viewport().rect().contains(bar.geometry())


def test_it_goes_with_a_key_and_with_a_click(bar: OfferBar, desk: Workspace, at: At, press, qtbot: QtBot) -> None:
    select_by_mouse(desk, at, qtbot, "Nobody else")
    assert bar.isVisible()
    press("Esc")
    assert not bar.isVisible()
    select_by_mouse(desk, at, qtbot, "Nobody else")
    qtbot.mouseClick(desk.reader.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not bar.isVisible()


def test_keys_and_a_preference_leave_it_out(bar: OfferBar, desk: Workspace, at: At, press, qtbot: QtBot) -> None:
    at.select("Nobody else")
    press("Shift+Right")
    assert not bar.isVisible()
    desk.settings.offer_bar = False
    select_by_mouse(desk, at, qtbot, "Nobody else")
    assert not bar.isVisible()


@pytest.mark.parametrize(("words", "verdict"), [("Accept", "accepted"), ("Reject", "rejected")])
def test_a_suggestion_is_decided_by_a_click(
    bar: OfferBar, desk: Workspace, at: At, qtbot: QtBot, words: str, verdict: str
) -> None:
    mark = next(one for one in desk.opened.drawn if one.annotation.quote == "Oslo" and one.suggested)
    desk.reader.reveal(mark.start, mark.end)
    point = box(desk.reader, mark).center().toPoint() - QPoint(0, desk.reader.verticalScrollBar().value())
    qtbot.mouseClick(desk.reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert bar.isVisible()
    qtbot.mouseClick(chips(bar)[words], Qt.MouseButton.LeftButton)
    own = [one for one in desk.opened.marks if one.annotation.derived_from == mark.id]
    assert [one.annotation.verdict for one in own] == [verdict]
