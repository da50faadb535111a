"""What happens on a bug: a report that can be read and copied. Work is safe, because every action is saved."""

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from annotations import __version__

_shown = False


def install() -> None:
    """Show a report for exceptions that nobody caught."""
    sys.excepthook = _on_exception


def report(error: BaseException) -> str:
    """All that somebody needs to find the bug; nothing of the user's texts."""
    versions = f"Claimdesk {__version__}, Qt {qVersion()}, Python {platform.python_version()}, {platform.platform()}"
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


def _on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    global _shown
    sys.stderr.write(report(error))
    if _shown or QApplication.instance() is None or issubclass(kind, KeyboardInterrupt):
        return
    _shown = True
    box = QMessageBox(QMessageBox.Icon.Critical, "Claimdesk", "Something went wrong. Everything you finished is saved.")
    box.setInformativeText("Please send the report below to the developers. You can go on, or restart Claimdesk.")
    box.setDetailedText(report(error))
    box.exec()
    _shown = False
