"""Moving the caret by sentence and paragraph, selecting as it goes when that is wanted, over boilerplate as well."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject

from annotations.language.sentences import paragraph_starts, sentence_at, sentence_starts
from desktop.open_article import OpenArticle
from desktop.settings import Settings
from desktop.views.article.reader import Reader


class Moving(QObject):
    """Commands that move the caret; characters, words and lines are the reader's own."""

    def __init__(self, opened: OpenArticle, reader: Reader, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._reader, self._settings = opened, reader, settings

    def by_sentence(self, direction: int, *, select: bool = False) -> None:
        """Go to the start of the next or previous sentence."""
        self._go(sentence_starts, direction, select=select)

    def by_paragraph(self, direction: int, *, select: bool = False) -> None:
        """Go to the start of the next or previous paragraph."""
        self._go(paragraph_starts, direction, select=select)

    def select_sentence(self) -> None:
        """Select the sentence at the caret."""
        start, end = sentence_at(self._text(), self._reader.caret())
        self._reader.select(start, end)

    def _go(self, starts: Callable[[str, int, int], Iterator[int]], direction: int, *, select: bool) -> None:
        text, caret = self._text(), self._reader.caret()
        masked = self._masked() if self._settings.skip_boilerplate else []
        found = next((one for one in starts(text, caret, direction) if not _is_inside(one, masked)), None)
        if found is None and select and direction > 0:
            found = len(text.rstrip())  # what is selected may go on to the very end
        if found is not None and (found > caret) == (direction > 0):
            self._reader.select(self._anchor() if select else found, found)
            self._reader.reveal(found, found + 1)

    def _anchor(self) -> int:
        """Where the selection was begun."""
        caret = self._reader.caret()
        start, end = self._reader.selection() or (caret, caret)
        return start if caret == end else end

    def _masked(self) -> list[tuple[int, int]]:
        marks = self._opened.marks
        return [(mark.start, mark.end) for mark in marks if mark.layer.style == "mask" and not mark.rejected]

    def _text(self) -> str:
        return self._opened.article.text if self._opened.article else ""


def _is_inside(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
