"""A bug reaches the crash report, once, wherever it happens."""

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotations.errors import ProjectDamaged
from desktop import crash
from desktop.crash import CrashDialog, CrashReports
from desktop.plain import MessageBox


@pytest.fixture
def reports(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashReports]:
    """What the program installs, in place of what the tests use to find bugs."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # is put back afterwards
    yield crash.install()
    for dialog in dialogs():
        dialog.close()


def dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def boxes() -> list[MessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MessageBox) and one.isVisible()]


def shown(qtbot: QtBot) -> str:
    """The report of the one dialog that is shown."""
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    return dialogs()[0].findChild(QPlainTextEdit).toPlainText()


def break_here() -> None:
    raise LookupError("the bug of this test")


class Unlucky:
    def __del__(self) -> None:
        break_here()


def in_a_slot() -> None:
    QTimer.singleShot(0, break_here)


def in_a_thread() -> None:
    thread = threading.Thread(target=break_here)
    thread.start()
    thread.join()


def in_what_is_thrown_away() -> None:
    Unlucky()


@pytest.mark.parametrize("where", [in_a_slot, in_a_thread, in_what_is_thrown_away])
def test_a_bug_is_reported_with_its_place(
    where: Callable[[], object], reports: CrashReports, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with qtbot.captureExceptions():  # whatever pytest-qt sees itself
        sys.excepthook = reports.on_exception
        where()
        told = shown(qtbot)
    assert "LookupError: the bug of this test" in told
    assert "in break_here" in told
    assert "Claimdesk " in told
    assert "LookupError: the bug of this test" in capsys.readouterr().err


def test_the_same_bug_is_shown_once(reports: CrashReports, qtbot: QtBot) -> None:
    for _ in range(3):
        in_a_thread()
    shown(qtbot)
    dialogs()[0].reject()
    in_a_thread()
    qtbot.wait(50)
    assert dialogs() == []


def test_a_project_that_cannot_be_read_is_told_in_a_sentence(reports: CrashReports, qtbot: QtBot) -> None:
    error = ProjectDamaged("a.claimdesk is damaged.", "Go back to a copy.")
    for _ in range(3):
        reports.on_exception(ProjectDamaged, error, None)
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    (box,) = boxes()
    assert box.text() == "a.claimdesk is damaged. Go back to a copy."
    assert not dialogs()
    box.done(0)


def test_another_bug_is_shown_after_that(reports: CrashReports, qtbot: QtBot) -> None:
    in_a_thread()
    shown(qtbot)
    dialogs()[0].reject()
    reports.on_thread_exception(threading.ExceptHookArgs((ValueError, ValueError("another one"), None, None)))
    assert "another one" in shown(qtbot)


def test_a_report_can_be_copied(reports: CrashReports, qtbot: QtBot) -> None:
    in_a_thread()
    told = shown(qtbot)
    next(one for one in dialogs()[0].findChildren(QPushButton) if one.text() == "Copy report").click()
    assert QGuiApplication.clipboard().text() == told
    assert dialogs(), "it stays open"


def test_a_bug_that_ends_the_program_at_its_start_is_shown_first(qtbot: QtBot) -> None:
    seen: list[str] = []

    def read() -> None:
        seen.append(dialogs()[0].report.toPlainText())
        dialogs()[0].reject()

    QTimer.singleShot(0, read)
    with pytest.raises(LookupError), crash.read_before_it_ends():
        break_here()
    assert "the bug of this test" in seen[0]


def test_leaving_a_thread_and_ctrl_c_are_no_bugs(reports: CrashReports, qtbot: QtBot) -> None:
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    reports.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    qtbot.wait(30)
    assert dialogs() == []


def test_a_note_says_what_could_not_be_thrown_away(reports: CrashReports, qtbot: QtBot) -> None:
    in_what_is_thrown_away()
    assert "Unlucky.__del__" in shown(qtbot)
