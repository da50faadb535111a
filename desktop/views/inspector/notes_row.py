"""The row of notes in the inspector: available for every mark, whatever the scheme."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from annotations.model import FieldValue
from annotations.scheme import Field
from desktop.views.inspector.fields import Row, guideline
from desktop.views.widgets.chips import Chip


class NotesRow(Row):
    """A chip for each remark: `chosen` carries (name, value) of a flag, a text is asked to be written."""

    writing_wanted = Signal(str)  # field

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__(title, "", "")
        self._fields = list(fields)
        for field in fields:
            words = field.title if field.kind == "flag" else f"{field.title}…"
            chip = self._add_chip(Chip(words, field.key, "", field.colour), guideline(field))
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, field=field: self._on_clicked(field, on))

    def show_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show which remarks there are."""
        for chip, field in zip(self._chips, self._fields, strict=True):
            chip.setChecked(bool(values.get(field.name)))

    def _on_clicked(self, field: Field, on: bool) -> None:
        if field.kind == "flag":
            self.chosen.emit((field.name, on))
        else:
            self.writing_wanted.emit(field.name)
