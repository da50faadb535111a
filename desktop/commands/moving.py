"""Moving the caret by sentence and paragraph, selecting as it goes when that is wanted, over boilerplate as well."""

from PySide6.QtCore import QObject

from annotations.text import sentence_at, sentences
from desktop.open_article import OpenArticle
from desktop.settings import Settings
from desktop.views.reader import Reader


class Moving(QObject):
    """Commands that move the caret; characters, words and lines are the reader's own."""

    def __init__(self, opened: OpenArticle, reader: Reader, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._reader, self._settings = opened, reader, settings
        self._sentences: list[tuple[int, int]] = []
        opened.opened.connect(self._forget)

    def by_sentence(self, direction: int, *, select: bool = False) -> None:
        """Go to the start of the next or previous sentence."""
        self._go([start for start, _ in self._all()], direction, select=select)

    def by_paragraph(self, direction: int, *, select: bool = False) -> None:
        """Go to the start of the next or previous paragraph."""
        text = self._text()
        starts = [start for start, _ in self._all() if start == 0 or "\n" in text[max(start - 2, 0) : start]]
        self._go(starts, direction, select=select)

    def select_sentence(self) -> None:
        """Select the sentence at the caret."""
        start, end = sentence_at(self._text(), self._reader.caret())
        self._reader.select(start, end)

    def _go(self, starts: list[int], direction: int, *, select: bool) -> None:
        caret = self._reader.caret()
        if self._settings.skip_boilerplate:
            starts = [start for start in starts if not self._is_masked(start)]
        if select and starts:
            starts = [*starts, self._all()[-1][1]]  # what is selected may go on to the very end
        found = (
            next((start for start in starts if start > caret), None)
            if direction > 0
            else next((start for start in reversed(starts) if start < caret), None)
        )
        if found is not None:
            self._reader.select(self._anchor() if select else found, found)
            self._reader.reveal(found, found + 1)

    def _anchor(self) -> int:
        """Where the selection was begun."""
        caret = self._reader.caret()
        start, end = self._reader.selection() or (caret, caret)
        return start if caret == end else end

    def _is_masked(self, position: int) -> bool:
        return any(
            mark.start <= position < mark.end
            for mark in self._opened.marks
            if mark.layer.style == "mask" and not mark.rejected
        )

    def _text(self) -> str:
        return self._opened.article.text if self._opened.article else ""

    def _all(self) -> list[tuple[int, int]]:
        if not self._sentences and self._opened.article:
            self._sentences = sentences(self._opened.article.text)
        return self._sentences

    def _forget(self) -> None:
        self._sentences = []
