"""Import and export by their dialogs: what files are read as, what had no place, what a format would lose."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotations.exchange.formats import FORMATS
from annotations.operations.annotators import find_annotator
from annotations.operations.articles import articles
from annotations.operations.checking import findings
from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop import file_dialogs
from desktop.commands.exporting import export_dialog
from desktop.commands.importing import import_dialog
from desktop.exchange_choices import ExportChoice, ImportChoice
from desktop.views.dialogs.importing import ImportReport

SPANS = [{"start": 0, "end": 8, "label": "HUM", "text": "Ana Ruiz"}, {"start": 13, "end": 17, "label": "GPE"}]
TASK = {"text": "Ana Ruiz met Peru.", "spans": SPANS, "_view_id": "ner_manual", "answer": "accept"}


@pytest.fixture
def ana(open_window, tmp_path: Path):
    """Ana with a new project, empty as yet."""
    create_project(tmp_path / "mine.claimdesk", load_scheme("news-claims")).close()
    return open_window(tmp_path / "mine.claimdesk")


@pytest.fixture
def analyst(open_window, sample: Path):
    """Ana with the sample project."""
    return open_window(sample)


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    (tmp_path / "tasks.jsonl").write_text(json.dumps(TASK) + "\n")
    return tmp_path / "tasks.jsonl"


def named(dialog, kind: type, name: str):
    return next(widget for widget in dialog.findChildren(kind) if widget.accessibleName() == name)


def import_as(analyst, qtbot: QtBot, path: Path, choice: ImportChoice) -> str:
    window = analyst.window
    with qtbot.waitSignal(window.jobs.reported) as blocker:
        window.imports.import_files(analyst.desk.session, [str(path)], choice)
    window.jobs.stop()
    return blocker.args[0]


def report_of(analyst) -> ImportReport | None:
    found = [dialog for dialog in analyst.window.findChildren(ImportReport) if dialog.isVisible()]
    return found[0] if found else None


def test_the_dialog_shows_what_each_file_is_and_takes_what_it_does_not_say(ana, tasks: Path) -> None:
    (tasks.parent / "story.txt").write_text("A story.")
    dialog = import_dialog(ana.desk.session, [str(tasks), str(tasks.parent / "story.txt")], ana.window)
    table = dialog.findChild(QTreeWidget)
    shown = [(table.topLevelItem(row).text(0), table.topLevelItem(row).text(1)) for row in range(2)]
    assert shown == [("tasks.jsonl", "Prodigy JSONL"), ("story.txt", "Plain text, one article per file")]
    named(dialog, QComboBox, "Annotator").setCurrentText(" Ben ")
    named(dialog, QComboBox, "Offsets count").setCurrentIndex(2)
    named(dialog, QLineEdit, "Mapping of names").setText("map.toml")
    assert dialog.choice == ImportChoice("Ben", "map.toml", "utf16")
    dialog.deleteLater()


def test_names_without_a_place_are_listed_and_can_be_mapped(ana, tasks: Path, qtbot: QtBot, monkeypatch) -> None:
    told = import_as(ana, qtbot, tasks, ImportChoice("Ben"))
    assert told.startswith("1 article added. 1 item could not be read: ")
    report = report_of(ana)
    assert report is not None
    assert "“HUM” was left out" in report.findChild(QTreeWidget).topLevelItem(0).text(0)
    out = tasks.parent / "map.toml"
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(out))
    next(button for button in report.findChildren(QPushButton) if button.text().startswith("Save names")).click()
    report.reject()
    out.write_text(out.read_text(encoding="utf-8").replace('to = ""', 'to = "entity"\nas = "PERSON"'), encoding="utf-8")
    assert import_as(ana, qtbot, tasks, ImportChoice("Ben", str(out))) == "0 articles added, 1 already in the project."
    assert find_annotator(ana.project, "Ben", "person") is not None
    assert list(findings(ana.project)) == []


def test_a_mapping_that_cannot_be_read_is_told(ana, tasks: Path, qtbot: QtBot) -> None:
    assert "cannot be read" in import_as(ana, qtbot, tasks, ImportChoice("Ben", str(tasks.parent / "none.toml")))


def test_every_format_is_offered_with_what_it_would_lose(analyst, qtbot: QtBot) -> None:
    dialog, counting = export_dialog(analyst.desk.session, analyst.window)
    formats = dialog.findChild(QListWidget)
    assert [formats.item(row).text() for row in range(formats.count())] == [f.title for f in FORMATS if f.write]
    losses = named(dialog, QLabel, "What is lost")
    assert losses.text().startswith("✓ Nothing is lost")
    formats.setCurrentRow([f.name for f in FORMATS if f.write].index("claim-review"))
    qtbot.waitUntil(lambda: "11 × annotation of the article as a whole" in losses.text(), timeout=20_000)
    people = named(dialog, QComboBox, "Annotator")
    people.setCurrentIndex(people.findText("Ben"))
    qtbot.waitUntil(lambda: "5 × annotation of the article as a whole" in losses.text(), timeout=20_000)
    counting.stop()
    dialog.deleteLater()


def test_counting_stops_when_another_format_is_chosen(analyst) -> None:
    dialog, counting = export_dialog(analyst.desk.session, analyst.window)
    formats = dialog.findChild(QListWidget)
    for row in range(formats.count()):
        formats.setCurrentRow(row)
    counting.stop()
    dialog.deleteLater()


def _box(dialog: QWidget, words: str) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text().startswith(words))


def test_what_is_not_done_is_noted_and_can_be_left_out(analyst, qtbot: QtBot) -> None:
    dialog, counting = export_dialog(analyst.desk.session, analyst.window)
    formats = dialog.findChild(QListWidget)
    formats.setCurrentRow([f.name for f in FORMATS if f.write].index("conll"))
    losses = named(dialog, QLabel, "What is lost")
    qtbot.waitUntil(lambda: "article that is not done" in losses.text(), timeout=20_000)
    _box(dialog, "Only finished articles").setChecked(True)
    qtbot.waitUntil(lambda: "This format cannot store" in losses.text(), timeout=20_000)
    assert "article that is not done" not in losses.text()
    assert dialog.choice == ExportChoice("conll", done=True)
    counting.stop()
    dialog.deleteLater()


def test_several_files_can_be_packed_into_one(analyst, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, counting = export_dialog(analyst.desk.session, analyst.window)
    packed = _box(dialog, "Pack the files")
    packed.setChecked(True)
    assert not packed.isEnabled()
    assert not dialog.choice.packed  # one file already
    dialog.findChild(QListWidget).setCurrentRow([f.name for f in FORMATS if f.write].index("brat"))
    assert packed.isEnabled()
    counting.stop()
    window = analyst.window
    with qtbot.waitSignal(window.jobs.reported, timeout=20_000):
        window.exports.export(analyst.desk.session, tmp_path / "o.zip", dialog.choice)
    with ZipFile(tmp_path / "o.zip") as archive:
        assert any(name.endswith(".ann") for name in archive.namelist())
    dialog.deleteLater()


def test_splits_and_tasks_are_offered_where_they_can_be_written(analyst) -> None:
    dialog, counting = export_dialog(analyst.desk.session, analyst.window)
    task, split = named(dialog, QComboBox, "Task"), _box(dialog, "Training splits")
    assert not task.isEnabled()
    split.setChecked(True)
    task.setCurrentIndex(task.findText("stance"))
    named(dialog, QLineEdit, "Seed").setText("7")
    assert dialog.choice == ExportChoice("jsonl", "", "80/10/10", "stance", 7, done=True)
    dialog.findChild(QListWidget).setCurrentRow([f.name for f in FORMATS if f.write].index("csv"))
    assert not task.isEnabled()
    assert dialog.choice == ExportChoice("csv", "", "80/10/10", "", 7, done=True)
    counting.stop()
    dialog.deleteLater()


def test_what_was_chosen_is_written_and_told(analyst, qtbot: QtBot, tmp_path: Path) -> None:
    pytest.importorskip("datasketch")
    window, session = analyst.window, analyst.desk.session
    for out, choice, told in (
        ("out.jsonl", ExportChoice("prodigy", "Ben"), "records written to"),
        ("claims.jsonld", ExportChoice("claim-review"), "LOSSES.txt"),
        ("data", ExportChoice("jsonl", "", "60/20/20", "stance", 1), "10 records written to"),
    ):
        with qtbot.waitSignal(window.jobs.reported, timeout=60_000) as blocker, qtbot.waitSignal(window.jobs.ended):
            window.exports.export(session, tmp_path / out, choice)
        assert told in blocker.args[0]
    assert {json.loads(line)["_annotator_id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()} == {"Ben"}
    assert (tmp_path / "data" / "MANIFEST.json").is_file()


def test_the_encoding_of_text_files_is_shown_and_can_be_chosen(analyst, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ship.txt"
    words = "Żółta łódź\n\nKapitan powiedział, że łódź odpłynie jutro rano, jeśli wiatr się nie zmieni."
    path.write_bytes(words.encode("cp1250"))
    plain = tmp_path / "plain.txt"
    plain.write_text("A boat\n\nIt sails tomorrow.", encoding="utf-8")
    dialog = import_dialog(analyst.desk.session, [str(path), str(plain)], analyst.window)
    table = dialog.findChild(QTreeWidget)
    assert table.topLevelItem(0).text(1).endswith("· Windows-1250")
    assert "·" not in table.topLevelItem(1).text(1)
    encoding = named(dialog, QComboBox, "Text encoding")
    assert dialog.choice.encoding == ""
    encoding.setCurrentIndex(encoding.findText("Windows-1252"))
    assert dialog.choice.encoding == "cp1252"
    assert import_as(analyst, qtbot, path, dialog.choice) == "1 article added."
    assert list(articles(analyst.project))[-1].title == words.split("\n")[0].encode("cp1250").decode("cp1252")
    dialog.deleteLater()
