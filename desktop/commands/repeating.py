"""Repeating: repeats the last answer, copies answers from the previous claim, and carries answers forward."""

from PySide6.QtCore import QObject, Signal

from annotations.model import FieldValue
from annotations.operations.annotating import copy_answers
from annotations.scheme import remark_fields
from desktop.commands.marking import Marking
from desktop.commands.tagging import Tagging
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.settings import Settings


class Repeating(QObject):
    """Commands that save the user from answering the same question twice."""

    told = Signal(str)
    carrying = Signal(str)  # layer: other answers are carried forward there

    def __init__(
        self, session: Session, opened: OpenArticle, marking: Marking, tagging: Tagging, settings: Settings
    ) -> None:
        super().__init__(tagging)
        self._session, self._opened, self._tagging, self._settings = session, opened, tagging, settings
        self._scheme = session.project.scheme
        self._latest: tuple[str, str, FieldValue | None] | None = None
        self._values: dict[tuple[str, str], FieldValue | None] = {}
        tagging.answered.connect(self._on_answered)
        marking.carried = self.carried

    def carried(self, layer: str) -> dict[str, FieldValue]:
        """What new marks of a layer begin with: the latest answers to the questions that are carried forward."""
        found = {name: self._values.get((layer, name)) for name in self.carried_fields(layer)}
        return {name: value for name, value in found.items() if value is not None}

    def carried_fields(self, layer: str) -> set[str]:
        """The fields of a layer whose answers are carried forward."""
        prefix = f"{self._scheme.name}/{layer}/"
        return {name.removeprefix(prefix) for name in self._settings.carried if name.startswith(prefix)}

    def carry(self, layer: str, field: str, on: bool) -> None:
        """Carry the answers to a question forward from now on, or no longer."""
        name = f"{self._scheme.name}/{layer}/{field}"
        self._settings.carried = self._settings.carried | {name} if on else self._settings.carried - {name}
        focused = self._opened.focused
        if on and focused and focused.layer.name == layer:
            self._values[layer, field] = focused.annotation.fields.get(field)

    def carry_latest(self) -> None:
        """Carry the answers to the question that was answered last forward, or no longer."""
        if self._latest is None:
            self.told.emit(self.tr("There is no answer to carry forward. Answer a question first."))
            return
        layer, name, _ = self._latest
        on = name not in self.carried_fields(layer)
        self.carry(layer, name, on)
        self.carrying.emit(layer)
        field = self._scheme.layer(layer).field(name)
        title = field.title if field else name
        told = (
            self.tr("New marks start with your latest “{}”.") if on else self.tr("“{}” is no longer carried forward.")
        )
        self.told.emit(told.format(title))

    def repeat(self) -> None:
        """Give the focused mark the answer that was given last."""
        focused = self._opened.focused
        if self._latest is None:
            self.told.emit(self.tr("There is no answer to repeat. Answer a question first."))
        elif focused is None or focused.layer.name != self._latest[0]:
            title = self._scheme.layer(self._latest[0]).title
            self.told.emit(self.tr("Your last answer was for “{}”. Select one of those marks first.").format(title))
        else:
            self._tagging.set_field(*self._latest)

    def copy_from_before(self) -> None:
        """Give the focused claim the answers of the one before it."""
        bars = [mark for mark in self._opened.marks if mark.layer.style == "bar" and not mark.suggested]
        focused = self._opened.focused
        index = bars.index(focused) if focused in bars else -1
        if focused is None or index < 0:
            self.told.emit(self.tr("Select one of your claims first."))
        elif index == 0:
            self.told.emit(self.tr("You have no claim before this one."))
        else:
            self._session.run(copy_answers, bars[index - 1].id, focused.id)

    def _on_answered(self, layer: str, field: str, value: FieldValue | None) -> None:
        if field in [remark.name for remark in remark_fields(self._scheme.layer(layer))]:
            return  # what is remarked of one mark holds of no other
        self._latest = layer, field, value
        self._values[layer, field] = value
