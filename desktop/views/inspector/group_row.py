"""The row of the inspector for a name group: shows its names, and lets them be joined or split."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.inspector.name_groups import Group
from desktop.views.widgets.accessible import named

MOST = 6  # different words that are listed


class GroupRow(QWidget):
    """Shows the full name and the mentions of the focused name's group."""

    join_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._mentions = Label(wordWrap=True), Label(wordWrap=True)
        for label in (self._name, self._mentions):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._mentions.setProperty("role", "muted")
        self._join = named(QPushButton(self.tr("Join with…")), self.tr("Join with another name"))
        self._split = named(QPushButton(self.tr("Split…")), self.tr("Split from other names"))
        self._join.clicked.connect(self.join_wanted)
        self._split.clicked.connect(self.split_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._join, self._split):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(5)
        layout.addWidget(self._name)
        layout.addWidget(self._mentions)
        layout.addLayout(buttons)
        self.hide()

    def show_group(self, group: Group | None) -> None:
        """Show a group, or nothing."""
        self.setVisible(group is not None)
        if group is None:
            return
        count = len(group.members)
        self._name.setText(
            self.tr("{}: one mention").format(group.name)
            if count == 1
            else self.tr("{}: {} mentions").format(group.name, count)
        )
        words = [f"“{words}”" + (f" ×{times}" if times > 1 else "") for words, times in group.words[:MOST]]
        self._mentions.setText(", ".join([*words, *["…"] * (len(group.words) > MOST)]))
        self._mentions.setVisible(count > 1 or group.words[0][0] != group.name)
        self._split.setEnabled(count > 1)
