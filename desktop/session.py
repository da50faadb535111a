"""The only bridge between window and domain: runs operations, and signals what changed or why one failed."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.changes import Changes
from annotations.errors import ClaimdeskError, ProjectMoved, ProjectUnavailable, UserCancelled
from annotations.project import Project

if TYPE_CHECKING:
    from annotations.highlight.worker_pool import WorkerPool

P = ParamSpec("P")

FOLLOW_MILLISECONDS = 500


class Session(QObject):
    """An open project, the one who works on it, and the processes that read for them. Runs on the main thread."""

    changed = Signal(object)  # annotations.changes.Changes
    done = Signal(object)  # the same, of what was done here by `run`, after everybody has seen it
    failed = Signal(str)
    moved = Signal(str)  # once: the file was replaced, renamed or deleted, and nothing more is saved in it
    highlighted = Signal()  # a run of pipelines over the project has ended, however it did

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self._closed = False
        self.saved = True  # whether the last thing that was done is in the file
        self.in_place = True  # whether the path leads to the open file, as far as is known
        self.unsaved: list[Callable[[Project], Changes]] = []  # words that were typed too late: a copy can take them
        self._follow = QTimer(self, interval=FOLLOW_MILLISECONDS)
        self._follow.timeout.connect(self.follow)
        self._follow.start()

    @cached_property
    def readers(self) -> "WorkerPool":
        """The worker processes that run pipelines on this project's articles."""
        from annotations.highlight.worker_pool import WorkerPool

        return WorkerPool()

    def run(
        self, operation: Callable[Concatenate[Project, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes | None:
        """Run an operation on the project; everything is saved when it returns. None when it failed, which was told."""
        if self._closed:
            return None
        try:
            changes = operation(self.project, *args, **kwargs)
        except UserCancelled:
            return None
        except ProjectMoved as error:
            self._lose_place(error)
            return None
        except ClaimdeskError as error:
            self.saved = self.saved and not isinstance(error, ProjectUnavailable)
            self.failed.emit(str(error))
            return None
        self.saved = True
        self.changed.emit(changes)
        self.done.emit(changes)
        return changes

    def save_words(
        self, operation: Callable[Concatenate[Project, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes | None:
        """Run an operation with words that somebody typed. If the file has moved, the words wait for a copy of it."""
        changes = self.run(operation, *args, **kwargs)
        if changes is None and not self.in_place:
            self.unsaved.append(lambda project: operation(project, *args, **kwargs))
        return changes

    def run_quietly(
        self, operation: Callable[Concatenate[Project, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run an operation whose outcome concerns nobody who shows something."""
        self.blockSignals(True)
        try:
            self.run(operation, *args, **kwargs)
        finally:
            self.blockSignals(False)

    def undo(self) -> Changes | None:
        """Take back the latest action."""
        return self.run(Project.undo)

    def redo(self) -> Changes | None:
        """Do the action again that was undone last."""
        return self.run(Project.redo)

    def follow(self) -> None:
        """Look for what another window or program has written."""
        if self._closed:
            return
        try:
            changes = self.project.external_changes()
        except ProjectMoved as error:
            self._follow.stop()
            self._lose_place(error)
            return
        except ClaimdeskError as error:
            self.failed.emit(str(error))
            return
        if changes is not None:
            self.changed.emit(changes)

    def _lose_place(self, error: ProjectMoved) -> None:
        """Report on every attempt that nothing is saved any more; signal once, so that the user can save elsewhere."""
        told, self.in_place, self.saved = not self.in_place, False, False
        self.failed.emit(str(error))
        if not told:
            self.moved.emit(str(error))

    def close(self) -> None:
        """Stop following, end what reads, and close the project. What comes later is dropped."""
        self._closed = True
        self._follow.stop()
        if "readers" in self.__dict__:
            self.readers.close()
        self.project.close()
