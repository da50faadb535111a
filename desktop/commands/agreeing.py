"""Agreement: computes beside the window what the page shows, in parts, and follows what changes in the project."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.agreement.evidence import Filters, Settings
from annotations.agreement.records import Cell, Disagreement, Inside, PairFigures, Row
from annotations.changes import Changes
from annotations.errors import UserCancelled
from annotations.project import open_project
from desktop.commands.showing_agreement import Showing
from desktop.session import Session
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.agreement.study import Study

DELAY = 400  # milliseconds after the last change in the project
FIRST, MORE = 100, 2000  # how many disagreements come at first, and then at a time


class Counted(NamedTuple):
    """How many units differ."""

    number: int


class Agreeing(QObject):
    """Commands of the agreement page. Everything is computed in one thread after the other."""

    article_wanted = Signal(object)  # annotations.agreement.records.Disagreement
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._showing = session, Showing(session.project.scheme)
        self.page = self._showing.page
        self._study: Study | None = None
        self._task: Task | None = None
        self._waiting: dict[str, tuple[Callable[..., Iterator[Any]], Callable[[Any], object]]] = {}
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
    def study(self) -> "Study | None":
        """What the figures that are shown were computed from."""
        return self._study

    def refresh(self) -> None:
        """Compute the overview anew, and what lies behind the row that is open; what has not changed is kept."""
        self._stale = False
        filters, settings = self.page.overview.filters.filters, self.page.overview.filters.settings
        self._ask("overview", self._overview(filters, settings), self._take_overview)

    def show(self) -> None:
        """Compute what is not up to date."""
        if self._stale:
            self.refresh()

    def open_row(self, row: Row) -> None:
        """Compute what lies behind a row."""
        self._cell = Cell()
        self._showing.open_row(row)
        self._ask("inside", self._inside(row), self._take_inside)

    def narrow(self, cell: Cell) -> None:
        """List only the disagreements of a cell."""
        row = self.page.row
        if row:
            self._cell = cell
            self._showing.begin_units(cell)
            self._ask("units", lambda cancelled: self._units(row, cell, cancelled), self._take_units)

    def stop(self) -> None:
        """Stop computing, and wait until it has stopped."""
        self._waiting.clear()
        self._soon.stop()
        if self._task:
            self._task.wait()
            self._task = None

    # -- the thread

    def _overview(self, filters: Filters, settings: Settings) -> Callable[[Callable[[], bool]], Iterator[Any]]:
        path, previous = self._session.project.path, self._study

        def work(cancelled: Callable[[], bool]) -> Iterator[Any]:
            from annotations.agreeing import read_evidence
            from annotations.agreement.report import rows
            from annotations.agreement.study import study_of

            def watch() -> None:
                if cancelled():
                    raise UserCancelled

            with closing(open_project(path, readonly=True)) as project:
                evidence = read_evidence(project, previous.evidence if previous else None)
            study = study_of(evidence, filters, settings, previous, watch)
            yield study
            yield from rows(study)

        return work

    def _inside(self, row: Row) -> Callable[[Callable[[], bool]], Iterator[Any]]:
        def work(cancelled: Callable[[], bool]) -> Iterator[Any]:
            from annotations.agreement.inside import beside, inside

            study = self._study
            if study is None:
                return
            yield inside(study, row.layer, row.field)
            yield from self._units(row, self._cell, cancelled)
            for kind in ("gold", "machine"):
                if not cancelled():
                    yield kind, beside(study, row.layer, row.field, kind)

        return work

    def _units(self, row: Row, cell: Cell, cancelled: Callable[[], bool]) -> Iterator[Any]:
        from annotations.agreement.disagreeing import disagreement_count, disagreements

        study = self._study
        if study is None:
            return
        count = disagreement_count(study, row.layer, row.field, cell)
        yield Counted(count)
        start, size = 0, FIRST
        while start < count and not cancelled():
            yield disagreements(study, row.layer, row.field, cell, start, size)
            start, size = start + size, MORE

    # -- what comes back

    def _take_overview(self, found: "Study | Row") -> None:
        if isinstance(found, Row):
            self._showing.add_row(found)
            return
        self._study = found
        self._showing.begin_overview(found.settings, found.evidence.annotators)
        self._showing.show_left_out(len(found.blobs), found.left_out)
        groups = sorted({blob.work.group for blob in found.blobs if blob.work.group})
        self.page.overview.filters.show_versions([version for version, _ in found.evidence.schemes], groups)

    def _take_inside(self, found: "Inside | tuple[str, tuple[PairFigures, ...]]") -> None:
        if isinstance(found, Inside):
            self._showing.show_inside(found)
            self._showing.begin_units(self._cell)
        elif isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], str):
            self._showing.show_beside(found[0], found[1])
        else:
            self._take_units(found)

    def _take_units(self, found: "Counted | tuple[Disagreement, ...]") -> None:
        if isinstance(found, Counted):
            self._showing.show_count(found.number, self._cell)
        else:
            self._showing.add_units(found)

    # -- one after the other

    def _ask(
        self, name: str, work: Callable[[Callable[[], bool]], Iterator[Any]], take: Callable[[Any], object]
    ) -> None:
        """Run work after what is running; work of the same name, and what it would make useless, is dropped."""
        dropped = {"overview": {"overview"}, "inside": {"inside", "units"}, "units": {"units"}}[name]
        self._waiting = {known: job for known, job in self._waiting.items() if known not in dropped}
        self._waiting[name] = (work, take)
        if self._task is None:
            self._next()
        elif self._running in dropped or (name == "units" and self._running == "inside"):
            self._task.cancel()

    def _next(self) -> None:
        if not self._waiting:
            self.page.show_busy("")
            return
        self._running = next(iter(self._waiting))
        work, take = self._waiting.pop(self._running)
        self.page.show_busy(self.tr("Computing…"))
        self._task = Task(self.tr("Agreement"), work, take, parent=self)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_ended(self, problem: str) -> None:
        if self._task:
            self._task.deleteLater()
        self._task = None
        if problem:
            self.told.emit(problem)
        elif self._running == "overview" and "overview" not in self._waiting:
            again = self._showing.end_overview()
            if again:
                self._ask("inside", self._inside(again), self._take_inside)
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


def export_to(path: Path, study: "Study") -> None:
    """Write everything there is to say about agreement, as JSON or as CSV by the suffix."""
    from annotations.agreement.export import export_json, write_units
    from annotations.exchange.files import written_whole

    if path.suffix.lower() == ".csv":
        write_units(path, study)
        return
    import orjson

    with written_whole(path) as file:
        file.write(orjson.dumps(export_json(study), option=orjson.OPT_INDENT_2))
