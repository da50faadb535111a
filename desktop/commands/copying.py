"""Copy the selected words of the open article, with where they are from."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.open_article import OpenArticle
from desktop.views.article.reader import Reader


class Copying(QObject):
    """Commands that put words of the article on the clipboard."""

    told = Signal(str)

    def __init__(self, opened: OpenArticle, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._reader = opened, reader

    def copy(self) -> None:
        """Copy the selected words, or those of the focused mark."""
        span = self._span()
        if span:
            self._put(self._text()[slice(*span)])

    def copy_quotation(self) -> None:
        """The same in quotation marks, with title, source, date and place."""
        article, span = self._opened.article, self._span()
        if article and span:
            place = self.tr("characters {}–{}").format(*span)
            about = ", ".join(filter(None, (article.title, article.source, article.published[:10], article.url, place)))
            self._put(f"“{self._text()[slice(*span)]}” ({about})")

    def _span(self) -> tuple[int, int] | None:
        focused = self._opened.focused
        span = self._reader.selection() or ((focused.start, focused.end) if focused else None)
        if span is None:
            self.told.emit(self.tr("There is nothing to copy. Select some words first."))
        return span

    def _text(self) -> str:
        return self._opened.article.text if self._opened.article else ""

    def _put(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
