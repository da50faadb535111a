import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotations.operations.annotators import act_as, find_annotator
from annotations.operations.checking import findings
from annotations.project import open_project


@pytest.fixture
def ana(open_window, sample: Path):
    return open_window(sample)


def no_project(path: Path) -> None:
    path.write_text("Once upon a time.\n" * 100, encoding="utf-8")


def empty(path: Path) -> None:
    path.touch()


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE things (id)")
    connection.close()


def newer(path: Path) -> None:
    path.write_bytes(Path(path.parent / "sample.claimdesk").read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def cut_off(path: Path) -> None:
    path.write_bytes(Path(path.parent / "sample.claimdesk").read_bytes()[:5000])


def folder(path: Path) -> None:
    path.mkdir()


def missing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (no_project, "is not a Claimdesk project"),
        (empty, "is not a Claimdesk project"),
        (other_database, "is not a Claimdesk project"),
        (newer, "Update Claimdesk to open it."),
        (cut_off, "is damaged"),
        (folder, "There is no file"),
        (missing, "There is no file"),
    ],
)
def test_what_cannot_be_opened_is_said_and_the_open_project_stays(ana, qtbot: QtBot, make, sentence: str) -> None:
    path = ana.project.path.with_name("other.claimdesk")
    make(path)
    with qtbot.waitSignal(ana.window.projects.failed) as blocker:
        ana.window.projects.open_file(path)
    assert str(path) in blocker.args[0]
    assert sentence in blocker.args[0]
    assert ana.notice == blocker.args[0]
    ana.press("Ctrl+Down")
    assert ana.title


def test_a_read_only_project_opens_and_says_so(open_window, sample: Path, content_of, qtbot: QtBot) -> None:
    ana = open_window(sample)
    ana.window.show_project(readonly(sample))
    qtbot.waitUntil(ana.desk.reader.isVisible)
    before = content_of(ana.project)
    assert "Read-only" in [label.text() for label in ana.desk.header.findChildren(QLabel)]
    assert len(ana.marks("claim")) > 3
    ana.desk.reader.select(1000, 1000)
    for keys in ("Space", "J A", "J N", "Ctrl+2", "Alt+1", "Ctrl+Z"):
        ana.press(keys)
    assert "is read-only here. Copy it to a folder that you can write to." in ana.notice
    assert content_of(ana.project) == before


def readonly(path: Path):
    project = open_project(path, readonly=True)
    project.annotator = find_annotator(project, "Ana", "person")
    return project


def test_importing_into_a_read_only_project_says_so_once(open_window, sample: Path, qtbot: QtBot) -> None:
    ana = open_window(sample)
    ana.window.show_project(readonly(sample))
    story = sample.with_name("story.txt")
    story.write_text("A story\n\nof some words.", encoding="utf-8")
    told: list[str] = []
    ana.window.jobs.reported.connect(told.append)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.window.imports.import_files(ana.desk.session, [str(story)])
    ana.window.jobs.stop()
    assert len([sentence for sentence in told if "is read-only here" in sentence]) == 1
    assert ana.desk.queue.rowCount() == 8


def test_a_full_disk_is_said_and_loses_nothing(ana, content_of) -> None:
    connection = ana.project.database.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    tagged = 0
    while "The disk is full" not in ana.notice:
        before = content_of(ana.project)
        ana.press(f"Esc Space {'AS'[tagged % 2]} {tagged % 7 + 1} C")
        tagged += 1
        assert tagged < 500
    assert "nothing was written" in ana.notice
    assert list(findings(ana.project)) == []
    assert len(ana.marks("claim")) >= len(before) - 1
    connection.execute("PRAGMA max_page_count = 1000000")
    ana.press("Esc Space D 4 V")
    assert {"stance": "support", "claim_type": "cause", "evidence": "documented"}.items() <= ana.focused.fields.items()
    kept = content_of(ana.project)
    ana.window.close()
    again = open_project(ana.window.settings.recent[0])
    act_as(again, "Ana")
    assert content_of(again) == kept
    again.close()


def test_importing_onto_a_full_disk_says_so_and_keeps_the_file_sound(ana, qtbot: QtBot) -> None:
    connection = ana.project.database.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    story = ana.project.path.with_name("story.txt")
    story.write_text("A long story\n\n" + "of so many words " * 20_000, encoding="utf-8")
    told: list[str] = []
    ana.window.jobs.reported.connect(told.append)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.window.imports.import_files(ana.desk.session, [str(story)])
    ana.window.jobs.stop()
    assert any("The disk is full" in sentence for sentence in told)
    assert ana.desk.queue.rowCount() == 8
    assert list(findings(ana.project)) == []
