"""The article's text under the pointer: what is clicked stays where it is, and the right button asks for a menu."""

from PySide6.QtCore import QMetaMethod, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from desktop.views.article.article_text import ArticleText


class PointedText(ArticleText):
    """Says where a menu is wanted, and does not scroll under a click."""

    released = Signal()  # the left button, after what was clicked has the focus
    menu_wanted = Signal(QPoint, QPoint)  # a point of the view, and the place of the menu on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_clicked = False

    def reveal(self, start: int, end: int) -> None:
        """Bring a span into view; what was clicked is, and stays under the pointer."""
        if not self._is_clicked:
            super().reveal(start, end)

    def is_selected_at(self, point: QPoint) -> bool:
        """Whether a point of the view lies in the selection."""
        cursor = self.textCursor()
        return cursor.hasSelection() and cursor.selectionStart() <= self._unit_at(point) <= cursor.selectionEnd()

    def go_to_point(self, point: QPoint) -> None:
        """Put the caret at a point of the view."""
        cursor = self.textCursor()
        cursor.setPosition(self._unit_at(point))
        self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: at the pointer, or for the menu key at the caret. Qt has one where nobody else has."""
        if not self.isSignalConnected(QMetaMethod.fromSignal(self.menu_wanted)):
            super().contextMenuEvent(event)
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            point, place = self.viewport().mapFromGlobal(event.globalPos()), event.globalPos()
        else:
            caret = self.cursorRect()
            point, place = caret.center(), self.viewport().mapToGlobal(caret.bottomLeft())
        self._is_clicked = True
        self.menu_wanted.emit(point, place)
        self._is_clicked = False

    def _unit_at(self, point: QPoint) -> int:
        return self.cursorForPosition(point).position()
