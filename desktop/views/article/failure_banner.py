"""The banner above an article that no pipeline could read: it says why, and offers to try again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.plain import Label, tip
from desktop.views.widgets.accessible import named
from desktop.views.widgets.tool_button import ToolButton


class FailureBanner(QFrame):
    """Says why the article has no suggestions; goes away when it has some."""

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = named(Label(), self.tr("Why nothing is suggested"))
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setProperty("role", "warning")
        self._retry = ToolButton(self.tr("Try again"), self.tr("Highlight this article again"))
        self._retry.setProperty("flat", False)
        self._retry.clicked.connect(self.retry_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_reason(self, sentence: str, *, trying: bool = False, readonly: bool = False) -> None:
        """Show a sentence, or nothing when it is empty."""
        self._words.setText(sentence)
        self._words.setToolTip(tip(sentence))
        self._retry.setText(self.tr("Highlighting …") if trying else self.tr("Try again"))
        self._retry.setEnabled(not trying)
        self._retry.setVisible(not readonly)
        self.setVisible(bool(sentence))
