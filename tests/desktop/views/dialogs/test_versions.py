import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from annotations import __version__
from desktop.libraries import Part, parts, versions
from desktop.plain import shown
from desktop.views.dialogs.versions import VersionsDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> VersionsDialog:
    made = VersionsDialog(
        "Claimdesk 9\nQt 6\nSQLite 3", [Part("Claimdesk", "9", "MIT", "Do as you like."), Part("<b>x</b>", "1", "")]
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_versions_are_copied_whole(dialog: VersionsDialog) -> None:
    next(one for one in dialog.findChildren(QPushButton) if shown(one.text()) == "Copy versions").click()
    assert QGuiApplication.clipboard().text() == "Claimdesk 9\nQt 6\nSQLite 3"
    assert "Qt 6 · SQLite 3" in [one.text() for one in dialog.findChildren(QLabel)]


def test_the_licence_of_the_chosen_part_is_shown(dialog: VersionsDialog) -> None:
    text, rows = dialog.findChild(QPlainTextEdit), dialog.findChild(QTreeWidget)
    assert text.toPlainText() == "Do as you like."
    rows.setCurrentItem(rows.topLevelItem(1))
    assert text.toPlainText() == "<b>x</b> does not include the text of its licence."


def test_every_library_that_the_program_needs_has_a_licence() -> None:
    found = {part.name.casefold(): part for part in parts()}
    assert {"claimdesk", "pyside6_essentials", "spacy", "orjson", "chardet", "regex", "numpy", "shiboken6"} <= {
        name.replace("-", "_") for name in found
    }
    assert not found.keys() & {"pytest", "ruff", "mypy"}
    assert [part.name for part in found.values() if not part.licence] == []
    assert "CC BY-SA" in found["pipeline claimdesk-en"].licence
    assert found["pipeline claimdesk-en"].text


def test_a_report_names_program_python_and_libraries() -> None:
    names = [line.split()[0].casefold() for line in versions().splitlines()[:6]]
    assert names[:3] == ["claimdesk", "python", "qt"]
    assert {"spacy", "sqlite"} <= set(names)
    assert __version__ in versions()
