"""Two people's readings of the sample's first article, compared by keys in the real window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.commands import comparing


def test_an_article_is_compared_by_keys_and_esc_goes_back_to_it(open_window, sample) -> None:
    ana = open_window(sample)
    ana.sit_down()
    ana.press("Ctrl+Shift+G")
    page = ana.window.pages.compare
    assert ana.window.pages.currentWidget() is page
    ana.press("J")
    first = page.spot
    assert first.differs
    ana.press("J K")
    assert page.spot == first
    assert "Ana" in page.detail.text()
    ana.press("H")
    assert "Ana" not in page.detail.text()
    assert "Annotator 1" in page.detail.text()
    ana.press("L")
    assert page.is_beside
    ana.press("Esc")
    assert ana.window.pages.at_article
    assert QApplication.focusWidget() is ana.desk.reader


def test_keys_that_mark_do_nothing_while_readings_are_compared(open_window, sample, content_of) -> None:
    ana = open_window(sample)
    ana.sit_down()
    before = content_of(ana.project)
    ana.press("Ctrl+Shift+G J Space N Delete A 1 Y Enter Ctrl+Return")
    assert content_of(ana.project) == before
    assert not ana.window.actions_by_name["next_claim"].isEnabled()
    ana.press("Esc")
    assert ana.window.actions_by_name["next_claim"].isEnabled()


def test_an_article_that_nobody_has_read_says_so(open_window, sample) -> None:
    cleo = open_window(sample, "Cleo")
    cleo.sit_down()
    last = list(cleo.desk.queue.row(row).article for row in range(cleo.desk.queue.rowCount()))[-1]
    cleo.desk.opened.open(last)
    cleo.press("Ctrl+Shift+G")
    assert cleo.window.pages.at_article
    assert cleo.notice == "Nobody has worked on this article yet."


def test_very_many_marks_are_compared_beside_the_window(
    open_window, sample, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(comparing, "AT_ONCE", 0)
    ana = open_window(sample)
    ana.sit_down()
    ana.press("Ctrl+Shift+G")
    assert ana.window.pages.at_article
    assert ana.notice.startswith("Comparing ")
    qtbot.waitUntil(lambda: not ana.window.pages.at_article)
    assert ana.window.pages.compare.spot.differs
    ana.press("H")
    qtbot.waitUntil(lambda: "Annotator 1" in ana.window.pages.compare.detail.text())
    ana.press("Esc")
    assert ana.window.pages.at_article
