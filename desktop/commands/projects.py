"""Projects: new, open, sample, import, highlight, export, annotator. Asks for files and starts long work."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from annotations.errors import ClaimdeskError
from annotations.model import Article
from annotations.operations.annotators import act_as, annotators, find_annotator
from annotations.project import SUFFIX, Project, create_project, open_project
from desktop import file_dialogs
from desktop.commands.running import Running
from desktop.session import Session
from desktop.settings import Settings

if TYPE_CHECKING:
    from annotations.importing import Importing
    from desktop.exchange_choices import ExportChoice, ImportChoice
    from desktop.tasks import Task


class Projects(QObject):
    """Commands on whole projects."""

    project_opened = Signal(object)  # annotations.project.Project
    told = Signal(str)
    progressed = Signal(str, float)
    task_ended = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._window = settings, parent
        self._running = running = Running(parent)
        running.told.connect(self.told)
        running.progressed.connect(self.progressed)
        running.ended.connect(self.task_ended)
        self.start, self.cancel, self.stop = running.start, running.cancel, running.stop

    # -- opening

    def new(self) -> None:
        """Ask for a name and make a project there."""
        title, proposal = self.tr("New project"), f"project{SUFFIX}"
        name = file_dialogs.file_to_save(self._window, title, proposal, self.filter(), replaces=False)
        if name and self.may_be_left():
            self._try(lambda: self._make(Path(name)))

    def open(self) -> None:
        """Ask for a project and open it."""
        name = file_dialogs.file_to_open(self._window, self.tr("Open project"), self.filter())
        if name:
            self.open_file(Path(name))

    def open_file(self, path: str | Path) -> None:
        """Open a project file, as the annotator that is remembered or asked for."""
        if self.may_be_left():
            self._try(lambda: self._with_annotator(open_project(Path(path))))

    def save_as(self, session: Session, article: Article | None, caret: int) -> None:
        """Save what is open in a new file, wherever its own file is by now, and go on there in the same article."""
        if not self.may_be_left():
            return
        project = session.project
        proposal = str(project.path.with_name(f"{project.path.stem}-saved{SUFFIX}"))
        title = self.tr("Save what is open as")
        name = file_dialogs.file_to_save(self._window, title, proposal, self.filter(), replaces=False)
        if not name:
            return
        path = _with_suffix(Path(name))
        try:
            project.save_open_as(path)
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return
        if article:
            self._settings.remember_place(path, article.id)
            self._settings.remember_caret(path, caret)
        self.open_file(path)

    def open_sample(self) -> None:
        """Open a fresh copy of the sample project."""
        from annotations.sample import make_sample

        if self.may_be_left():
            self._try(lambda: self.project_opened.emit(make_sample()))

    def _make(self, path: Path) -> None:
        from annotations.scheme import load_scheme

        self._with_annotator(create_project(_with_suffix(path), load_scheme("news-claims")))

    def _with_annotator(self, project: Project) -> None:
        name = self._settings.annotator or self._ask_name()
        if project.readonly:
            people = [a for a in annotators(project) if a.kind == "person"]
            project.annotator = find_annotator(project, name, "person") or (people or [None])[0]  # type: ignore[list-item]
        else:
            act_as(project, name)
        self.project_opened.emit(project)

    # -- who annotates

    def ask_annotator(self, project: Project) -> str | None:
        """Ask who annotates from now on; none when nothing changes."""
        people = [a.name for a in annotators(project) if a.kind == "person"]
        now = people.index(project.annotator.name) if project.annotator and project.annotator.name in people else 0
        name, agreed = QInputDialog.getItem(
            self._window,
            self.tr("Annotator"),
            self.tr("Who annotates? Choose, or write a new name."),
            people,
            now,
            True,
        )
        if not agreed or not name.strip():
            return None
        self._settings.annotator = name.strip()
        return name.strip()

    def _ask_name(self) -> str:
        from getpass import getuser

        proposal = getuser()
        name, agreed = QInputDialog.getText(
            self._window,
            self.tr("Annotator"),
            self.tr("Under which name do you annotate? It is asked once."),
            text=proposal,
        )
        name = name.strip() or proposal
        if agreed:
            self._settings.annotator = name
        return name

    # -- long work

    def ask_import(self, session: Session) -> None:
        """Ask for files and how they are read, and import them."""
        from desktop.commands.import_export import ask_import

        ask_import(self, session, self._window)

    def import_files(self, session: Session, names: Sequence[str], choice: "ImportChoice | None" = None) -> None:
        """Import files and folders, then highlight what is new; what had no place is listed when it was asked how."""
        from annotations.importing import input_files
        from desktop.long_work import import_task

        def made() -> "Task":
            task, importing = import_task(session, paths, self, choice)
            if choice is not None:  # that it is asked for how files are read means that somebody looks
                task.ended.connect(lambda _: self._report_import(importing))
            return task

        try:
            paths = input_files(names)
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return
        self.start(made)
        if self._settings.highlight_imported:
            self.highlight(session)

    def highlight(self, session: Session) -> None:
        """Let the built-in pipeline suggest entities where it has not been."""
        from desktop.highlight_run import highlight_task
        from desktop.pipeline_settings import PipelineSettings
        from desktop.views.dialogs.trust_prompt import may_run

        if session.project.readonly:
            self.told.emit(self.tr("Nothing was highlighted: this project can be read but not changed here."))
            return
        settings = PipelineSettings(self._settings)
        for choice in dict.fromkeys(settings.choices().values()):
            try:
                allowed = may_run(choice, settings, self._window)
            except ClaimdeskError as error:
                self.told.emit(str(error))
                return
            if not allowed:
                self.told.emit(self.tr("Nothing was highlighted: the pipeline {} may not run.").format(choice.pipeline))
                return
        session.readers.limits = settings.limits
        choices = settings.trusted_choices()
        self.start(lambda: highlight_task(session, choices, self))

    def ask_export(self, session: Session) -> None:
        """Ask for a format, with what it loses, and a place, and export."""
        from desktop.commands.import_export import ask_export

        ask_export(self, session, self._window)

    def export(self, session: Session, out: Path, choice: "ExportChoice | None" = None) -> None:
        """Export everybody's work to a file, or what was chosen."""
        from desktop.long_work import export_task

        self.start(lambda: export_task(session, out, self, choice))

    def may_be_left(self) -> bool:
        """Ask what becomes of long work that is worth finishing; false to keep the project open."""
        return self._running.may_be_left()

    def _report_import(self, importing: "Importing") -> None:
        from desktop.commands.import_export import report_import
        from desktop.long_work import imported

        report_import(importing.done, imported(importing.done, self), importing.draft(), self._window)

    def filter(self) -> str:
        """The pattern of project files, as file dialogs take it."""
        return f"{self.tr('Claimdesk projects')} (*{SUFFIX})"

    def _try(self, opening: Callable[[], object]) -> None:
        try:
            opening()
        except ClaimdeskError as error:
            self.told.emit(str(error))


def _with_suffix(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(SUFFIX)
