"""Comparing: reads an article with everybody's marks for the compare view, and follows what changes."""

import random
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.agreement.comparing import SpanGroup, places
from annotations.changes import Changes, Kind
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, Annotator, AnnotatorId, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.articles import article
from annotations.operations.progress import progress_of
from annotations.scheme import Scheme
from desktop.comparison import LANE_HUES, Comparison, Lane, Spot
from desktop.marks import mark_of
from desktop.session import Session
from desktop.views.compare.page import ComparePage


class Comparing(QObject):
    """Commands of the compare view."""

    told = Signal(str)

    def __init__(self, session: Session, page: ComparePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._page = session, page
        self._article: ArticleId | None = None
        self._chosen: Sequence[AnnotatorId] = ()
        self._layer, self._hidden = "", False
        self._order = random.Random().random()  # names are hidden in another order each time the project is open
        session.changed.connect(self._on_changed)
        page.hidden_names_wanted.connect(self._on_hidden)

    def show(
        self,
        article_id: ArticleId,
        span: tuple[int | None, int | None] | None = None,
        layer: str = "",
        chosen: Sequence[AnnotatorId] = (),
    ) -> bool:
        """Show an article at a span; of the chosen annotators, or of all people and gold. Say whether it could be."""
        self._article, self._chosen, self._layer = article_id, chosen, layer
        shown = self._read()
        if shown is None:
            return False
        current = _nearest(shown, span, layer) if span else _first_difference(shown)
        self._page.show_comparison(shown, layer, current, hidden=self._hidden)
        return True

    def _read(self) -> Comparison | None:
        if self._article is None:
            return None
        project = self._session.project
        try:
            found = article(project, self._article)
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return None
        everything = annotations_of(project, found.id)
        done = {a.id: progress_of(project, found.id, a.id).status == "done" for a in annotators(project)}
        people = [a for a in annotators(project) if self._is_shown(a, everything, done[a.id])]
        if len(people) < 2 and not self._chosen:
            one = self.tr("Only one annotator has worked on this article, so there is nothing to compare.")
            self.told.emit(one if people else self.tr("Nobody has worked on this article yet."))
            return None
        people, lanes = self._lanes(people, done)
        finished = {lane.annotator for lane in lanes if lane.finished}
        found_places = places(project.scheme, found.text, [a.id for a in people], everything, finished)
        return Comparison(found, tuple(lanes), tuple(_spots(project.scheme, found_places)))

    def _is_shown(self, annotator: Annotator, marks: Sequence[Annotation], done: bool) -> bool:
        if self._chosen:
            return annotator.id in self._chosen
        return annotator.kind != "machine" and (done or any(mark.annotator == annotator.id for mark in marks))

    def _lanes(self, people: list[Annotator], done: dict[AnnotatorId, bool]) -> tuple[list[Annotator], list[Lane]]:
        names = [f"{a.name} {a.version}".strip() for a in people]
        if self._hidden:
            random.Random(f"{self._order}{self._article}").shuffle(people)
            names = [self.tr("Annotator {}").format(number) for number in range(1, len(people) + 1)]
        hues = [LANE_HUES[number % len(LANE_HUES)] for number in range(len(people))]
        lanes = [
            Lane(a.id, name, hue, done[a.id] or a.kind != "person")
            for a, name, hue in zip(people, names, hues, strict=True)
        ]
        return people, lanes

    def _on_hidden(self, hidden: bool) -> None:
        self._hidden = hidden
        self._show_again()

    def _on_changed(self, changes: Changes) -> None:
        if self._page.isVisible() and (self._article in changes.articles or Kind.ANNOTATOR in changes.touched):
            self._show_again()

    def _show_again(self) -> None:
        shown = self._read()
        if shown is not None:
            before = self._page.spot
            span = (before.start, before.end) if before else None
            current = _nearest(shown, span, before.layer.name) if before else -1
            self._page.show_comparison(shown, self._layer, current, hidden=self._hidden)


def _spots(scheme: Scheme, found: Iterable[SpanGroup]) -> Iterator[Spot]:
    """The places as they are shown; those of layers with bars are numbered."""
    number = 0
    for place in found:
        layer = scheme.layer(place.layer)
        number += layer.style == "bar"
        shown = number if layer.style == "bar" else 0
        marks = tuple(mark and mark_of(mark, layer, False, shown) for mark in place.marks)
        yield Spot(layer, place.start, place.end, marks, place.differs)


def _first_difference(shown: Comparison) -> int:
    return next((number for number, spot in enumerate(shown.spots) if not spot.quiet), -1)


def _nearest(shown: Comparison, span: tuple[int | None, int | None] | None, layer: str) -> int:
    """The spot of a layer that shares most with a span; the one of the article as a whole when there is no span."""
    start, end = span or (None, None)
    best, number = 0.0, -1
    for index, spot in enumerate(shown.spots):
        if layer not in ("", spot.layer.name):
            continue
        if start is None or spot.start is None:
            shared = float(start is None and spot.start is None)
        else:
            overlap = min(end or 0, spot.end or 0) - max(start, spot.start)
            around = max(end or 0, spot.end or 0) - min(start, spot.start)
            shared = overlap / around if overlap > 0 else 0.0
        if shared > best:
            best, number = shared, index
    return number
