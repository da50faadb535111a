"""Import and export with their dialogs: asks what and how, counts what gets lost, tells what had no place."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QWidget

from annotations.errors import ClaimdeskError
from annotations.operations.annotators import annotators
from desktop import file_dialogs
from desktop.exchange_choices import ExportChoice
from desktop.session import Session
from desktop.tasks import Task
from desktop.views.dialogs.exporting import ExportDialog, FormatLine
from desktop.views.dialogs.importing import ImportDialog, ImportReport

if TYPE_CHECKING:
    from annotations.exchange.losses import Told
    from annotations.exchange.mapping.rules import Rules
    from annotations.importing import Imported
    from desktop.commands.projects import Projects


def _tr(words: str) -> str:
    return QCoreApplication.translate("Exchanging", words)


def ask_import(projects: "Projects", session: Session, window: QWidget) -> None:
    """Ask for files and how to read them, and import them."""
    from annotations.exchange.formats import FORMATS

    readable = [known for known in FORMATS if known.read and known.suffixes]
    every = " ".join(dict.fromkeys(f"*{suffix}" for known in readable for suffix in known.suffixes))
    kinds = (f"{known.title} ({' '.join(f'*{suffix}' for suffix in known.suffixes)})" for known in readable)
    patterns = ";;".join([f"{_tr('All that can be read')} ({every})", *kinds, f"{_tr('All files')} (*)"])
    names = file_dialogs.files_to_open(window, _tr("Import articles"), patterns)
    if not names:
        return
    dialog = import_dialog(session, names, window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        projects.import_files(session, names, dialog.choice)


def import_dialog(session: Session, names: list[str], window: QWidget) -> ImportDialog:
    """Make the dialog that shows as what each file is read."""
    from annotations.exchange.counting import UNIT_TITLES
    from annotations.exchange.external import UNITS

    people = [a.name for a in annotators(session.project) if a.kind == "person"]
    files = [(Path(name).name, _title_of(Path(name))) for name in names]
    return ImportDialog(files, people, [(unit, UNIT_TITLES[unit]) for unit in UNITS], window)


def _title_of(path: Path) -> str:
    from annotations.exchange.formats import format_of

    try:
        known = format_of(path)
    except ClaimdeskError as error:
        return str(error)
    return known.title if known else _tr("No known format")


def report_import(done: "Imported", told: str, draft: "Rules | None", window: QWidget) -> ImportReport | None:
    """Show what an import left out, with the names that can be mapped; none when nothing was left out."""
    lost = [(Path(remark.place).name, remark.sentence) for remark in done.remarks if remark.lost]
    if not lost:
        return None
    report = ImportReport(told, lost, draft=bool(draft and any(draft)), parent=window)
    if draft:
        report.draft_wanted.connect(lambda: _save_draft(draft, report))
    report.open()
    return report


def _save_draft(draft: "Rules", window: QWidget) -> None:
    from annotations.exchange.files import written_whole
    from annotations.exchange.mapping.rules import rules_toml

    name = file_dialogs.file_to_save(window, _tr("Save names as a mapping"), "mapping.toml", "TOML (*.toml)")
    if name:
        head = _tr("Say what each name is: “to” a layer, field or link, “as” a label of it. Empty: it is left out.")
        with written_whole(Path(name)) as file:
            file.write(rules_toml(draft, [head]).encode())


# -- export


def ask_export(projects: "Projects", session: Session, window: QWidget) -> None:
    """Ask for a format and a place, with what gets lost, and export."""
    dialog, counting = export_dialog(session, window)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    counting.stop()
    if not agreed:
        return
    choice = dialog.choice
    name = file_dialogs.file_to_save(window, _tr("Export labelled data"), _proposal(choice))
    if name:
        projects.export(session, Path(name), choice)


def _proposal(choice: ExportChoice) -> str:
    from annotations.exchange.formats import format_named

    known = format_named(choice.format)
    if choice.packed:
        return "labelled.zip"
    return "labelled" if choice.shares or known.folder or not known.suffixes else f"labelled{known.suffixes[0]}"


def export_dialog(session: Session, window: QWidget) -> tuple[ExportDialog, "Counting"]:
    """Make the dialog with all formats, and what counts their losses for it."""
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
    """Counts in a thread what the chosen format would lose, and tells the dialog."""

    def __init__(self, session: Session, dialog: ExportDialog) -> None:
        super().__init__(dialog)
        self._session, self._dialog = session, dialog
        self._task: Task | None = None

    def begin(self) -> None:
        """Count again, for what is chosen now."""
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

        def work(cancelled: Callable[[], bool]) -> "Iterator[Told]":
            project = open_project(path, readonly=True)
            try:
                chosen = choose_annotators(project, choice.annotator or None)
                found = (one for one in records(project, chosen) if is_done(one) or not choice.done)
                yield sentences(counted(until(cancelled, found), loses), loses)
            finally:
                project.close()

        self._task = Task("", work, lambda told: self._dialog.set_losses(*told), parent=self).start()

    def stop(self) -> None:
        """Count no longer."""
        if self._task is not None:
            self._task.wait()
            self._task.deleteLater()
            self._task = None
