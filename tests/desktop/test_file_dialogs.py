"""The file dialogs of the window: what they open, what they give back, where they begin."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations.project import Project
from desktop import file_dialogs

ASK = {
    "a file": lambda parent: file_dialogs.file_to_open(parent, "One", "All (*)"),
    "files": lambda parent: file_dialogs.files_to_open(parent, "Some", "All (*)"),
    "a name": lambda parent: file_dialogs.file_to_save(parent, "Save", "out.jsonl"),
    "a folder": lambda parent: file_dialogs.folder_to_open(parent, "Folder"),
}


def remember(folder: Path) -> None:
    """Let Qt believe that a folder was visited last."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(folder)).toString())
    settings.setValue("FileDialog/shortcuts", [QUrl.fromLocalFile(str(folder)).toString(), "file:"])
    settings.sync()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answer(qtbot: QtBot, do: Callable[[QFileDialog], object]) -> None:
    """Do something in the dialog that comes next, once it has listed its folder."""

    def look() -> None:
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible())
        try:
            do(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, look)


def listed(dialog: QFileDialog, name: str, qtbot: QtBot) -> None:
    """Wait until a name is listed with its type, for which Qt would open the file."""
    model = dialog.findChild(QWidget, "treeView").model()

    def types() -> dict[str, str]:
        top = model.index(dialog.directory().absolutePath())
        rows = (model.index(row, 0, top) for row in range(model.rowCount(top)))
        return {row.data(): row.siblingAtColumn(2).data() for row in rows}

    qtbot.waitUntil(lambda: bool(types().get(name)))


@pytest.mark.parametrize("kind", ASK)
def test_no_dialog_takes_away_a_lock_in_the_folder_visited_last(
    kind: str, parent: QWidget, project: Project, locks: Callable[[Path], int], qtbot: QtBot
) -> None:
    (project.path.parent / "without_suffix").write_text("a text")
    (project.path.parent / "folder").mkdir()
    before = locks(project.path)
    assert before > 0
    remember(project.path.parent)
    seen: list[int] = []

    def look(dialog: QFileDialog) -> None:
        assert dialog.directory().absolutePath() == str(project.path.parent)
        listed(dialog, "folder", qtbot)
        dialog.findChild(QLineEdit, "fileNameEdit").setText("po")  # which completes names
        qtbot.wait(50)
        seen.append(locks(project.path))

    for _ in range(2):  # Qt remembers the folder of the first one
        answer(qtbot, look)
        assert not ASK[kind](parent)
    assert seen == [before, before]


def test_the_dialog_of_qt_does_take_them_away(project: Project, locks: Callable[[Path], int], qtbot: QtBot) -> None:
    """Else the test above could not fail."""
    dialog = QFileDialog(None, "", str(project.path.parent))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: locks(project.path) == 0)


def test_a_file_that_is_chosen_is_given_back(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("")
    remember(tmp_path)

    def choose(dialog: QFileDialog) -> None:
        dialog.findChild(QLineEdit, "fileNameEdit").setText('"one.txt" "two.txt"')
        dialog.accept()

    answer(qtbot, choose)
    assert file_dialogs.files_to_open(parent, "", "") == [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]


def test_a_name_gets_the_suffix_of_the_proposal(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    remember(tmp_path)

    def choose(dialog: QFileDialog) -> None:
        assert dialog.findChild(QLineEdit, "fileNameEdit").text() == "labelled.jsonl"
        dialog.findChild(QLineEdit, "fileNameEdit").setText("mine")
        dialog.accept()

    answer(qtbot, choose)
    assert file_dialogs.file_to_save(parent, "", "labelled.jsonl") == str(tmp_path / "mine.jsonl")


def test_what_other_programs_put_at_the_side_stays(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    remember(tmp_path)
    answer(qtbot, lambda dialog: None)
    file_dialogs.file_to_open(parent, "", "")
    answer(qtbot, lambda dialog: [url.toLocalFile() for url in dialog.sidebarUrls()].index(str(tmp_path)))
    file_dialogs.file_to_open(parent, "", "")


def test_a_folder_with_thousands_of_files_can_be_left_at_once(parent: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    """The thread that lists it calls Python: closing the dialog must not wait for that with Python locked."""
    for number in range(3000):
        (tmp_path / f"{number}.odd").touch()
    remember(tmp_path)
    for _ in range(5):
        answer(qtbot, lambda dialog: dialog.findChild(QPushButton).isEnabled())
        file_dialogs.file_to_open(parent, "", "")
        QApplication.processEvents()
