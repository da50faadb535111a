"""Progress: how many articles are done, who is annotating, and whether everything is saved."""

from PySide6.QtCore import QObject

from annotations.changes import Changes, Kind
from annotations.operations.queue import queue_counts
from desktop.session import Session
from desktop.views.header import Header


class Progress(QObject):
    """Keeps the header up to date."""

    def __init__(self, session: Session, header: Header, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._header = session, header
        self._articles: int | None = None  # how many there are; counting them takes long in large projects
        session.changed.connect(self._on_changed)
        session.failed.connect(lambda _: self.show_state())
        session.moved.connect(lambda _: self.show_state())
        self.show_counts()
        self.show_state()

    def show_counts(self) -> None:
        """Show the progress of the current annotator."""
        counts = queue_counts(self._session.project, self._articles)
        self._articles = counts.articles
        self._header.show_progress(counts.done, counts.articles, counts.incomplete)

    def show_state(self) -> None:
        """Show who annotates and whether everything is saved."""
        project, header = self._session.project, self._header
        header.show_annotator(project.annotator.name if project.annotator else self.tr("Nobody"))
        if not project.still_in_place():
            header.show_saved(
                self.tr("Not saved"), self.tr("The file was moved, deleted or replaced. Save your work as a new file.")
            )
        elif project.readonly:
            header.show_saved(self.tr("Read-only"), self.tr("You can read this project here but not change it."))
        elif self._session.saved:
            header.show_saved(self.tr("Saved ✓"), str(project.path))
        else:
            header.show_saved(self.tr("Not saved"), self.tr("Your last change could not be saved. Try it again."))

    def _on_changed(self, changes: Changes) -> None:
        if Kind.ARTICLE in changes.touched:
            self._articles = None
        if {Kind.ARTICLE, Kind.PROGRESS, Kind.ANNOTATOR} & changes.touched.keys():
            self.show_counts()
        self.show_state()
