"""Agreement: requests the figures for the page, shows them as they are computed, and follows changes."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.agreement.records import Breakdown, Cell, Row
from annotations.background.agreement_server import AgreementServer, Overview, RelatedFigures, UnitCount
from annotations.changes import Changes
from annotations.model import ArticleId
from desktop.commands.agreement_presenter import AgreementPresenter
from desktop.session import Session
from desktop.tasks import Task

DELAY = 400  # milliseconds after the last change in the project

Questions = tuple[tuple[Any, ...], ...]  # each the name of a question and what it is about
# Which questions that wait or run are of no use any more once another one is asked.
_DROPPED = {"overview": {"overview"}, "inside": {"inside", "units"}, "units": {"units", "inside"}, "files": set[str]()}


class Agreeing(QObject):
    """Commands of the agreement page. A thread waits for the process that computes; one request at a time."""

    article_wanted = Signal(object)  # annotations.agreement.records.Disagreement
    told = Signal(str)

    def __init__(
        self, session: Session, queued: Callable[[], Iterable[ArticleId]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._queued = session, queued
        self._showing = AgreementPresenter(session.project.scheme)
        self.page = self._showing.page
        self._figures: AgreementServer | None = None
        self._task: Task | None = None
        self._waiting: dict[str, tuple[Questions, Callable[[Any], object]]] = {}
        self._running = ""
        self._stale = True
        self._cell = Cell()
        self._soon = QTimer(self, singleShot=True, interval=DELAY)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(self._on_changed)
        page = self.page
        page.overview.filters.changed.connect(lambda _filters, _settings: self.refresh())
        page.overview.row_opened.connect(self.open_row)
        page.inside.cell_chosen.connect(self.narrow)
        page.inside.unit_chosen.connect(self._on_unit)

    # -- what the page wants

    @property
    def busy(self) -> bool:
        """Whether anything is still being computed."""
        return self._task is not None or bool(self._waiting) or self._soon.isActive()

    def refresh(self) -> None:
        """Compute the overview again, and the breakdown of the open row; figures that have not changed are kept."""
        self._stale = False
        chosen = self.page.overview.filters
        filters = chosen.filters
        if chosen.only_queue:
            filters = filters._replace(articles=tuple(self._queued()) or (ArticleId("none"),))
        self._ask("overview", (("overview", filters, chosen.settings),), self._take)

    def show(self) -> None:
        """Compute figures that are out of date."""
        if self._stale:
            self.refresh()

    def open_row(self, row: Row) -> None:
        """Compute the breakdown of a row."""
        self._cell = Cell()
        self._showing.open_row(row)
        self._ask_inside(row)

    def narrow(self, cell: Cell) -> None:
        """List only the disagreements of a cell."""
        row = self.page.row
        if row:
            self._cell = cell
            self._showing.begin_units(cell)
            self._ask("units", (("units", row.layer, row.field, cell), *self._beside(row)), self._take)

    def ask_files(self, question: tuple[Any, ...], take: Callable[[Any], object]) -> None:
        """Ask for what leaves the page."""
        self._ask("files", (question,), take)

    def stop(self) -> None:
        """Stop computing, and wait until it has stopped."""
        self._waiting.clear()
        self._soon.stop()
        if self._task:
            self._task.cancel_and_join()
            self._task = None
        if self._figures:
            self._figures.close()
            self._figures = None

    # -- what comes back

    def _ask_inside(self, row: Row) -> None:
        inside, units = ("inside", row.layer, row.field), ("units", row.layer, row.field, self._cell)
        self._ask("inside", (inside, units, *self._beside(row)), self._take)

    def _beside(self, row: Row) -> Questions:
        return tuple(("beside", row.layer, row.field, kind) for kind in ("gold", "machine"))

    def _take(self, found: Any) -> None:
        if isinstance(found, Overview):
            self._showing.begin_overview(found)
        elif isinstance(found, Row):
            self._showing.add_row(found)
        elif isinstance(found, Breakdown):
            self._showing.show_inside(found)
            self._showing.begin_units(self._cell)
        elif isinstance(found, RelatedFigures):
            self._showing.show_beside(found.kind, found.pairs)
        elif isinstance(found, UnitCount):
            self._showing.show_count(found.number, self._cell)
        else:
            self._showing.add_units(found)

    # -- one after the other

    def _ask(self, name: str, questions: Questions, take: Callable[[Any], object]) -> None:
        """Queue a request, and drop those that it makes useless."""
        dropped = _DROPPED[name]
        self._waiting = {known: job for known, job in self._waiting.items() if known not in dropped}
        self._waiting[name] = (questions, take)
        if self._task is None:
            self._next()
        elif self._running in dropped:
            self._task.cancel()

    def _next(self) -> None:
        if not self._waiting:
            self.page.show_busy("")
            return
        self._running = next(iter(self._waiting))
        questions, take = self._waiting.pop(self._running)
        self.page.show_busy(self.tr("Computing…"))
        path = self._session.project.path
        self._task = Task(self.tr("Agreement"), lambda off: self._answers(path, questions, off), take, parent=self)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _answers(self, path: Path, questions: Questions, cancelled: Callable[[], bool]) -> Iterator[Any]:
        """Runs in the thread."""
        if self._figures is None:
            self._figures = AgreementServer(path)
        for name, *arguments in questions:
            if not cancelled():
                yield from self._figures.ask(name, *arguments, cancelled=cancelled)

    def _on_ended(self, problem: str) -> None:
        if self._task:
            self._task.deleteLater()
        self._task = None
        if self._figures and not self._figures.alive:
            self._figures.close()
            self._figures, self._stale = None, True
        if problem:
            self.told.emit(problem)
        elif self._running == "overview" and "overview" not in self._waiting:
            again = self._showing.end_overview()
            if again:
                self._ask_inside(again)
                return
        self._next()

    # -- events

    def _on_unit(self, number: int) -> None:
        unit = self._showing.unit(number)
        if unit:
            self.article_wanted.emit(unit)

    def _on_changed(self, changes: Changes) -> None:
        self._stale = True
        if self.page.isVisible():
            self._soon.start()
