"""The thresholds from which agreement is called tentative or reliable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from annotations.agreement.study_input import AS_USUAL
from desktop.plain import Label
from desktop.views.widgets.accessible import named


class Thresholds(QWidget):
    """Two numbers from 0 to 1, emitted in ascending order when one of them changes."""

    changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = (self._box(self.tr("Tentative from")), self._box(self.tr("Reliable from")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for glyph, box in zip("~✓", self._boxes, strict=True):
            label = Label(glyph)
            label.setProperty("role", "muted")
            layout.addWidget(label)
            layout.addWidget(box)
        self._told = (AS_USUAL.tentative, AS_USUAL.reliable)
        self.show_values(*self._told)

    def show_values(self, tentative: float, reliable: float) -> None:
        """Show other thresholds without emitting them."""
        self._told = (tentative, reliable)
        for box, value in zip(self._boxes, self._told, strict=True):
            box.setValue(value)

    @property
    def values(self) -> tuple[float, float]:
        """The thresholds, the lower one first."""
        one, other = sorted(box.value() for box in self._boxes)
        return one, other

    def _box(self, name: str) -> QDoubleSpinBox:
        made = named(QDoubleSpinBox(), name)
        made.setToolTip(name)
        made.setRange(0.0, 1.0)
        made.setDecimals(3)
        made.setSingleStep(0.05)
        made.setFixedWidth(88)
        made.editingFinished.connect(self._on_edited)
        return made

    def _on_edited(self) -> None:
        if self.values != self._told:
            self._told = self.values
            self.changed.emit(*self.values)
