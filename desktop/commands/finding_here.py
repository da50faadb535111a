"""Find words in the open article, without regard to case and accents."""

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotations.language.folding import Folded
from desktop.open_article import OpenArticle
from desktop.views.article.find_bar import FindBar
from desktop.views.article.reader import Reader

MOST = 10_000  # matches that are marked; more of them help nobody


class FindingHere(QObject):
    """The bar above the article, and what it finds. `ended` is called when the bar is closed."""

    def __init__(self, opened: OpenArticle, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._reader = opened, reader
        self.put_above: Callable[[QWidget], object] = lambda bar: None
        self.ended: Callable[[], object] = lambda: None
        self._bar: FindBar | None = None
        self._folded: Folded | None = None  # of the open article, once it was needed
        self._spans: list[tuple[int, int]] = []
        self._before = (0, 0, 0)  # the selection and the place, to come back to
        opened.opened.connect(self._on_opened)

    def open(self) -> None:
        """Show the bar; words that are selected are looked for."""
        if self._opened.article is None:
            return
        reader, span = self._reader, self._reader.selection()
        if self._bar is None:
            self._bar = FindBar()
            self._bar.changed.connect(lambda _: self._find())
            self._bar.step_wanted.connect(self.step)
            self._bar.closed.connect(self.close)
            self._bar.dropped.connect(self._drop)
            self.put_above(self._bar)
        if self._bar.isHidden():
            self._before = (*(span or (reader.caret(), reader.caret())), reader.verticalScrollBar().value())
        words = self._opened.article.text[slice(*span)] if span else ""
        self._bar.open(words if "\n" not in words else "")
        self._find()

    def close(self) -> None:
        """Hide the bar, and stay at the match."""
        if self._bar is not None and self._bar.isVisible():
            self._bar.hide()
            self._reader.setFocus()
            self.ended()

    def step(self, direction: int) -> bool:
        """Go to the next or previous match; tell whether words are looked for here."""
        if self._bar is None or self._bar.isHidden():
            return False
        if self._spans:
            start, end = self._reader.selection() or (self._reader.caret(), self._reader.caret())
            here = bisect_left(self._spans, (start, end))
            at_one = here < len(self._spans) and self._spans[here] == (start, end)
            self._go_to(here + direction if at_one else here - (direction < 0))
        return True

    def _drop(self) -> None:
        """Hide the bar, and come back to where it was opened."""
        start, end, top = self._before
        self._reader.select(start, end)
        self._reader.verticalScrollBar().setValue(top)
        self.close()

    def _on_opened(self) -> None:
        self._folded, self._before = None, (0, 0, 0)
        if self._bar is not None and self._bar.isVisible():
            self._find()

    def _find(self) -> None:
        article = self._opened.article
        if self._bar is None or article is None:
            return
        self._folded = self._folded or Folded(article.text)
        found = self._folded.spans(self._bar.words.text())
        self._spans = [span for span, _ in zip(found, range(MOST), strict=False)]
        self._go_to(bisect_left(self._spans, (self._before[0], 0)) if self._spans else 0)

    def _go_to(self, number: int) -> None:
        assert self._bar is not None
        if not self._spans:
            self._reader.show_hits([], None)
            self._bar.show_count(0, 0)
            return
        number %= len(self._spans)
        span = self._spans[number]
        self._reader.select(*span)
        self._reader.reveal(*span)
        self._reader.show_hits(self._spans, span)
        self._bar.show_count(number + 1, len(self._spans))
