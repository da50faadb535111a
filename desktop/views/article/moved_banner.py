"""The line above an article whose project file is gone from its place: it says so, and offers to save what is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named
from desktop.views.widgets.tool_button import ToolButton


class MovedBanner(QFrame):
    """Stays until the project is closed."""

    save_wanted = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        words = named(Label(sentence, wordWrap=True), self.tr("Why nothing is saved"))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setProperty("role", "warning")
        self.save = ToolButton(self.tr("Save as…"), self.tr("Save your work in a new file and continue there"))
        self.save.setProperty("flat", False)
        self.save.clicked.connect(self.save_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(words, 1)
        layout.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
