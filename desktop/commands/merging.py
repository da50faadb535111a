"""Merging: asks for other project files, merges them as a job, and reports conflicts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.commands.projects import project_pattern
from desktop.jobs import Jobs
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.merging import Merged
    from desktop.tasks import Task


class Merges(QObject):
    """Commands that merge other people's work into the open project."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window

    def ask(self, session: Session) -> None:
        """Ask for project files and merge them."""
        from desktop.views.dialogs.merging import MergeDialog

        dialog = MergeDialog(session.project.path.name, project_pattern(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda paths: self.merge(session, paths))
        dialog.open()

    def merge(self, session: Session, paths: Sequence[Path]) -> None:
        """Merge other project files, then report conflicts."""
        from annotations.merging import check_others
        from desktop.long_work import merge_task

        def made() -> "Task":
            check_others(session.project, paths)
            task, merging = merge_task(session, paths, self)
            task.ended.connect(lambda _: self._report(merging.done))
            return task

        self._jobs.start(made)

    def _report(self, done: "Merged") -> None:
        """List conflicts and what could not be merged."""
        from desktop.long_work import merged
        from desktop.views.dialogs.merging import MergeReport

        if not (done.settled or done.remarks):
            return
        words = merged(done, self)
        report = MergeReport(words, done.settled, [f"{r.place}: {r.sentence}" for r in done.remarks], self._window)
        report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        report.open()
