"""Remarking: all remarks of the annotator in a list, to go to."""

from PySide6.QtCore import QObject

from annotations.annotators import annotators
from annotations.remarks import Remarked, questions, remarks
from annotations.scheme import BOOKMARK, NOTE, QUESTION, UNSURE
from desktop.commands.places import Places
from desktop.session import Session
from desktop.theme import LIGHT, Theme
from desktop.views.reader import Reader
from desktop.views.remarks import RemarkLine, RemarksDialog


class Remarking(QObject):
    """Opens the list of remarks."""

    def __init__(self, session: Session, reader: Reader, places: Places) -> None:
        super().__init__(places)
        self._session, self._reader, self._places = session, reader, places
        self.theme: Theme = LIGHT

    def open(self) -> None:
        """Show all remarks, and go to the one that is chosen."""
        kinds = {
            UNSURE: self.tr("Unsure"), NOTE: self.tr("Note"), QUESTION: self.tr("Question"),
            BOOKMARK: self.tr("Bookmark"),
        }  # fmt: skip
        project = self._session.project
        found = remarks(project) if project.annotator else []
        if project.annotator and project.annotator.kind == "gold":
            found += questions(project)
        names = {a.id: a.name for a in annotators(project) if a != project.annotator}
        lines = [
            RemarkLine(one.name, _said(one, names.get(one.mark.annotator, "")), one.mark.quote, one.title)
            for one in found
        ]
        dialog = RemarksDialog(lines, kinds, self.theme, self._reader.window())
        chosen: list[int] = []
        dialog.chosen.connect(chosen.append)
        dialog.exec()
        dialog.deleteLater()
        for one in (found[number] for number in chosen):
            self._places.go_to(one.article, None if one.mark.start is None else one.mark.id)


def _said(one: Remarked, who: str) -> str:
    words = one.value if isinstance(one.value, str) else ""
    return f"{who}: {words}" if who else words
