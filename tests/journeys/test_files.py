from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from annotations.importing import import_records, read_files
from annotations.operations.annotators import act_as
from annotations.operations.checking import findings
from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop.views.dialogs.ask import AskWords

STORIES = {
    "harbour.txt": b"Harbour talks\n\nMayor Ida Lund said Oslo shut the quay.\n\nShare\n",
    "latin.txt": "Ménage à trois près d'Évreux\n\nLe café était fermé, dit-elle à Zürich.".encode("latin-1"),
    "utf16.txt": "Prague answers\n\n“Nobody asked us,” said Per Moe 😀.".encode("utf-16"),
    "mark.txt": "\ufeffWindows lines\r\n\r\nThe second line\r\nand the third.".encode(),
    "arabic.txt": "محادثات الميناء\n\nقال الوزير «لا».".encode(),
    "empty.txt": b"",
    "picture.txt": bytes(range(256)) * 20,
    "lines.jsonl": b'{"text": "A record\\n\\nof one line."}\n{"text": broken}\n{"text": "Another\\n\\nrecord."}\n',
}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, content in STORIES.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def ana(open_window, tmp_path: Path):
    """Ana with a new project, empty as yet."""
    create_project(tmp_path / "mine.claimdesk", load_scheme("news-claims")).close()
    return open_window(tmp_path / "mine.claimdesk")


def import_files(analyst, qtbot: QtBot, *names: str) -> str:
    """Import files as the menu does, without the highlighting that follows; return what was told."""
    window = analyst.window
    with qtbot.waitSignal(window.jobs.reported) as blocker:
        window.imports.import_files(analyst.desk.session, names)
    window.jobs.stop()
    return blocker.args[0]


def export(analyst, qtbot: QtBot, out: Path) -> str:
    window = analyst.window
    with qtbot.waitSignal(window.jobs.reported) as blocker, qtbot.waitSignal(window.jobs.ended):
        window.exports.export(analyst.desk.session, out)
    return blocker.args[0]


def test_files_of_all_kinds_are_imported_and_what_is_lost_is_said(ana, stories: Path, qtbot: QtBot) -> None:
    told = import_files(ana, qtbot, str(stories))
    assert told.startswith("7 articles added. 3 items could not be read: ")
    assert ana.desk.queue.rowCount() == 7
    assert ana.title
    assert list(findings(ana.project)) == []


def test_the_same_files_again_add_nothing(ana, stories: Path, qtbot: QtBot) -> None:
    import_files(ana, qtbot, str(stories / "harbour.txt"), str(stories / "arabic.txt"))
    told = import_files(ana, qtbot, str(stories / "*.txt"))
    assert told.startswith("3 articles added, 2 already in the project.")


def test_nothing_to_import_is_said(ana, tmp_path: Path, qtbot: QtBot) -> None:
    assert "There is nothing to import at" in import_files(ana, qtbot, str(tmp_path / "nowhere.txt"))


def test_an_import_is_one_step_of_undo(ana, stories: Path, qtbot: QtBot) -> None:
    import_files(ana, qtbot, str(stories))
    with qtbot.assertNotEmitted(ana.desk.session.failed):
        ana.press("Ctrl+Z")
    assert ana.desk.queue.rowCount() == 0
    assert ana.title == ""
    ana.press("Ctrl+Y")
    assert ana.desk.queue.rowCount() == 7
    assert ana.title


def test_the_open_article_stays_marked_in_the_queue_while_others_come(ana, stories: Path, qtbot: QtBot) -> None:
    import_files(ana, qtbot, str(stories / "harbour.txt"))
    import_files(ana, qtbot, str(stories / "arabic.txt"))
    current = ana.desk.queue_view.findChild(QListView).currentIndex()
    assert (ana.title, current.data()) == ("Harbour talks", "Harbour talks")


def test_what_is_exported_comes_back_equal(ana, stories: Path, qtbot: QtBot, tmp_path: Path, content_of) -> None:
    import_files(ana, qtbot, str(stories))
    while ana.title != "Harbour talks":
        ana.press("Ctrl+Down")
    ana.select("Oslo")
    ana.press("Shift+G")
    ana.go_to("said")
    ana.press("Space A 2 C R 1 T")
    ana.hint("Oslo")
    ana.press("Enter Ctrl+2")
    ana.answer(AskWords, lambda asked: qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_2))
    ana.press("Ctrl+3")
    told = export(ana, qtbot, tmp_path / "out.jsonl")
    assert told == f"7 records written to {tmp_path / 'out.jsonl'}."
    again = create_project(tmp_path / "again.claimdesk", load_scheme("news-claims"))
    done = import_records(again, read_files([tmp_path / "out.jsonl"]), strict=True)
    act_as(again, "Ana")
    assert (done.articles, done.remarks) == (7, ())
    assert strangers(content_of(again), again) == strangers(content_of(ana.project), ana.project)
    again.close()


def strangers(content: list[object], project) -> str:
    """Content without the id by which a project knows its annotator."""
    return repr(content).replace(project.acting, "me")


def test_an_export_to_where_nothing_can_be_written_is_said(ana, stories: Path, qtbot: QtBot, tmp_path: Path) -> None:
    import_files(ana, qtbot, str(stories / "harbour.txt"))
    told = export(ana, qtbot, tmp_path / "nowhere" / "out.jsonl")
    assert "out.jsonl" in told
    assert told.endswith(".")


def test_an_unknown_format_is_said(ana, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(ana.window.jobs.reported) as blocker:
        ana.window.exports.export(ana.desk.session, tmp_path / "out.docx")
    assert "docx" in blocker.args[0]
    assert not (tmp_path / "out.docx").exists()


def drop(analyst, path: Path) -> None:
    dropped, keys = QMimeData(), Qt.KeyboardModifier.NoModifier
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, keys)
    analyst.window.dropEvent(event)


def test_files_dropped_on_the_window_are_imported(ana, stories: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ana.window.jobs.reported) as blocker:
        drop(ana, stories / "harbour.txt")
    ana.window.jobs.stop()
    assert blocker.args[0].startswith("1 article added")


def test_a_project_dropped_on_the_window_is_opened(ana, sample: Path) -> None:
    drop(ana, sample)
    assert ana.project.path == sample


def test_an_import_can_be_cancelled_and_keeps_what_was_taken(ana, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nOslo shut quay {number}.", encoding="utf-8")
    ana.window.imports.import_files(ana.desk.session, [str(folder)])
    qtbot.waitUntil(lambda: ana.desk.queue.rowCount() > 0)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.desk.footer.cancelled.emit()
    taken = ana.desk.queue.rowCount()
    assert 0 < taken <= 400
    ana.press("Ctrl+Z")
    assert ana.desk.queue.rowCount() == 0
