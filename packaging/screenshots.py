"""Make the README's pictures anew: a journey through the real window on the sample project, by keys.

Run by `make screenshots`. Needs no display. Names of pictures given as arguments make only those.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.cli import main as command_line
from annotations.sample import ANNOTATOR, make_sample
from desktop.app import make_application
from desktop.settings import Settings
from desktop.window import Window
from desktop.workspace import Workspace

OUT = Path(__file__).parent / "screenshots"
SETTLE_MILLISECONDS = 300
LARGEST = 400_000  # bytes of a picture
NORMAL, LARGE = (1280, 800), (1920, 1080)


class Journey:
    """A window in which keys are pressed and of which pictures are taken."""

    def __init__(self, project: Path, theme: str, size: tuple[int, int]) -> None:
        settings = Settings.of_nobody(theme)
        settings.annotator = ANNOTATOR
        self.window, self._project = Window(settings), project
        self.window.resize(*size)
        self.window.show_welcome()
        self.window.show()

    @property
    def page(self) -> Workspace:
        """The page of the open project."""
        assert self.window.workspace
        return self.window.workspace

    def open(self, article: int = 1) -> None:
        """Open the project at one of its articles, counted from 1."""
        self.window.projects.open_file(self._project)
        row = self.page.queue.row(article - 1)
        self.page.open(row and row.article)
        self.settle()

    def press(self, keys: str) -> None:
        """Press the keys of a string like "Space A 2", where the keyboard is."""
        for name in keys.split():
            chord = QKeySequence(name)[0]
            QTest.keyClick(QApplication.focusWidget() or self.window, chord.key(), chord.keyboardModifiers())
        self.settle()

    def write(self, words: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget(), words)
        self.settle()

    def go_to_own_claim(self, number: int) -> None:
        """Go to one of the annotator's own claims, counted from 1."""
        own = 0
        while own < number:
            self.press("J")
            focused = self.page.opened.focused
            own += bool(focused and not focused.suggested)

    def switch_off(self, layer: str) -> None:
        """Throw the switch of a layer."""
        menu = self.window.viewing.layers_menu
        next(action for action in menu.actions() if action.objectName() == layer).trigger()

    def wait_for_figures(self) -> None:
        """Wait until agreement is computed."""
        agreeing = self.window.pages and self.window.pages.agreeing
        while agreeing and agreeing.busy:
            self.settle()

    def settle(self) -> None:
        """Let the window do what it has begun."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MILLISECONDS, loop.quit)
        loop.exec()

    def picture(self, name: str) -> None:
        """Take a picture, and leave."""
        self.window.activateWindow()
        self.settle()
        out = OUT / f"{name}.png"
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        if not image.save(str(out), quality=0):  # the smallest file; PNG loses nothing
            raise RuntimeError(f"{out} could not be written.")
        if out.stat().st_size > LARGEST:
            raise RuntimeError(f"{out} is larger than {LARGEST:,} bytes.")
        self.window.close()


def window_light(project: Path) -> None:
    """A claim has the focus; its speaker and target are framed."""
    journey = Journey(project, "light", NORMAL)
    journey.open(7)
    journey.go_to_own_claim(2)
    journey.picture("window-light")


def window_dark(project: Path) -> None:
    """The same on a large screen in the dark, the queue as a table."""
    journey = Journey(project, "dark", LARGE)
    journey.open(2)
    journey.switch_off("suggested")
    journey.page.queue_view.columns_chosen.emit(["source", "published", "marks", "table"])
    journey.go_to_own_claim(4)
    journey.picture("window-dark")


def search(project: Path) -> None:
    """Hits of a search in their context, and marked in the article."""
    journey = Journey(project, "light", NORMAL)
    journey.open()
    journey.switch_off("suggested")
    journey.press("Ctrl+Shift+F")
    journey.write("minister")
    journey.press("Return F3 F3")
    journey.picture("search")


def guidelines(project: Path) -> None:
    """The guidelines of the claim that has the focus, in high contrast."""
    journey = Journey(project, "contrast", NORMAL)
    journey.open(4)
    journey.switch_off("suggested")
    journey.go_to_own_claim(1)
    journey.press("F1")
    journey.picture("guidelines")


def welcome(project: Path) -> None:
    """The page of an empty window, before any project was opened."""
    Journey(project, "light", NORMAL).picture("welcome")


def agreement(project: Path) -> None:
    """What lies behind one question: figures, labels, pairs, confusions, and every disagreement."""
    journey = Journey(project, "light", NORMAL)
    journey.open()
    journey.press("Ctrl+G")
    journey.wait_for_figures()
    journey.press(" ".join(["Down"] * 5) + " Return")
    journey.wait_for_figures()
    journey.picture("agreement")


def compare(project: Path) -> None:
    """Two readings of one article, what differs loud."""
    journey = Journey(project, "dark", NORMAL)
    journey.open()
    journey.press("Ctrl+G")
    journey.wait_for_figures()
    journey.press(" ".join(["Down"] * 5) + " Return")
    journey.wait_for_figures()
    journey.press("Down Return")
    journey.picture("compare")


PICTURES: tuple[Callable[[Path], None], ...] = (
    window_light,
    window_dark,
    search,
    guidelines,
    agreement,
    compare,
    welcome,
)


def main() -> None:
    """Make every picture, or those that are named."""
    OUT.mkdir(exist_ok=True)
    make_application()
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        make_sample(Path(folder)).close()
        project = Path(folder) / "sample.claimdesk"
        command_line(["highlight", str(project)])
        for picture in PICTURES:
            if not wanted or picture.__name__.replace("_", "-") in wanted:
                picture(project)
        with suppress(RuntimeError):
            QApplication.closeAllWindows()


if __name__ == "__main__":
    main()
