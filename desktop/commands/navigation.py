"""Navigation: go back and forward, and from one bookmark to the next."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotations.model import AnnotationId, ArticleId
from annotations.operations.notes import notes
from annotations.operations.queue import number_of
from annotations.scheme import BOOKMARK
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader

MOST = 100


class Location(NamedTuple):
    """A location: the article, the focused mark, and the caret in code points."""

    article: ArticleId
    mark: AnnotationId | None
    caret: int


class Navigation(QObject):
    """Remembers the location whenever another article is opened, or a mark is jumped to from elsewhere."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader) -> None:
        super().__init__(opened)
        self._session, self._opened, self._reader = session, opened, reader
        self._before: list[Location] = []
        self._after: list[Location] = []
        self._travelling = False
        opened.closing.connect(self.remember)

    def remember(self) -> None:
        """Remember the current location before going elsewhere."""
        here = self._here()
        if here and not self._travelling:
            if not self._before or self._before[-1] != here:
                self._before = [*self._before[-MOST + 1 :], here]
            self._after = []

    def back(self) -> None:
        """Go back to the previous location."""
        self._travel(self._before, self._after, self.tr("There is nothing to go back to."))

    def forward(self) -> None:
        """Go forward again."""
        self._travel(self._after, self._before, self.tr("There is nothing to go forward to."))

    def go_to(self, article: ArticleId, mark: AnnotationId | None = None) -> None:
        """Go to a mark somewhere in the project, or to an article."""
        here = self._opened.article
        if here is None or here.id != article:
            self._opened.open(article)
        else:
            self.remember()
        found = mark and self._opened.mark(mark)
        if found:
            self._reader.select(found.start, found.start)
            self._opened.focus(found.id)
            self._reader.reveal(found.start, found.end)

    def go_to_bookmark(self, direction: int) -> None:
        """Go to the next or previous bookmark of the project; after the last one comes the first."""
        found = notes(self._session.project, (BOOKMARK,))
        here = self._opened.article
        if not found or here is None:
            self.told.emit(self.tr("You have no bookmarks in this project."))
            return
        focused = self._opened.focused
        now = (number_of(self._session.project, here.id) or 0, focused.start if focused else -1)
        places = [(one.number, -1 if one.mark.start is None else one.mark.start) for one in found]
        if direction > 0:
            chosen = next((n for n, place in enumerate(places) if place > now), 0)
        else:
            chosen = next((n for n in range(len(places) - 1, -1, -1) if places[n] < now), len(places) - 1)
        one = found[chosen]
        self.go_to(one.article, one.mark.id if one.mark.start is not None else None)
        if one.mark.start is None:
            self._opened.focus(None)

    def _travel(self, there: list[Location], behind: list[Location], nothing: str) -> None:
        here = self._here()
        while there and there[-1] == here:
            there.pop()
        if not there:
            self.told.emit(nothing)
            return
        place = there.pop()
        if here:
            behind.append(here)
        self._travelling = True
        try:
            if here is None or place.article != here.article:
                self._opened.open(place.article)
        finally:
            self._travelling = False
        self._reader.select(place.caret, place.caret)
        self._opened.focus(place.mark if place.mark and self._opened.mark(place.mark) else None)
        self._reader.reveal(place.caret, place.caret + 1)

    def _here(self) -> Location | None:
        article = self._opened.article
        return article and Location(article.id, self._opened.focused_id, self._reader.caret())
