"""Comparing: reads an article with everyone's marks for the compare view, and follows changes."""

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotations.agreement.comparing import SpanGroup, places
from annotations.changes import Changes, Kind
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, Annotator, AnnotatorId, Article, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.articles import article
from annotations.operations.progress import done_by
from annotations.scheme import Scheme
from desktop.comparison import LANE_HUES, Comparison, Lane, Spot
from desktop.marks import mark_of
from desktop.session import Session
from desktop.tasks import Task
from desktop.views.compare.page import ComparePage

AT_ONCE = 400  # annotations that are compared within some frames; more of them are compared in a thread

Span = tuple[int | None, int | None]


class Question(NamedTuple):
    """What is compared: everybody's marks on an article. Records only, so that a thread can answer it."""

    scheme: Scheme
    article: Article
    lanes: tuple[Lane, ...]
    marks: Sequence[Annotation]

    def answer(self) -> Comparison:
        """Put the marks together by place."""
        people, finished = (
            [lane.annotator for lane in self.lanes],
            {one.annotator for one in self.lanes if one.finished},
        )
        found = places(self.scheme, self.article.text, people, self.marks, finished)
        return Comparison(self.article, self.lanes, tuple(_spots(self.scheme, found)))


class Comparing(QObject):
    """Commands of the compare view."""

    told = Signal(str)
    opened = Signal()  # the page shows what was asked for

    def __init__(self, session: Session, page: ComparePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._page = session, page
        self._article: ArticleId | None = None
        self._chosen: Sequence[AnnotatorId] = ()
        self._layer, self._hidden = "", False
        self._task: Task | None = None
        self._order = random.Random().random()  # names are hidden in another order each time the project is open
        session.changed.connect(self._on_changed)
        page.hidden_names_wanted.connect(self._on_hidden)

    def show(
        self,
        article_id: ArticleId,
        span: Span | None = None,
        layer: str = "",
        chosen: Sequence[AnnotatorId] = (),
    ) -> None:
        """Show an article at a span; of the chosen annotators, or of all people and gold."""
        self._article, self._chosen, self._layer = article_id, chosen, layer

        def take(shown: Comparison) -> None:
            current = _nearest(shown, span, layer) if span else _first_difference(shown)
            self._page.show_comparison(shown, layer, current, hidden=self._hidden)
            self.opened.emit()

        self._compare(take)

    def stop(self) -> None:
        """Stop comparing, and wait until it has stopped."""
        if self._task:
            self._task.cancel_and_join()
            self._task.deleteLater()
            self._task = None

    def _compare(self, take: Callable[[Comparison], object]) -> None:
        """Compare now, or in a thread if there is much to compare; only the latest question is answered."""
        question = self._question()
        self.stop()
        if question is None:
            return
        if len(question.marks) <= AT_ONCE:
            take(question.answer())
            return

        def work(_: Callable[[], bool]) -> Iterator[Comparison]:
            yield question.answer()

        self.told.emit(self.tr("Comparing {:,} annotations …").format(len(question.marks)))
        self._task = Task(self.tr("Compare"), work, take, parent=self).start()

    def _question(self) -> Question | None:
        if self._article is None:
            return None
        project = self._session.project
        try:
            found = article(project, self._article)
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return None
        everything = annotations_of(project, found.id)
        done = done_by(project, found.id)
        busy = done | {mark.annotator for mark in everything}
        people = [a for a in annotators(project) if self._is_shown(a, busy)]
        if len(people) < 2 and not self._chosen:
            one = self.tr("Only one annotator has worked on this article, so there is nothing to compare.")
            self.told.emit(one if people else self.tr("Nobody has worked on this article yet."))
            return None
        return Question(project.scheme, found, tuple(self._lanes(people, done)), everything)

    def _is_shown(self, annotator: Annotator, busy: Collection[AnnotatorId]) -> bool:
        if self._chosen:
            return annotator.id in self._chosen
        return annotator.kind != "machine" and annotator.id in busy

    def _lanes(self, people: list[Annotator], done: Collection[AnnotatorId]) -> list[Lane]:
        names = [f"{a.name} {a.version}".strip() for a in people]
        if self._hidden:
            random.Random(f"{self._order}{self._article}").shuffle(people)
            names = [self.tr("Annotator {}").format(number) for number in range(1, len(people) + 1)]
        hues = [LANE_HUES[number % len(LANE_HUES)] for number in range(len(people))]
        return [
            Lane(a.id, name, hue, a.id in done or a.kind != "person")
            for a, name, hue in zip(people, names, hues, strict=True)
        ]

    def _on_hidden(self, hidden: bool) -> None:
        self._hidden = hidden
        self._show_again()

    def _on_changed(self, changes: Changes) -> None:
        if self._page.isVisible() and (self._article in changes.articles or Kind.ANNOTATOR in changes.touched):
            self._show_again()

    def _show_again(self) -> None:
        def take(shown: Comparison) -> None:
            before = self._page.spot
            current = _nearest(shown, (before.start, before.end), before.layer.name) if before else -1
            self._page.show_comparison(shown, self._layer, current, hidden=self._hidden)

        self._compare(take)


def _spots(scheme: Scheme, found: Iterable[SpanGroup]) -> Iterator[Spot]:
    """The groups of marks as the view shows them; those in layers with bars are numbered."""
    number = 0
    for place in found:
        layer = scheme.layer(place.layer)
        number += layer.style == "bar"
        shown = number if layer.style == "bar" else 0
        marks = tuple(mark and mark_of(mark, layer, False, shown) for mark in place.marks)
        yield Spot(layer, place.start, place.end, marks, place.differs)


def _first_difference(shown: Comparison) -> int:
    return next((number for number, spot in enumerate(shown.spots) if not spot.quiet), -1)


def _nearest(shown: Comparison, span: Span, layer: str) -> int:
    """The spot of a layer that shares most with a span; the one of the article as a whole when there is no span."""
    start, end = span
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
