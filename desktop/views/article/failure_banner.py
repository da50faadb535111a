"""The banner above an article that no pipeline could read: it says why, and offers to try again."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.plain import tip
from desktop.views.article.banner import Banner
from desktop.views.widgets.tool_button import ToolButton


class FailureBanner(Banner):
    """Says why the article has no suggestions; goes away when it has some."""

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._retry = ToolButton(_tr("Try again"), _tr("Highlight this article again"))
        super().__init__(_tr("Why nothing is suggested"), self._retry, parent=parent)
        self._retry.clicked.connect(self.retry_wanted)

    def show_reason(self, sentence: str, *, trying: bool = False, readonly: bool = False) -> None:
        """Show a sentence, or nothing when it is empty."""
        self.words.setText(sentence)
        self.words.setToolTip(tip(sentence))
        self._retry.setText(_tr("Highlighting …") if trying else _tr("Try again"))
        self._retry.setEnabled(not trying)
        self._retry.setVisible(not readonly)
        self.setVisible(bool(sentence))


def _tr(words: str) -> str:
    return QCoreApplication.translate("FailureBanner", words)
