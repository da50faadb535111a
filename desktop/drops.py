"""Drag and drop onto the window: opens a project or imports files. Always copies, never moves."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QDropEvent

from annotations.project import SUFFIX
from desktop.commands.importing import Imports
from desktop.commands.projects import Projects
from desktop.session import Session


class Drops:
    """Files that are dragged over the window and dropped on it; `session` is that of the open project."""

    def __init__(
        self,
        projects: Projects,
        imports: Imports,
        session: Callable[[], Session | None],
        tell: Callable[[str], object],
    ) -> None:
        self._projects, self._imports = projects, imports
        self._session, self._tell = session, tell

    def enter(self, event: QDropEvent) -> None:
        """Take files, and say what will become of them."""
        names = local_files(event.mimeData())
        if names and self._takes_copy(event) and self._session():
            self._tell(_tr("Drop to open the project.") if _project_in(names) else _tr("Drop to import."))

    def drop(self, event: QDropEvent) -> None:
        """Open a project that is dropped, import anything else; into a new project when none is open."""
        names = local_files(event.mimeData())
        if not names or not self._takes_copy(event):
            return
        if project := _project_in(names):
            self._projects.open_file(project)
            return
        if self._session() is None:
            self._projects.new()
        if session := self._session():
            self._imports.import_files(session, names)

    def _takes_copy(self, event: QDropEvent) -> bool:
        """Take a copy, or nothing: a file manager deletes what was moved."""
        if event.possibleActions() & Qt.DropAction.CopyAction:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        event.ignore()
        if self._session():
            self._tell(_tr("Files can only be copied to this window, not moved. Drag them without holding a key."))
        return False


def local_files(dragged: QMimeData) -> list[str]:
    """The files and folders among what is dragged."""
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]


def _project_in(names: list[str]) -> str | None:
    return next((name for name in names if name.endswith(SUFFIX)), None)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Drops", words)
