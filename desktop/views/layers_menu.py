"""The menu of layers: it stays open while layers are switched on and off."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotations.scheme import Scheme
from desktop.plain import titled


class LayersMenu(QMenu):
    """One switch for each layer of spans, and for what a mark can be whatever its layer."""

    switched = Signal(str, bool)  # layer, whether it is drawn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Layers"))
        self.setAccessibleName(self.tr("Layers"))

    def show_layers(self, scheme: Scheme, hidden: frozenset[str]) -> None:
        """Show the layers of a scheme, and which of them are drawn."""
        self.clear()
        for layer in scheme.layers:
            if layer.kind == "span" and layer.style != "none":
                self._add(layer.name, layer.title, hidden)
        self.addSeparator()
        for name, title in (
            ("suggested", self.tr("Suggestions")),
            ("rejected", self.tr("Rejected suggestions")),
            ("gold", self.tr("Adjudicated reading")),
            ("tags", self.tr("Labels next to names")),
        ):
            self._add(name, title, hidden)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Throw a switch without closing the menu."""
        if not self._throw(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Throw a switch with the space bar without closing the menu."""
        if event.text() != " " or not self._throw(self.activeAction()):
            super().keyPressEvent(event)

    def _add(self, name: str, title: str, hidden: frozenset[str]) -> None:
        action = titled(self.addAction(""), title)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(name not in hidden)
        action.toggled.connect(lambda on: self.switched.emit(name, on))

    def _throw(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.toggle()
        return True
