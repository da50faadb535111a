from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt, QUrl, QVersionNumber
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop import file_dialogs
from desktop.window import Window
from desktop.workspace import Workspace

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
# Qt 6.12 takes the position in fractions, and before it only whole numbers.
HERE = (QPointF if QLibraryInfo.version() >= QVersionNumber(6, 12) else QPoint)(40, 40)


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(window: Window, data: QMimeData, over, offered: Qt.DropAction = COPY) -> bool:
    """Drag something over a widget; whether it would be taken."""
    event = QDragEnterEvent(HERE, offered, data, LEFT, NONE)
    QApplication.sendEvent(over, event)
    assert not event.isAccepted() or event.dropAction() == COPY
    return event.isAccepted()


def drop(window: Window, data: QMimeData, offered: Qt.DropAction = COPY) -> Qt.DropAction:
    """Drop something on the window; what the program it comes from is told that was done with it."""
    event = QDropEvent(QPointF(40, 40), offered, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.dropAction() if event.isAccepted() else Qt.DropAction.IgnoreAction


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("A new story\n\nIt came by drop.", encoding="utf-8")
    return path


def test_an_article_that_is_dropped_is_imported(window: Window, desk: Workspace, story: Path, qtbot: QtBot) -> None:
    data = dragged(story)
    assert drag(window, data, desk.reader.viewport())
    assert desk.notice.text() == "Drop to import."
    with qtbot.waitSignal(window.jobs.reported, timeout=20_000):
        drop(window, data)
    assert "A new story" in [desk.queue.index(row).data() for row in range(desk.queue.rowCount())]
    window.jobs.stop()


def test_a_project_that_is_dropped_is_opened(window: Window, desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "other.claimdesk"
    create_project(path, load_scheme("news-claims")).close()
    data = dragged(path)
    assert drag(window, data, window)
    assert desk.notice.text() == "Drop to open the project."
    drop(window, data)
    assert window.workspace.session.project.path == path


def test_articles_dropped_on_the_welcome_page_begin_a_project(
    window: Window, story: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_welcome()
    made = tmp_path / "made.claimdesk"
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(made))
    with qtbot.waitSignal(window.jobs.reported, timeout=20_000):
        data = dragged(story)
        assert drag(window, data, window)
        drop(window, data)
    assert window.workspace.session.project.path == made
    assert window.workspace.queue.index(0).data() == "A new story"
    window.jobs.stop()


def test_words_that_are_dragged_are_not_taken(window: Window, desk: Workspace) -> None:
    data = QMimeData()
    data.setText("only words")
    assert not drag(window, data, window)
    drop(window, data)
    assert desk.queue.rowCount() == 1


@pytest.mark.parametrize("offered", [MOVE | COPY, MOVE | COPY | Qt.DropAction.LinkAction])
@pytest.mark.parametrize("what", ["project", "story", "both"])
def test_a_drop_is_always_a_copy(
    window: Window, desk: Workspace, story: Path, tmp_path: Path, what: str, offered: Qt.DropAction, qtbot: QtBot
) -> None:
    """A file manager deletes the file when it is told that it was moved."""
    path = tmp_path / "other.claimdesk"
    create_project(path, load_scheme("news-claims")).close()
    data = dragged(*{"project": [path], "story": [story], "both": [path, story]}[what])
    for over in (desk.reader.viewport(), desk.queue_view, window):
        assert drag(window, data, over, offered)
    assert drop(window, data, offered) == COPY
    window.jobs.stop()
    assert story.exists()
    assert path.exists()


def test_what_can_only_be_moved_is_refused_in_a_sentence(window: Window, desk: Workspace, story: Path) -> None:
    assert not drag(window, dragged(story), window, MOVE)
    assert drop(window, dragged(story), MOVE) == Qt.DropAction.IgnoreAction
    assert desk.notice.text() == "Files can only be copied to this window, not moved. Drag them without holding a key."
    assert desk.queue.rowCount() == 1


def test_no_part_of_the_window_takes_a_dragged_file_by_moving_it(window: Window, desk: Workspace, story: Path) -> None:
    desk.commands.everywhere.open()
    for part in [one for top in QApplication.topLevelWidgets() for one in top.findChildren(QWidget)]:
        if part.acceptDrops() and not isinstance(part, Window):
            data = dragged(story)
            data.setText(str(story))  # as file managers do
            event = QDragEnterEvent(HERE, MOVE, data, LEFT, NONE)
            QApplication.sendEvent(part, event)
            assert not event.isAccepted() or event.dropAction() == COPY, part
    desk.commands.everywhere.stop()


def test_without_a_project_nothing_is_taken_unless_one_is_made(
    window: Window, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_welcome()
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: "")
    data = dragged(story)
    assert drag(window, data, window, MOVE | COPY)
    assert drop(window, data, MOVE | COPY) == COPY
    assert window.workspace is None
