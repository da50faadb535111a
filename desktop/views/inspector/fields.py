"""The rows of the inspector: a label, a field or a link of the scheme with its choices as chips."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotations.model import FieldValue
from annotations.scheme import Field, LinkRole, Value
from desktop.plain import Label
from desktop.theme import Theme
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip, FlowLayout
from desktop.views.widgets.eliding_label import ElidingLabel

ABSENT = "–"
PART = "  ·  "
CARD_WIDTH = 320


def key_text(key: str) -> str:
    """A key as a small label shows it."""
    return key.replace("Shift+", "⇧")


def guideline(value: Value | Field | LinkRole) -> str:
    """One line of guideline: what it means, a clear example, and the borderline case."""
    parts = [f"{value.title}: {value.definition}", value.example, value.borderline]
    return PART.join(" ".join(part.split()) for part in parts if part)


def guideline_card(line: str) -> str:
    """The same as a card: rich text, one part below the other."""
    title, *rest = (escape(part) for part in line.split(PART))
    name, colon, meaning = title.partition(": ")
    parts = [f"<b>{name}</b>", meaning] if colon else [title]
    return f"<table width='{CARD_WIDTH}'><tr><td>{'<br>'.join([*parts, *rest])}</td></tr></table>"


class Row(QWidget):
    """A titled row. `chosen` carries what was picked, or none when the choice was taken back."""

    chosen = Signal(object)
    guided = Signal(str)
    left = Signal()  # a line to write in, by Enter or Esc

    def __init__(self, title: str, key: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead, self._chips = lead, list[Chip]()
        self._title = ElidingLabel(title)
        self._title.setProperty("role", "title")
        self._note = Label(self)  # shown before it stands in a layout, so without a parent it were a window
        self._note.setProperty("role", "key")
        self.show_keys(key)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addWidget(self._note)
        head.addStretch()
        self._head = head
        self._flow = FlowLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(head)
        layout.addLayout(self._flow)

    @property
    def lead(self) -> str:
        """What the row asks, in one line."""
        return self._lead

    def show_keys(self, key: str, of_chips: Sequence[str] = ()) -> None:
        """Show on which key the row is, and on which ones its choices are."""
        self._note.setText(key_text(key))
        self._note.setVisible(bool(key))
        for chip, one in zip(self._chips, of_chips, strict=False):
            chip.show_key(key_text(one))

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        for chip in self._chips:
            chip.set_theme(theme)

    def show_wanted(self, wanted: bool) -> None:
        """Say that the row still needs a choice."""
        if bool(self._title.property("wanted")) != wanted:
            self._title.setProperty("wanted", wanted)
            self._title.setProperty("role", "warning" if wanted else "title")
            self._title.style().polish(self._title)

    def _add_chip(self, chip: Chip, tip: str) -> Chip:
        chip.setToolTip(guideline_card(tip) if tip else "")
        chip.setAccessibleDescription(tip)
        chip.entered.connect(lambda: self.guided.emit(tip))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        return chip


class ChoiceRow(Row):
    """Labels, or the values of a field; one at a time. A flag is a single chip."""

    carried = Signal(bool)

    def __init__(self, title: str, key: str, lead: str, values: Sequence[Value]) -> None:
        super().__init__(title, key, lead)
        self._values = list(values)
        self._carry: QToolButton | None = None
        for value in values:
            chip = self._add_chip(Chip(value.title, key_text(value.key), value.glyph, value.colour), guideline(value))
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, name=value.name: self.chosen.emit(name if on else None))

    def offer_carrying(self) -> None:
        """Offer to carry the answer forward to new marks."""
        self._carry = named(QToolButton(), self.tr("Carry “{}” forward").format(self._title.text()))
        self._carry.setText("⇥")
        self._carry.setToolTip(self.tr("New marks start with your latest answer"))
        self._carry.setCheckable(True)
        self._carry.setProperty("flat", True)
        self._carry.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._carry.toggled.connect(self.carried)
        self._head.addWidget(self._carry)

    def show_carried(self, on: bool) -> None:
        """Show whether the answer is carried forward."""
        if self._carry:
            self._carry.blockSignals(True)
            self._carry.setChecked(on)
            self._carry.blockSignals(False)

    def show_value(self, value: FieldValue | None) -> None:
        """Show which value is set."""
        for chip, known in zip(self._chips, self._values, strict=True):
            chip.setChecked(known.name == value)


class FlagsRow(Row):
    """All flags of a layer side by side; `chosen` carries (name, value)."""

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__(title, "", "")
        self._fields = list(fields)
        for field in fields:
            chip = self._add_chip(Chip(field.title, key_text(field.key), "", field.colour), guideline(field))
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, name=field.name: self.chosen.emit((name, on)))

    def show_values(self, values: dict[str, FieldValue]) -> None:
        """Show which flags are set."""
        for chip, field in zip(self._chips, self._fields, strict=True):
            chip.setChecked(bool(values.get(field.name, field.default)))
