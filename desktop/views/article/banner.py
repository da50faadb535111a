"""A banner above an article: a sentence that warns, and one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named
from desktop.views.widgets.tool_button import ToolButton


class Banner(QFrame):
    """Shows a warning that wraps, with a button on the right; `name` tells screen readers what the warning is about."""

    def __init__(self, name: str, button: ToolButton, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = named(Label(sentence, wordWrap=True), name)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setProperty("role", "warning")
        button.setProperty("flat", False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(self.words, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
