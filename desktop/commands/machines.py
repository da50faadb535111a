"""Shows a card for each suggestion source, with figures as they are computed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotations.model import AnnotatorId, Decisions, LabelFigures, ScoreCounts
from annotations.operations.machines import decisions_on, machine_cards, machine_figures, score_counts, use_machine
from annotations.project import open_project
from desktop.session import Session
from desktop.tasks import Task
from desktop.views.machine_cards import MachineCards


class ShowingMachines(QObject):
    """The cards of a project's suggestion sources. Changes apply at once."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        cards = machine_cards(session.project)
        self._dialog = MachineCards(cards, window, readonly=session.project.readonly)
        self.setParent(self._dialog)
        self._machines = [card.annotator.id for card in cards]
        self._counting = self._counted(self._machines)
        self._dialog.switched.connect(self._on_switched)
        self._dialog.threshold_chosen.connect(self._on_threshold_chosen)
        self._dialog.open()

    def _on_switched(self, machine: str, shown: bool) -> None:
        self._session.run(use_machine, AnnotatorId(machine), shown=shown)

    def _on_threshold_chosen(self, machine: str, score: float) -> None:
        """Count the figures again for this minimum score, starting with this source."""
        self._counting.cancel()
        self._session.run(use_machine, AnnotatorId(machine), threshold=score)
        if self._dialog.isVisible():
            self._counting = self._counted(sorted(self._machines, key=lambda one: one != machine))

    def _counted(self, machines: Sequence[AnnotatorId]) -> Task:
        path = self._session.project.path
        task = Task(
            self.tr("Figures"),
            lambda cancelled: _figures(path, machines, cancelled),
            lambda one: self._dialog.show_figures(*one),
            parent=self._dialog,
        )
        self._dialog.finished.connect(lambda _: task.cancel_and_join())
        return task.start()


def _figures(
    path: Path, machines: Sequence[AnnotatorId], cancelled: Callable[[], bool]
) -> Iterator[tuple[str, list[LabelFigures], ScoreCounts, Decisions]]:
    """Count in a thread, through a connection of its own."""
    with closing(open_project(path, readonly=True)) as project:
        for machine in machines:
            if not cancelled():
                figures, decisions = machine_figures(project, machine), decisions_on(project, machine)
                yield machine, figures, score_counts(project, machine), decisions
