"""Projects: new, open, sample, import, highlight, export, annotator. Asks for files and starts long work."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from annotations.annotators import act_as, annotators, find_annotator
from annotations.errors import ClaimdeskError
from annotations.project import SUFFIX, Project, create_project, open_project
from desktop import file_dialogs
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
        self._task: Task | None = None
        self._waiting: list[Callable[[], Task]] = []

    # -- opening

    def new(self) -> None:
        """Ask for a name and make a project there."""
        name = file_dialogs.file_to_save(self._window, self.tr("New project"), f"project{SUFFIX}", self.filter())
        if name:
            self._try(lambda: self._make(Path(name)))

    def open(self) -> None:
        """Ask for a project and open it."""
        name = file_dialogs.file_to_open(self._window, self.tr("Open project"), self.filter())
        if name:
            self.open_file(Path(name))

    def open_file(self, path: str | Path) -> None:
        """Open a project file, as the annotator that is remembered or asked for."""
        self._try(lambda: self._with_annotator(open_project(Path(path))))

    def open_sample(self) -> None:
        """Open a fresh copy of the sample project."""
        from annotations.sample import make_sample

        self._try(lambda: self.project_opened.emit(make_sample()))

    def _make(self, path: Path) -> None:
        from annotations.scheme import load_scheme

        path = path if path.suffix else path.with_suffix(SUFFIX)
        self._with_annotator(create_project(path, load_scheme("news-claims")))

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
        from desktop.commands.exchanging import ask_import

        ask_import(self, session, self._window)

    def import_files(self, session: Session, names: Sequence[str], choice: "ImportChoice | None" = None) -> None:
        """Import files and folders, then highlight what is new; what had no place is listed when it was asked how."""
        from annotations.importing import input_files
        from desktop.long_work import import_task

        def made() -> "Task":
            task, importing = import_task(session, paths, self, choice)
            task.ended.connect(lambda _: self._tell_import(importing, report=choice is not None))
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
        from desktop.views.trust import may_run

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
        from desktop.commands.exchanging import ask_export

        ask_export(self, session, self._window)

    def export(self, session: Session, out: Path, choice: "ExportChoice | None" = None) -> None:
        """Export everybody's work to a file, or what was chosen."""
        from desktop.long_work import export_task

        told = self.tr("{} records written to {}.")
        lost = self.tr("{} LOSSES.txt lists what other programs will not see.")

        def report(found: "tuple[int, bool]") -> None:
            sentence = told.format(found[0], out)
            self.told.emit(lost.format(sentence) if found[1] else sentence)

        self.start(lambda: export_task(session, out, report, self, choice))

    def cancel(self) -> None:
        """Stop the long work that is running, and what waits behind it."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def stop(self) -> None:
        """Stop all long work and wait for it to end."""
        self._waiting.clear()
        if self._task:
            self._task.wait()
            self._task = None
            self.task_ended.emit()

    def start(self, make: "Callable[[], Task]") -> None:
        """Begin long work, or let it wait until what is running has ended."""
        if self._task is not None:
            self._waiting.append(make)
            return
        try:
            self._task = make()
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return
        self._task.progressed.connect(self.progressed)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_ended(self, sentence: str) -> None:
        if self._task:
            self._task.deleteLater()
        self._task = None
        if sentence:
            self.told.emit(sentence)
        self.task_ended.emit()
        if self._waiting:
            self.start(self._waiting.pop(0))

    def _tell_import(self, importing: "Importing", *, report: bool) -> None:
        from desktop.commands.exchanging import report_import

        done = importing.done
        lost = [remark for remark in done.remarks if remark.lost]
        sentence = self.tr("{} articles added, {} were there already.").format(done.articles, done.articles_known)
        first = lost[0].told() if lost else ""
        told = self.tr("{} things could not be read: {}").format(len(lost), first)
        self.told.emit(f"{sentence} {told}" if lost else sentence)
        if report:
            report_import(done, sentence, importing.draft(), self._window)

    def filter(self) -> str:
        """The pattern of project files, as file dialogs take it."""
        return f"{self.tr('Claimdesk projects')} (*{SUFFIX})"

    def _try(self, opening: Callable[[], object]) -> None:
        try:
            opening()
        except ClaimdeskError as error:
            self.told.emit(str(error))


def local_files(dragged: QMimeData) -> list[str]:
    """The files and folders among what is dragged."""
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
