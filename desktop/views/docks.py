"""The article in the middle, with dockable panes around it."""

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QToolButton, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named

SIDES = Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
VERSION = 1  # of the state that is kept: another one is not restored


class Docks(QMainWindow):
    """Holds panes by name. What the user makes of them can be kept as bytes."""

    def __init__(self, centre: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("stage")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(centre, 1)
        self.setCentralWidget(middle)
        self._panes: dict[str, Pane] = {}

    def add(
        self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea, size: int, *, shown: bool = True
    ) -> "Pane":
        """Put something beside the article; `size` is its first width, or its height above or below."""
        pane = self._panes[name] = Pane(name, title, content, self)
        self.addDockWidget(area, pane)
        pane.setVisible(shown)
        way = Qt.Orientation.Horizontal if area & SIDES else Qt.Orientation.Vertical
        self.resizeDocks([pane], [size], way)
        return pane

    def put_above(self, line: QWidget) -> None:
        """Put a line over the article."""
        self._middle.insertWidget(0, line)

    def pane(self, name: str) -> "Pane":
        """The pane of this name."""
        return self._panes[name]

    def toggle(self, name: str) -> None:
        """Show a pane, or hide it."""
        pane = self._panes[name]
        pane.setVisible(pane.isHidden())
        beside = bool(self.dockWidgetArea(pane) & SIDES)
        if pane.isVisible() and beside and pane.height() < self.height() // 3:
            self.resizeDocks([pane], [self.height() // 2], Qt.Orientation.Vertical)

    def state(self) -> QByteArray:
        """Where the panes are, how large, and which are hidden."""
        return self.saveState(VERSION)

    def restore(self, state: QByteArray | None) -> None:
        """Put the panes where they were; a state that does not fit is passed over."""
        if state is not None:
            self.restoreState(state, VERSION)


class Pane(QDockWidget):
    """Something beside the article, under a quiet title by which it can be moved."""

    def __init__(self, name: str, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setTitleBarWidget(_Title(self))
        self.setWidget(content)


class _Title(QWidget):
    """The name of a pane; a cross that hides it is there while the pointer is."""

    def __init__(self, pane: QDockWidget) -> None:
        super().__init__(pane)
        words = Label(pane.windowTitle())
        words.setProperty("role", "pane")
        self._cross = named(QToolButton(), self.tr("Hide {}").format(pane.windowTitle()))
        self._cross.setText("✕")
        self._cross.setToolTip(self._cross.accessibleName())
        self._cross.setProperty("flat", True)
        self._cross.setProperty("small", True)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(pane.close)
        room = self._cross.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._cross.setSizePolicy(room)
        self._cross.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 0)
        layout.addWidget(words)
        layout.addStretch()
        layout.addWidget(self._cross)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the cross."""
        super().enterEvent(event)
        self._cross.show()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cross away."""
        super().leaveEvent(event)
        self._cross.hide()
