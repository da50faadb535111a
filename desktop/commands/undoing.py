"""Undo and redo, and go to where the action was."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from annotations.changes import Changes, Op
from desktop.commands.navigation import Navigation
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.session import Session


class Undoing(QObject):
    """Commands on the undo list."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, queue: QueueModel, places: Navigation) -> None:
        super().__init__(places)
        self._session, self._opened, self._queue, self._places = session, opened, queue, places

    def undo(self) -> None:
        """Take back the latest action, and go where it was."""
        with _patience():
            changes = self._session.undo()
        self._go_where(changes)

    def redo(self) -> None:
        """Do the action again that was undone last, and go where it is."""
        with _patience():
            changes = self._session.redo()
        self._go_where(changes)

    def _go_where(self, changes: Changes | None) -> None:
        if changes is None:
            return
        here = self._opened.article
        if here is None or here.id not in changes.articles:
            there = next((article for article in sorted(changes.articles) if self._queue.index_of(article) >= 0), None)
            if there:
                self._places.remember()
                self._opened.open(there)
        touched = [mark.id for mark in self._opened.marks if any(mark.id in ids for ids in changes.touched.values())]
        if touched:
            self._opened.focus(touched[0])
        done = self.tr("Undone") if changes.op is Op.UNDO else self.tr("Redone")
        effects = changes.effects
        marks = len(changes.added) + effects.removed + effects.withdrawn + effects.changed
        many = self.tr("({:,} marks)").format(marks) if marks > 1 else ""
        self.told.emit(f"{done}: {changes.detail} {many}".strip())


@contextmanager
def _patience() -> Iterator[None]:
    """Show that it may take a moment: what marked thousands of words is undone at once, too."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
