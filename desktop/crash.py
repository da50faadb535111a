"""Shows a crash report that can be copied. Work is safe, because every action is saved.

Whoever meets the bug: the main thread, another thread, something that Python throws away, or a process that answers
for the window, whose bug is raised here as ProcessFailed.
"""

import platform
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from annotations import __version__
from annotations.errors import ProjectUnavailable
from desktop.plain import Label, MessageBox

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

WIDTH, HEIGHT = 720, 460


def install() -> "CrashReports":
    """Show a report for exceptions that nobody caught, in any thread. Call it once there is an application."""
    reports = CrashReports(QApplication.instance())
    sys.excepthook = reports.on_exception
    threading.excepthook = reports.on_thread_exception
    sys.unraisablehook = reports.on_unraisable
    return reports


def hand_over(error: BaseException) -> None:
    """Report a bug where raising it would stop what has to go on."""
    sys.excepthook(type(error), error, error.__traceback__)


@contextmanager
def read_before_it_ends() -> Iterator[None]:
    """Show a bug that ends the program before it handles any events, and wait until it was read."""
    try:
        yield
    except Exception as error:
        CrashDialog(report(error)).exec()
        raise


def report(error: BaseException) -> str:
    """All that somebody needs to find the bug."""
    versions = f"Claimdesk {__version__}, Qt {qVersion()}, Python {platform.python_version()}, {platform.platform()}"
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


class CrashReports(QObject):
    """Shows each bug once, one at a time, on the main thread."""

    _met = Signal(object)  # BaseException, from any thread

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._known: set[str] = set()
        self._shown: QDialog | None = None
        # Never at once: the bug may have been met in the middle of painting.
        self._met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Report what nobody caught."""
        self._report(error)

    def on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        """Report what ended a thread."""
        error = arguments.exc_value or arguments.exc_type()
        if not isinstance(error, SystemExit):
            self._report(error)

    def on_unraisable(self, arguments: "UnraisableHookArgs") -> None:
        """Report what was raised where nothing can catch it, as when an object is thrown away."""
        error = arguments.exc_value or arguments.exc_type()
        error.add_note(f"{arguments.err_msg or 'Exception ignored in'}: {arguments.object!r}")
        self._report(error)

    def _report(self, error: BaseException) -> None:
        if sys.stderr is not None:  # a program without a terminal has none on Windows
            sys.stderr.write(report(error))
        if QApplication.instance() is not None and not isinstance(error, KeyboardInterrupt):
            self._met.emit(error)

    def _show(self, error: BaseException) -> None:
        unreadable = isinstance(error, ProjectUnavailable)  # met in the middle of painting, say; it is no bug
        told = str(error) if unreadable else report(error)
        if told in self._known or self._shown:
            return
        self._known.add(told)
        warning = MessageBox.Icon.Warning
        self._shown = MessageBox(warning, told, parent=QApplication.activeWindow()) if unreadable else CrashDialog(told)
        self._shown.finished.connect(self._on_read)
        self._shown.show()

    def _on_read(self) -> None:
        if self._shown:
            self._shown.deleteLater()
        self._shown = None


class CrashDialog(QDialog):
    """Says that there was a bug, with a report to copy."""

    def __init__(self, told: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("Claimdesk")
        self.setModal(True)
        head = Label(self.tr("Something went wrong. Everything you finished is saved."))
        head.setProperty("role", "title")
        words = Label(
            self.tr("Please send the report below to the developers. You can continue working or restart Claimdesk."),
            wordWrap=True,
        )
        self.report = QPlainTextEdit(told, readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for part in (head, words, self.report, buttons):
            layout.addWidget(part)
        self.resize(WIDTH, HEIGHT)
