"""Projects: make, open and save them, and ask who annotates."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from annotations.errors import ClaimdeskError
from annotations.model import Article
from annotations.operations.annotators import act_as, annotators, find_annotator
from annotations.project import SUFFIX, Project, create_project, open_project
from desktop import file_dialogs
from desktop.file_manager import shown_in_folder
from desktop.jobs import Jobs
from desktop.plain import LineEdit
from desktop.session import Session
from desktop.settings import Settings


class Projects(QObject):
    """Commands on whole projects."""

    project_opened = Signal(object)  # annotations.project.Project
    failed = Signal(str)  # the sentence that says why

    def __init__(self, settings: Settings, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._jobs, self._window = settings, jobs, window

    # -- opening

    def new(self) -> None:
        """Ask for a name and make a project there."""
        title, proposal = self.tr("New project"), f"project{SUFFIX}"
        name = file_dialogs.file_to_save(self._window, title, proposal, project_pattern(), replaces=False)
        if name and self._jobs.may_close():
            self._try(lambda: self._make(Path(name)))

    def open(self) -> None:
        """Ask for a project and open it."""
        name = file_dialogs.file_to_open(self._window, self.tr("Open project"), project_pattern())
        if name:
            self.open_file(Path(name))

    def open_file(self, path: str | Path) -> None:
        """Open a project file, as the annotator that is remembered or asked for."""
        if self._jobs.may_close():
            self._try(lambda: self._with_annotator(open_project(Path(path))))

    def save_as(self, session: Session, article: Article | None, caret: int) -> None:
        """Save what is open in a new file, wherever its own file is by now, and go on there in the same article."""
        if not self._jobs.may_close():
            return
        path = self._copied(session.project, self.tr("Save as"), "saved")
        if path is None:
            return
        if article:
            self._settings.remember_place(path, article.id)
            self._settings.remember_caret(path, caret)
        self._try(lambda: self._with_annotator(open_project(path), session.unsaved))

    def save_copy(self, session: Session) -> None:
        """Save what is open in another file, and go on in this one."""
        path = self._copied(session.project, self.tr("Save a copy as"), "copy")
        if path:
            self._jobs.reported.emit(self.tr("Saved a copy as {}.").format(path))

    def show_in_folder(self, session: Session) -> None:
        """Show the project's file in the system's file manager."""
        path = session.project.path.absolute()
        if not shown_in_folder(path):
            self.failed.emit(self.tr("The file manager could not be opened. The project is {}.").format(path))

    def _copied(self, project: Project, title: str, ending: str) -> Path | None:
        """Ask for a file and write a copy of the project to it; none if there is no copy."""
        proposal = str(project.path.with_name(f"{project.path.stem}-{ending}{SUFFIX}"))
        name = file_dialogs.file_to_save(self._window, title, proposal, project_pattern(), replaces=False)
        if not name:
            return None
        line = QApplication.focusWidget()
        if isinstance(line, LineEdit):
            line.clearFocus()  # this ends what is being typed there
        path = _with_suffix(Path(name))
        try:
            project.save_open_as(path)
        except ClaimdeskError as error:
            self.failed.emit(str(error))
            return None
        return path

    def open_sample(self) -> None:
        """Open a fresh copy of the sample project."""
        from annotations.sample import make_sample

        if self._jobs.may_close():
            self._try(lambda: self.project_opened.emit(make_sample()))

    def _make(self, path: Path) -> None:
        from annotations.scheme import load_scheme

        self._with_annotator(create_project(_with_suffix(path), load_scheme("news-claims")))

    def _with_annotator(self, project: Project, unsaved: Sequence[Callable[[Project], object]] = ()) -> None:
        name = self._settings.annotator or ("" if project.readonly else self._ask_name())
        if project.readonly:
            people = [a for a in annotators(project) if a.kind == "person"]
            project.annotator = find_annotator(project, name, "person") or (people or [None])[0]  # type: ignore[list-item]
        elif name:
            act_as(project, name)
            for save in unsaved:
                self._try(partial(save, project))
        self.project_opened.emit(project)

    # -- who annotates

    def ask_annotator(self, project: Project) -> str | None:
        """Ask who annotates from now on; none when nothing changes."""
        people = [a.name for a in annotators(project) if a.kind == "person"]
        now = people.index(project.annotator.name) if project.annotator and project.annotator.name in people else 0
        name, agreed = QInputDialog.getItem(
            self._window,
            self.tr("Annotator"),
            self.tr("Who is annotating? Choose a name or type a new one."),
            people,
            now,
            True,
        )
        if not agreed or not name.strip():
            return None
        self._settings.annotator = name.strip()
        return name.strip()

    def _ask_name(self) -> str:
        """Ask for the user's name; empty when they do not want to say it yet."""
        from getpass import getuser

        name, agreed = QInputDialog.getText(
            self._window,
            self.tr("Annotator"),
            self.tr("What is your name? Your annotations are saved under it."),
            text=getuser(),
        )
        if not agreed:
            return ""
        self._settings.annotator = name.strip()
        return self._settings.annotator

    def _try(self, opening: Callable[[], object]) -> None:
        try:
            opening()
        except ClaimdeskError as error:
            self.failed.emit(str(error))


def project_pattern() -> str:
    """The pattern of project files, as file dialogs take it."""
    return f"{QCoreApplication.translate('Projects', 'Claimdesk projects')} (*{SUFFIX})"


def _with_suffix(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(SUFFIX)
