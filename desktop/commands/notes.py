"""Notes: lists all notes of the annotator, and goes to the chosen one."""

from PySide6.QtCore import QObject

from annotations.operations.annotators import annotators
from annotations.operations.notes import NoteEntry, notes, questions
from annotations.scheme import BOOKMARK, NOTE, QUESTION, UNSURE
from desktop.commands.navigation import Navigation
from desktop.session import Session
from desktop.theme import LIGHT, Theme
from desktop.views.article.reader import Reader
from desktop.views.dialogs.notes import NoteLine, NotesDialog


class Notes(QObject):
    """Opens the list of notes."""

    def __init__(self, session: Session, reader: Reader, places: Navigation) -> None:
        super().__init__(places)
        self._session, self._reader, self._places = session, reader, places
        self.theme: Theme = LIGHT

    def open(self) -> None:
        """Show all notes, and go to the chosen one."""
        kinds = {
            UNSURE: self.tr("Unsure"), NOTE: self.tr("Note"), QUESTION: self.tr("Question"),
            BOOKMARK: self.tr("Bookmark"),
        }  # fmt: skip
        project = self._session.project
        found = notes(project) if project.annotator else []
        if project.annotator and project.annotator.kind == "gold":
            found += questions(project)
        names = {a.id: a.name for a in annotators(project) if a != project.annotator}
        lines = [
            NoteLine(one.name, _said(one, names.get(one.mark.annotator, "")), one.mark.quote, one.title)
            for one in found
        ]
        dialog = NotesDialog(lines, kinds, self.theme, self._reader.window())
        chosen: list[int] = []
        dialog.chosen.connect(chosen.append)
        dialog.exec()
        dialog.deleteLater()
        for one in (found[number] for number in chosen):
            self._places.go_to(one.article, None if one.mark.start is None else one.mark.id)


def _said(one: NoteEntry, who: str) -> str:
    words = one.value if isinstance(one.value, str) else ""
    return f"{who}: {words}" if who else words
