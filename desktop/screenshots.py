"""Screenshots rendered by the window itself: for machines without a display, and for the README."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from annotations.operations.annotators import act_as
from annotations.project import open_project
from annotations.sample import ANNOTATOR
from desktop.app import make_application
from desktop.settings import Settings
from desktop.window import Window

SETTLE_MILLISECONDS = 250


def picture_of_window(
    project: Path, out: Path, theme: str = "light", size: tuple[int, int] = (1280, 800), claim: int = 2
) -> None:
    """Draw the window on a project, a claim focused, and save it as PNG. `size` is in pixels."""
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        make_application()
    opened = open_project(project)
    act_as(opened, ANNOTATOR)
    window = Window(Settings.of_nobody(theme))
    window.resize(*size)
    window.show_project(opened)
    window.show()
    if window.workspace:
        for _ in range(claim):
            window.workspace.commands.marking.go_to_bar(1)
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MILLISECONDS, loop.quit)
    loop.exec()
    window.grab().save(str(out))
    window.close()
