"""Telling the measuring process, on standard output, that a text editor was painted for the first time."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTextEdit


def tell_first_paint(kind: type[QTextEdit]) -> None:
    """Say “painted” when the window with an editor of this kind is painted for the first time, and quit."""
    paint = kind.paintEvent

    def paint_and_tell(editor: QTextEdit, event: QPaintEvent) -> None:
        paint(editor, event)
        if not editor.document().isEmpty():
            QTimer.singleShot(0, _tell)  # when the rest of the window is painted too

    kind.paintEvent = paint_and_tell  # type: ignore[method-assign]


def _tell() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    QCoreApplication.quit()
