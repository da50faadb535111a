"""A form built from one layer of the scheme: links, labels, choices, flags, text."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.model import Annotation
from annotations.scheme import REMARKS, Field, Layer, remark_fields
from desktop.keys import Binding
from desktop.theme import Theme
from desktop.views.inspector.fields import ChoiceRow, FlagsRow, Row
from desktop.views.inspector.link_row import LinkRow
from desktop.views.inspector.notes_row import NotesRow
from desktop.views.inspector.text_row import TextRow


class LayerForm(QWidget):
    """Shows an annotation of one layer and tells what is chosen for it."""

    label_chosen = Signal(str)
    field_chosen = Signal(str, object)  # field, value or none
    link_chosen = Signal(str, object)  # role, Link or none
    link_wanted = Signal(str)  # role
    guided = Signal(str)
    carried = Signal(str, bool)  # field, whether its answers are carried forward
    left = Signal()  # a line to write in, by Enter or Esc

    def __init__(self, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(15)
        self._labels: ChoiceRow | None = None
        self._links: dict[str, LinkRow] = {}
        self._choices: dict[str, ChoiceRow] = {}
        self._texts: dict[str, TextRow] = {}
        self._flags: FlagsRow | None = None
        self._remarks: NotesRow | None = None
        self._remark_fields = remark_fields(layer)
        self._add_links(layer)
        self._add_labels(layer)
        self._add_fields(layer)

    def show_annotation(self, annotation: Annotation | None, wanted: Mapping[str, bool]) -> None:
        """Show the values of an annotation; `wanted` names what still needs a choice."""
        fields = dict(annotation.fields) if annotation else {}
        for name, row in self._choices.items():
            row.show_value(fields.get(name))
        for name, line in self._texts.items():
            line.show_value(fields.get(name))
        if self._flags:
            self._flags.show_values(fields)
        if self._remarks:
            self._remarks.show_values(fields)
        if self._labels:
            self._labels.show_value(annotation.label if annotation else None)
        for name, link in self._links.items():
            link.show_link(annotation.links.get(name) if annotation else None)
            link.ask_words(False)
        for name, any_row in self._rows().items():
            any_row.show_wanted(wanted.get(name, False))

    def show_carried(self, fields: Collection[str]) -> None:
        """Show which questions have their answers carried forward."""
        for name, row in self._choices.items():
            row.show_carried(name in fields)

    def show_keys(self, bindings: Iterable[Binding]) -> None:
        """Show the keys in effect; those of other layers are passed over."""
        keys = {one[1:5]: one.key for one in bindings}
        layer = self._layer
        for name, link in self._links.items():
            link.show_keys(keys.get(("link", layer.name, name, ""), ""))
        if self._labels:
            self._labels.show_keys("", [keys.get(("label", layer.name, one.name, ""), "") for one in layer.labels])
        for row, fields in ((self._flags, self._own_flags()), (self._remarks, self._remark_chips())):
            if row:
                row.show_keys("", [keys.get(("field", layer.name, one.name, ""), "") for one in fields])
        for field in layer.fields:
            if field.kind == "choice":
                of_values = [keys.get(("field", layer.name, field.name, one.name), "") for one in field.values]
                self._choices[field.name].show_keys("", of_values)
            elif field.kind == "text":
                self._texts[field.name].show_keys(keys.get(("field", layer.name, field.name, ""), ""))

    def row_of(self, field: str) -> QWidget | None:
        """Where a field is answered."""
        flags = self._flags if field in (one.name for one in self._own_flags()) else self._remarks
        return self._choices.get(field) or self._texts.get(field) or flags

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        for row in (*self._rows().values(), *filter(None, (self._labels, self._flags, self._remarks))):
            row.set_theme(theme)

    def lead(self, name: str) -> str:
        """What a field or link asks, in one line."""
        row = self._rows().get(name)
        return row.lead if row else ""

    def start_writing(self, name: str) -> None:
        """Put the keyboard into the line of a text field, or of a link's words."""
        line = self._texts.get(name) or self._links.get(name)
        if line:
            line.start_writing()

    def propose_words(self, role: str, words: Sequence[str]) -> None:
        """Offer to complete what is written for a link."""
        self._links[role].propose_words(words)

    def ask_words(self, role: str, asking: bool) -> None:
        """Offer a line for free words while a link is being picked."""
        self._links[role].ask_words(asking)

    def _rows(self) -> dict[str, Row]:
        return {**self._links, **self._choices, **self._texts}

    def _add_links(self, layer: Layer) -> None:
        for role in layer.links:
            row = self._links[role.name] = LinkRow(role)
            row.chosen.connect(lambda link, name=role.name: self.link_chosen.emit(name, link))
            row.pick_wanted.connect(lambda name=role.name: self.link_wanted.emit(name))
            self._add(row)

    def _add_labels(self, layer: Layer) -> None:
        if layer.labels:
            self._labels = ChoiceRow(self.tr("Label"), "", layer.definition, layer.labels)
            self._labels.chosen.connect(self._on_label)
            self._add(self._labels)

    def _add_fields(self, layer: Layer) -> None:
        for field in layer.fields:
            if field.kind == "flag":
                continue
            if field.kind == "choice":
                row = self._choices[field.name] = ChoiceRow(
                    field.title, "", " ".join(field.definition.split()), field.values
                )
                if layer.kind == "span" and not field.prefill:
                    row.offer_carrying()
                    row.carried.connect(lambda on, name=field.name: self.carried.emit(name, on))
            else:
                folded = field in self._remark_fields
                row = self._texts[field.name] = TextRow(field, folded=folded)  # type: ignore[assignment]
            row.chosen.connect(lambda value, name=field.name: self.field_chosen.emit(name, value))
            if field not in self._remark_fields:
                self._add(row)
        flags = self._own_flags()
        if flags:
            self._flags = FlagsRow(self.tr("Flags"), flags)
            self._flags.chosen.connect(lambda pair: self.field_chosen.emit(*pair))
            self._add(self._flags)
        self._add_remarks()

    def _add_remarks(self) -> None:
        if self._remark_chips():
            self._remarks = NotesRow(self.tr("Remarks"), self._remark_chips())
            self._remarks.chosen.connect(lambda pair: self.field_chosen.emit(*pair))
            self._remarks.writing_wanted.connect(self.start_writing)
            self._add(self._remarks)
        for field in self._remark_fields:
            if field.name in self._texts:
                self._add(self._texts[field.name])

    def _own_flags(self) -> list[Field]:
        return [field for field in self._layer.fields if field.kind == "flag" and field not in self._remark_fields]

    def _remark_chips(self) -> list[Field]:
        """The remarks that can be made by hand; others are asked for when it is their time, and shown."""
        return [field for field in self._remark_fields if field.name in REMARKS]

    def _on_label(self, name: str | None) -> None:
        if name:
            self.label_chosen.emit(name)

    def _add(self, row: Row) -> None:
        row.guided.connect(self.guided)
        row.left.connect(self.left)
        self._layout.addWidget(row)
