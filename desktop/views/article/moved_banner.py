"""The line above an article whose project file is gone from its place: it says so, and offers to save what is open."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.views.article.banner import Banner
from desktop.views.widgets.tool_button import ToolButton


class MovedBanner(Banner):
    """Stays until the project is closed."""

    save_wanted = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        self.save = ToolButton(_tr("Save as…"), _tr("Save your work in a new file and continue there"))
        super().__init__(_tr("Why nothing is saved"), self.save, sentence, parent)
        self.save.clicked.connect(self.save_wanted)


def _tr(words: str) -> str:
    return QCoreApplication.translate("MovedBanner", words)
