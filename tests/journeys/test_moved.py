"""The project file is replaced, renamed or deleted while the window has it open."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copy, copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import act_as
from annotations.operations.checking import findings
from annotations.project import create_project, open_project
from annotations.scheme import NOTE, load_scheme
from desktop import file_dialogs
from desktop.views.article.moved_banner import MovedBanner


def replace(path: Path) -> None:
    """As a sync tool does."""
    other = Path(copy(path, path.with_name("other.claimdesk")))
    os.replace(other, path)


def rename(path: Path) -> None:
    path.rename(path.with_name("renamed.claimdesk"))


def delete(path: Path) -> None:
    path.unlink()


def copy_over(path: Path) -> None:
    """As `cp other mine` does."""
    other = path.with_name("other.claimdesk")
    with closing(create_project(other, load_scheme("news-claims"))):
        pass
    copyfile(other, path)


@pytest.fixture(params=[replace, rename, delete])
def ana(request: pytest.FixtureRequest, open_window, sample: Path, qtbot: QtBot):
    """Ana, who has marked a claim, after something happened to the file."""
    analyst = open_window(sample)
    before = claims(analyst)
    mark(analyst, 20)
    assert (claims(analyst), saved(analyst)) == (before + 1, "Saved ✓")
    request.param(sample)
    with qtbot.waitSignal(analyst.desk.session.moved, timeout=5000):
        pass
    return analyst


def mark(analyst, start: int) -> None:
    analyst.sit_down()
    analyst.desk.reader.select(start, start + 20)
    analyst.press("Space")


def claims(analyst) -> int:
    article = analyst.desk.opened.article
    return sum(one.layer == "claim" for one in annotations_of(analyst.project, article.id))


def saved(analyst) -> str:
    return next(one.text() for one in analyst.desk.header.findChildren(QLabel) if "aved" in one.text())


def by_mouse(analyst, qtbot: QtBot) -> None:
    (line,) = analyst.window.findChildren(MovedBanner)
    assert line.isVisible()
    qtbot.mouseClick(line.save, Qt.MouseButton.LeftButton)


def by_button_and_key(analyst, qtbot: QtBot) -> None:
    (line,) = analyst.window.findChildren(MovedBanner)
    line.save.setFocus()
    qtbot.keyClick(line.save, Qt.Key.Key_Return)


def by_key(analyst, qtbot: QtBot) -> None:
    analyst.press("Ctrl+Shift+S")


@pytest.mark.parametrize("way", [by_mouse, by_button_and_key, by_key])
def test_what_is_open_can_be_saved_and_worked_on(
    ana, way: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    new, before, title = tmp_path / "kept.claimdesk", claims(ana), ana.title
    assert before > 0
    assert saved(ana) == "Not saved"
    assert "under another name" in ana.notice
    mark(ana, 100)
    assert claims(ana) == before
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(new))
    way(ana, qtbot)
    assert ana.project.path == new
    qtbot.waitUntil(ana.desk.isVisible)
    assert (ana.title, claims(ana)) == (title, before)
    assert saved(ana) == "Saved ✓"
    assert not any(line.isVisible() for line in ana.window.findChildren(MovedBanner))
    ana.sit_down()
    ana.press("Ctrl+Z")
    assert claims(ana) == before - 1
    mark(ana, 20)
    assert claims(ana) == before
    ana.window.close()
    with closing(open_project(new)) as again:
        act_as(again, "Ana")
        assert list(findings(again)) == []


@pytest.mark.parametrize("noticed", [False, True], ids=["before anybody knows", "when it is known"])
def test_words_that_are_being_typed_come_into_the_copy(
    open_window, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, noticed: bool
) -> None:
    analyst, new = open_window(sample), tmp_path / "kept.claimdesk"
    mark(analyst, 20)
    form = analyst.desk.inspector.form("claim")
    form.start_writing(NOTE)
    qtbot.keyClicks(QApplication.focusWidget(), "see page")
    delete(sample)
    if noticed:
        with qtbot.waitSignal(analyst.desk.session.moved, timeout=5000):
            pass
    qtbot.keyClicks(QApplication.focusWidget(), " two")
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(new))
    analyst.press("Ctrl+Shift+S")
    assert analyst.project.path == new
    notes = [one.fields.get(NOTE) for one in annotations_of(analyst.project, analyst.desk.opened.article.id)]
    assert notes.count("see page two") == 1
    analyst.sit_down()
    analyst.press("Ctrl+Z")
    assert not any(NOTE in one.fields for one in annotations_of(analyst.project, analyst.desk.opened.article.id))


@pytest.mark.parametrize("layer", ["claim", "document"])
def test_words_that_were_refused_come_into_the_copy(
    ana, layer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    new, field = tmp_path / "kept.claimdesk", NOTE if layer == "claim" else "event"
    ana.desk.opened.focus(
        next(one.id for one in ana.desk.opened.marks if one.layer.name == "claim" and not one.suggested)
    )
    ana.desk.inspector.form(layer).start_writing(field)
    qtbot.keyClicks(QApplication.focusWidget(), "first try")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "under another name" in ana.notice
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(new))
    by_mouse(ana, qtbot)
    words = [one.fields.get(field) for one in annotations_of(ana.project, ana.desk.opened.article.id)]
    assert sum(str(word).endswith("first try") for word in words) == 1


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(
    ana, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken.claimdesk"
    taken.write_text("Somebody else's.")
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(taken))
    ana.press("Ctrl+Shift+S")
    assert "is already there. Choose another name." in ana.told[-1]
    assert taken.read_text() == "Somebody else's."
    assert claims(ana) > 0


def test_leaving_without_a_name_changes_nothing(ana, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ana.project
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: "")
    ana.press("Ctrl+Shift+S")
    assert ana.project is before


def test_an_ordinary_project_goes_on_in_a_new_file(
    open_window, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = open_window(sample)
    mark(ana, 20)
    before = claims(ana)
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(tmp_path / "second"))
    ana.press("Ctrl+Shift+S")
    assert ana.project.path == tmp_path / "second.claimdesk"
    assert claims(ana) == before
    with closing(open_project(sample, readonly=True)) as first:
        assert list(findings(first)) == []


def test_a_synced_folder_gets_a_line_of_advice(open_window, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    ana = open_window(Path(copy(sample, tmp_path / "Dropbox")))
    assert ana.notice.startswith("This project is in a folder that Dropbox syncs.")


def test_a_file_that_is_copied_over_the_open_one_is_noticed(open_window, sample: Path, qtbot: QtBot) -> None:
    analyst = open_window(sample)
    mark(analyst, 20)
    with qtbot.waitSignal(analyst.desk.session.moved, timeout=5000):
        copy_over(sample)
    assert saved(analyst) == "Not saved"
    assert "was copied over" in analyst.notice
    content = sample.read_bytes()
    mark(analyst, 100)
    analyst.window.close()
    assert sample.read_bytes() == content
