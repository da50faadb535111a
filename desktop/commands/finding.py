"""Finding: highlights search hits in the article, lists them in context, and moves between them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.filters import QueueFilter
from annotations.model import ArticleId
from annotations.operations.searching import Query, hits_in_article, hits_in_context, parse
from desktop.models.hits import MOST, HitsModel
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.docks import Docks
from desktop.views.header import Header
from desktop.views.hits import HitsView

FARTHEST = 50  # articles that are looked through for the next hit: some fit only by their title


class Finding(QObject):
    """Commands on search hits."""

    told = Signal(str)

    def __init__(
        self, session: Session, opened: OpenArticle, queue: QueueModel, reader: Reader, header: Header, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._opened, self._queue, self._reader, self._header = session, opened, queue, reader, header
        self.model, self.view = HitsModel(self), HitsView()
        self.view.set_model(self.model)
        self._stage: Docks | None = None
        self._query, self._whose = Query(), queue.filter.annotator
        self._hits: list[tuple[int, int]] = []
        self.goes_here: Callable[[int], bool] = lambda direction: False  # where words are looked for in the article
        self._going = False  # whether the first hit is to be gone to as soon as articles are found
        self.model.grown.connect(lambda more: self.view.show_count(self.model.rowCount(), more=more))
        self.view.hit_chosen.connect(self._on_chosen)
        queue.modelReset.connect(self._on_found)
        opened.opened.connect(self._mark)
        opened.marks_changed.connect(self._on_marks)
        header.entered.connect(self._on_entered)
        header.next_hit_wanted.connect(lambda: self.go(1))
        header.previous_hit_wanted.connect(lambda: self.go(-1))

    def show_in(self, stage: Docks) -> None:
        """Show the list of hits in a pane, which is there while something is searched for."""
        self._stage = stage
        stage.pane("hits").setVisible(self._searches)

    def use(self, chosen: QueueFilter) -> None:
        """Search for the words of a filter."""
        self._query, self._whose = parse(chosen.words, self._session.project.scheme), chosen.annotator
        self.model.stop()  # what was searched for before is not wanted any more
        if not self._searches:
            self.model.show_hits(iter(()))
        if self._stage:
            self._stage.pane("hits").setVisible(self._searches)
        self._mark()

    def go(self, direction: int) -> None:
        """Go to the next or previous hit, in the next or previous article when there is none left in this one."""
        if self.goes_here(direction):
            return
        if not self._searches:
            self.told.emit(self.tr("Type something into the search field first."))
            return
        start, end = self._reader.selection() or (self._reader.caret(), self._reader.caret())
        here = [span for span in self._hits if (span > (start, end) if direction > 0 else span < (start, end))]
        if here:
            self._show(here[0 if direction > 0 else -1])
        elif not self._go_on(direction):
            more, none = self.tr("No more hits."), self.tr("No hits.")
            self.told.emit(more if self.model.rowCount() or self._hits else none)

    def show_again(self) -> None:
        """Mark the hits of the search again, after others were marked."""
        self._mark()

    def stop(self) -> None:
        """Read no more hits."""
        self.model.stop()

    @property
    def _searches(self) -> bool:
        return bool(self._query.phrases or self._query.keys)

    def _go_on(self, direction: int) -> bool:
        article = self._opened.article
        row = self._queue.index_of(article.id) if article else -1
        for _ in range(FARTHEST):
            row += direction
            found = self._queue.row(row) if 0 <= row < self._queue.rowCount() else None
            if found is None:
                return False
            hits = hits_in_article(self._session.project, self._query, found.article, self._whose)
            if hits:
                self._opened.open(found.article)
                self._show(hits[0 if direction > 0 else -1])
                return True
        return False

    def _show(self, span: tuple[int, int]) -> None:
        self._reader.select(*span)
        self._reader.reveal(*span)
        self._reader.show_hits(self._hits, span)
        place = self._hits.index(span) + 1 if span in self._hits else 0
        self._header.show_hits(place, len(self._hits), searching=True)

    def _mark(self) -> None:
        article = self._opened.article
        self._hits = []
        if article and self._searches:
            self._hits = hits_in_article(self._session.project, self._query, article.id, self._whose)
        self._reader.show_hits(self._hits, None)
        self._header.show_hits(0, len(self._hits), searching=self._searches)

    def _on_marks(self) -> None:
        if self._query.keys:  # what is searched for are marks
            self._mark()

    def _on_found(self) -> None:
        if self._searches:
            found = hits_in_context(self._session.project, self._query, self._queue.numbers, MOST + 1, self._whose)
            self.model.show_hits(found)
        if self._going:
            self._on_entered()

    def _on_entered(self) -> None:
        """Go to the first hit; from where the caret is, when the open article fits."""
        self._going = self._queue.busy
        if self._going or not self._searches:
            return
        article, first = self._opened.article, self._queue.row(0)
        if first is None:
            self.told.emit(self.tr("No hits."))
            return
        if article is None or self._queue.index_of(article.id) < 0:
            self._opened.open(first.article)
        self.go(1)

    def _on_chosen(self, article: str, start: int, end: int) -> None:
        if self._opened.article is None or self._opened.article.id != article:
            self._opened.open(ArticleId(article))
        self._show((start, end))
