from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop import file_dialogs
from desktop.window import Window
from desktop.workspace import Workspace

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(window: Window, data: QMimeData, over) -> bool:
    """Drag something over a widget; whether it would be taken."""
    event = QDragEnterEvent(QPoint(40, 40), COPY, data, LEFT, NONE)
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def drop(window: Window, data: QMimeData) -> None:
    QApplication.sendEvent(window, QDropEvent(QPointF(40, 40), COPY, data, LEFT, NONE))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("A new story\n\nIt came by drop.", encoding="utf-8")
    return path


def test_an_article_that_is_dropped_is_imported(window: Window, desk: Workspace, story: Path, qtbot: QtBot) -> None:
    data = dragged(story)
    assert drag(window, data, desk.reader.viewport())
    assert desk.notice.text() == "Let go to import."
    with qtbot.waitSignal(window.projects.told, timeout=20_000):
        drop(window, data)
    assert "A new story" in [desk.queue.index(row).data() for row in range(desk.queue.rowCount())]
    window.projects.stop()


def test_a_project_that_is_dropped_is_opened(window: Window, desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "other.claimdesk"
    create_project(path, load_scheme("news-claims")).close()
    data = dragged(path)
    assert drag(window, data, window)
    assert desk.notice.text() == "Let go to open the project."
    drop(window, data)
    assert window.workspace.session.project.path == path


def test_articles_dropped_on_the_welcome_page_begin_a_project(
    window: Window, story: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_welcome()
    made = tmp_path / "made.claimdesk"
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_: str(made))
    with qtbot.waitSignal(window.projects.told, timeout=20_000):
        data = dragged(story)
        assert drag(window, data, window)
        drop(window, data)
    assert window.workspace.session.project.path == made
    assert window.workspace.queue.index(0).data() == "A new story"
    window.projects.stop()


def test_words_that_are_dragged_are_not_taken(window: Window, desk: Workspace) -> None:
    data = QMimeData()
    data.setText("only words")
    assert not drag(window, data, window)
    drop(window, data)
    assert desk.queue.rowCount() == 1
