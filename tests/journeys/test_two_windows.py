"""Two windows, each a program of its own, on one project: with dialogs open in its folder, nothing is lost.

A window that lost its locks would not notice that another program takes it for closed: what it saves then is gone.
CLAIMDESK_KILL_ROUNDS=50 goes on for longer, and QT_QPA_PLATFORM=xcb shows the windows.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotations.model import Article, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.project import create_project, open_project
from annotations.scheme import load_scheme

ROUNDS = int(os.environ.get("CLAIMDESK_KILL_ROUNDS", "2"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")]

WINDOW = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotations.operations.annotating import annotations_of
from desktop.app import make_application
from desktop.settings import Settings
from desktop.window import Window

path, who = Path(sys.argv[1]), sys.argv[2]
app = make_application()
settings = Settings(QSettings(str(path.with_name(who + ".ini")), QSettings.Format.IniFormat))
settings.annotator = who
settings.highlight_opened = settings.offer_names = False
visited = QSettings(QSettings.Scope.UserScope, "QtProject")  # so that dialogs begin in the project's folder
visited.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(path.parent)).toString())
visited.sync()
window = Window(settings)
window.projects.open_file(path)
window.show()
window.complete()

def say(words):
    print(words, flush=True)

def tag(start):
    desk = window.workspace
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    desk.reader.setFocus()
    desk.reader.select(int(start), int(start) + 7)
    before = {mark.id for mark in annotations_of(desk.session.project, desk.opened.article.id)}
    QTest.keyClick(desk.reader, Qt.Key.Key_Space)
    marks = annotations_of(desk.session.project, desk.opened.article.id)
    new = [mark.id for mark in marks if mark.id not in before]
    saved = any(label.text() == "Saved ✓" for label in desk.header.findChildren(QObject) if hasattr(label, "text"))
    say("made " + " ".join(new) if new and saved else "lost " + desk.notice.text())

def dialog(action):
    def leave():
        app.activeModalWidget().close()
        QTimer.singleShot(0, lambda: say("left " + action))
    QTimer.singleShot(900, leave)  # the folder has been listed by then
    window.actions_by_name[action].trigger()

def quit_(_):
    window.close()
    say("closed")
    app.quit()

class Ears(QObject):
    heard = Signal(str)

def listen():
    for line in sys.stdin:
        ears.heard.emit(line.strip())

def do(line):
    command, _, rest = line.partition(" ")
    {"tag": tag, "dialog": dialog, "quit": quit_}[command](rest)

ears = Ears()
ears.heard.connect(do)
threading.Thread(target=listen, daemon=True).start()
QTimer.singleShot(0, lambda: say("open"))
app.exec()
"""


class Analyst:
    """Somebody at a window of a program of their own."""

    def __init__(self, path: Path, who: str) -> None:
        command = [sys.executable, "-c", WINDOW, str(path), who]
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.kept: list[str] = []
        self._answer("open")

    def tag(self, start: int) -> None:
        """Mark a word, and note what the window says is saved."""
        self.kept += self.do(f"tag {start}", "made ").split()[1:]

    def look_at_files(self, action: str) -> None:
        self.do(f"dialog {action}", "left ")

    def do(self, command: str, answer: str) -> str:
        assert self.program.stdin is not None
        self.program.stdin.write(command + "\n")
        self.program.stdin.flush()
        return self._answer(answer)

    def kill(self) -> None:
        self.program.send_signal(signal.SIGKILL)
        self.program.wait()

    def close(self) -> None:
        self.do("quit", "closed")
        self.program.wait(30)

    def _answer(self, start: str) -> str:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            if line.startswith(start):
                return line
            assert not line.startswith("lost"), line
        raise AssertionError(f"the window ended before it said {start!r}")


@contextmanager
def at_work(path: Path) -> Iterator[tuple[Analyst, Analyst]]:
    both: list[Analyst] = []
    try:
        both += [Analyst(path, "Ana"), Analyst(path, "Ben")]
        yield both[0], both[1]
    finally:
        for one in both:
            one.program.kill()
            one.program.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "together.claimdesk"
    words = " ".join(f"word{number:03}" for number in range(900))
    with closing(create_project(path, load_scheme("news-claims"))) as project:
        add_articles(project, [Article(ArticleId("one"), text=words)])
    (tmp_path / "story.txt").write_text("A story.")
    (tmp_path / "notes").write_text("No suffix, so that Qt would look into it.")
    return path


def stats(path: Path) -> None:
    """Another program looks at the file, and leaves it."""
    subprocess.run([sys.executable, "-m", "annotations", "stats", str(path)], check=True, capture_output=True)


def test_with_dialogs_on_both_sides_nothing_is_lost(path: Path) -> None:
    kept: list[str] = []
    word = 0

    def tag(*analysts: Analyst) -> None:
        nonlocal word
        for analyst in analysts:
            analyst.tag(8 * word)
            word += 1

    for number in range(ROUNDS):
        with at_work(path) as (ana, ben):
            tag(ana, ben)
            ana.look_at_files("import_articles")
            ben.look_at_files("open_project")
            tag(ana, ben, ana, ben)
            stats(path)
            tag(ana, ben)
            ben.look_at_files("import_articles")
            ana.look_at_files("new_project")
            stats(path)
            tag(ben, ana)
            if number % 2:
                ana.close()
                tag(ben)
                ben.kill()
            else:
                ben.kill()
                tag(ana)
                ana.close()
            kept += ana.kept + ben.kept
        with closing(open_project(path)) as project:
            there = {mark.id for one in articles(project) for mark in annotations_of(project, one.id)}
            assert [mark for mark in kept if mark not in there] == []
            assert list(findings(project)) == []
    assert len(kept) == 11 * ROUNDS
