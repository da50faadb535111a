"""The welcome page of an empty window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations.resources import resource
from desktop.keymap import ShownKey
from desktop.plain import Label, tip
from desktop.theme import Theme
from desktop.views.widgets.tile import Tile

WIDTH = 660
SHOWN = 5
ICON = 52


class Welcome(QWidget):
    """Offers the sample project, a new one, an existing one, and those opened last; takes dropped articles."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    project_chosen = Signal(str)

    def __init__(self, recent: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Welcome"))
        body = QWidget()
        body.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 24, 0, 24)
        self._column.setSpacing(10)
        self._head()
        self._column.addSpacing(20)
        self._ways()
        self._recent(recent[:SHOWN])
        self._column.addSpacing(16)
        self._foot = _muted("")
        self._column.addWidget(self._foot)
        self.show_keys(lambda _: "")
        layout = QHBoxLayout(self)
        layout.addWidget(body, alignment=Qt.AlignmentFlag.AlignCenter)

    def show_keys(self, key: ShownKey) -> None:
        """Name the key that finds any command."""
        drop = self.tr("Or drop articles onto this window: text files, JSONL, whole folders.")
        palette = key("palette")
        self._foot.setText(" ".join((drop, self.tr("{} finds any command.").format(palette))) if palette else drop)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        for tile in self.findChildren(Tile):
            tile.set_theme(theme)

    def _head(self) -> None:
        icon = Label()
        icon.setPixmap(QIcon(str(resource("icons", "claimdesk.svg"))).pixmap(QSize(ICON, ICON)))
        title = Label(self.tr("Claimdesk"))
        title.setProperty("role", "welcome")
        words = _muted(self.tr("Who says what about whom, where they stand, and what backs it up."))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        texts.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(icon)
        row.addLayout(texts, 1)
        self._column.addLayout(row)

    def _ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for title, words, signal, primary in (
            (self.tr("Try the sample"), self.tr("Eight articles, half finished"), self.sample_wanted, True),
            (self.tr("New project…"), self.tr("For your own articles"), self.new_wanted, False),
            (self.tr("Open project…"), self.tr("A .claimdesk file"), self.open_wanted, False),
        ):
            tile = Tile(title, words, primary=primary)
            tile.clicked.connect(signal)
            row.addWidget(tile)
        self._column.addLayout(row)

    def _recent(self, recent: Sequence[Path]) -> None:
        if not recent:
            return
        self._column.addSpacing(16)
        self._column.addWidget(_muted(self.tr("Recent projects")))
        for path in recent:
            tile = Tile(path.name, str(path.parent))
            tile.setToolTip(tip(str(path)))
            tile.clicked.connect(lambda _=False, path=path: self.project_chosen.emit(str(path)))
            self._column.addWidget(tile)


def _muted(words: str) -> Label:
    label = Label(words)
    label.setProperty("role", "muted")
    return label
