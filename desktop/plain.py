"""Plain text in widgets: titles and file names come from other people, and must never act as markup.

Qt takes whatever looks like HTML for HTML, and opens the files and addresses that it names. So labels and message
boxes are made here, where they show plain text; those of Qt itself are banned elsewhere. Tool tips have no such
switch: `tip` turns what would be taken for HTML into HTML that says the same. `verbatim` is for buttons and menus,
where Qt takes an & for the sign that underlines a letter.
"""

import re
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QWidget


class Label(QLabel):
    """A label of plain text, unless its format is given."""

    def __init__(self, *arguments: Any, **properties: Any) -> None:
        super().__init__(*arguments, **{"textFormat": Qt.TextFormat.PlainText, **properties})


class LineEdit(QLineEdit):
    """A line to write in. Files that are dragged over it are for the window behind it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take words, but no files."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take words, but no files."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take words, but no files: a file manager deletes what a line takes by moving it."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dropEvent(event)


class MessageBox(QMessageBox):
    """A message of plain text: one sentence, and what else there is to say."""

    def __init__(self, icon: QMessageBox.Icon, words: str, more: str = "", parent: QWidget | None = None) -> None:
        super().__init__(icon, "Claimdesk", "", parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setInformativeText(more)
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)


def verbatim(words: str) -> str:
    """Words for a button or menu, with each & as it is."""
    return words.replace("&", "&&")


def titled(action: QAction, words: str) -> QAction:
    """Give an action its words; without a tool tip of its own it would have them as one."""
    action.setText(verbatim(words))
    action.setToolTip(tip(words))
    return action


def shown(words: str) -> str:
    """The words on a button or in a menu as they are seen."""
    return re.sub("&(.?)", r"\1", words)


def tip(words: str) -> str:
    """Words for a tool tip that shows them as they are."""
    if not Gui.mightBeRichText(words):
        return words
    return f"<p style='white-space: pre-wrap'>{escape(words)}</p>"
