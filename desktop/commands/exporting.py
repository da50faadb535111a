"""Exporting: asks for a format and shows what it would lose, then exports as a job."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from annotations.operations.annotators import annotators
from desktop import file_dialogs
from desktop.exchange_choices import ExportChoice
from desktop.jobs import Jobs
from desktop.session import Session
from desktop.tasks import Task
from desktop.views.dialogs.exporting import ExportDialog, FormatLine

if TYPE_CHECKING:
    from annotations.exchange.losses import LossReport


class Exports(QObject):
    """Commands that write the work in the open project to files of other formats."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window

    def ask(self, session: Session) -> None:
        """Show the formats and what each would lose, ask for a file or folder, and export."""
        dialog, counting = export_dialog(session, self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        counting.stop()
        if not agreed:
            return
        choice = dialog.choice
        name = file_dialogs.file_to_save(self._window, self.tr("Export labelled data"), _proposal(choice))
        if name:
            self.export(session, Path(name), choice)

    def export(self, session: Session, out: Path, choice: ExportChoice | None = None) -> None:
        """Export what was chosen, or everybody's work, as a job."""
        from desktop.long_work import export_task

        self._jobs.start(lambda: export_task(session, out, self, choice))


def _proposal(choice: ExportChoice) -> str:
    from annotations.exchange.formats import format_named

    known = format_named(choice.format)
    if choice.packed:
        return "labelled.zip"
    return "labelled" if choice.shares or known.folder or not known.suffixes else f"labelled{known.suffixes[0]}"


def export_dialog(session: Session, window: QWidget) -> tuple[ExportDialog, "Counting"]:
    """Create the export dialog, and the counter of losses that it uses."""
    from annotations.exchange.formats import FORMATS
    from annotations.training.tasks import task_names
    from annotations.training.views import VIEWS

    lines = [
        FormatLine(known.name, known.title, known.keeps, known.name in VIEWS, known.folder)
        for known in FORMATS
        if known.write
    ]
    people = [annotator.name for annotator in annotators(session.project)]
    dialog = ExportDialog(lines, list(dict.fromkeys(people)), task_names(session.project.scheme), window)
    counting = Counting(session, dialog)
    dialog.changed.connect(counting.begin)
    counting.begin()
    return dialog, counting


class Counting(QObject):
    """Counts in a thread what the chosen format would lose, for the dialog."""

    def __init__(self, session: Session, dialog: ExportDialog) -> None:
        super().__init__(dialog)
        self._session, self._dialog = session, dialog
        self._task: Task | None = None

    def begin(self) -> None:
        """Count again for the current choice."""
        from annotations.exchange.formats import format_named
        from annotations.exchange.losses import counted, sentences
        from annotations.exchange.records import is_done
        from annotations.operations.exporting import choose_annotators, records
        from annotations.project import open_project
        from desktop.long_work import until

        self.stop()
        choice, path, scheme = self._dialog.choice, self._session.project.path, self._session.project.scheme
        loses = format_named(choice.format).losses(scheme)
        if not loses:
            self._dialog.set_losses([])
            return
        self._dialog.set_losses(None)

        def work(cancelled: Callable[[], bool]) -> "Iterator[LossReport]":
            project = open_project(path, readonly=True)
            try:
                chosen = choose_annotators(project, choice.annotator or None)
                found = (one for one in records(project, chosen) if is_done(one) or not choice.done)
                yield sentences(counted(until(cancelled, found), loses), loses)
            finally:
                project.close()

        self._task = Task("", work, lambda told: self._dialog.set_losses(*told), parent=self).start()

    def stop(self) -> None:
        """Stop counting."""
        if self._task is not None:
            self._task.cancel_and_join()
            self._task.deleteLater()
            self._task = None
