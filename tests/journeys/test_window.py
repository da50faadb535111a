from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop.theme import DARK, LIGHT
from desktop.views.welcome import Welcome
from desktop.views.widgets.tile import Tile


@pytest.fixture
def ana(open_window, sample: Path):
    return open_window(sample)


def test_an_empty_window_explains_itself_and_opens_the_sample(open_window, qtbot: QtBot) -> None:
    ana = open_window()
    buttons = ana.window.centralWidget().findChildren(Tile)
    assert [button.text() for button in buttons] == ["Try the sample", "New project…", "Open project…"]
    with qtbot.waitSignal(ana.window.projects.project_opened):
        buttons[0].click()
    assert ana.desk.queue.rowCount() == 8
    assert ana.window.windowTitle() == "sample.claimdesk — Claimdesk"


def test_a_closed_project_is_offered_again(ana, sample: Path, qtbot: QtBot) -> None:
    ana.press("Ctrl+W")
    page = ana.window.centralWidget()
    assert isinstance(page, Welcome)
    assert ana.window.workspace is None
    with qtbot.waitSignal(ana.window.projects.project_opened):
        page.findChildren(Tile)[-1].click()
    assert ana.project.path == sample


def test_the_article_that_was_open_is_open_again(ana, open_window, sample: Path) -> None:
    ana.press("Ctrl+Down Ctrl+Down")
    title = ana.title
    ana.window.close()
    assert open_window(sample).title == title


def test_the_theme_is_switched_everywhere_and_remembered(ana, qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    ana.press("Ctrl+Shift+D")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert ana.desk.reader.palette().color(QPalette.ColorRole.Base).name() == DARK.surface
    picture = ana.window.grab().toImage()
    dark = sum(picture.pixelColor(x, y).lightness() < 100 for x in range(0, 1280, 16) for y in range(0, 800, 16))
    assert dark > 0.8 * (1280 // 16) * (800 // 16)
    assert ana.window.settings.theme == "dark"
    ana.press("Ctrl+Shift+D")
    assert ana.window.settings.theme == "light"


def test_the_text_grows_and_shrinks_within_bounds(ana) -> None:
    usual = ana.desk.reader.document().defaultFont().pointSizeF()
    ana.press("Ctrl++ Ctrl++")
    assert ana.desk.reader.document().defaultFont().pointSizeF() == usual + 2
    ana.press("Ctrl+0")
    assert ana.desk.reader.document().defaultFont().pointSizeF() == usual
    ana.press("Ctrl+- " * 40)
    assert ana.desk.reader.document().defaultFont().pointSizeF() > 5
    ana.press("Ctrl++ " * 40)
    assert ana.desk.reader.document().defaultFont().pointSizeF() < 40


def test_a_search_that_finds_nothing_keeps_the_article(ana, qtbot: QtBot) -> None:
    title = ana.title
    ana.press("Ctrl+Shift+F")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    with qtbot.waitSignal(ana.desk.queue.modelReset):
        ana.write("zzzz")
    assert ana.desk.queue.rowCount() == 0
    ana.press("Esc Ctrl+Down")
    assert ana.title == title
    assert ana.desk.reader.hasFocus()


def test_opening_a_project_shows_no_other_window(ana, sample: Path, qapp: QApplication) -> None:
    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    shown: list[QWidget] = []
    watch = Watch()
    qapp.installEventFilter(watch)
    ana.window.projects.open_file(sample)
    qapp.removeEventFilter(watch)
    assert shown == []
    assert ana.window.isActiveWindow()


def test_an_empty_project_can_be_looked_at(open_window, tmp_path: Path) -> None:
    create_project(tmp_path / "empty.claimdesk", load_scheme("news-claims")).close()
    ana = open_window(tmp_path / "empty.claimdesk")
    ana.press("Space A Tab J Y N M O [ ] Enter Ctrl+2 Alt+1 R T / Esc Ctrl+Down Ctrl+Up Shift+P Shift+B 1")
    assert ana.title == ""
    assert ana.desk.queue.rowCount() == 0
    assert not ana.window.grab().isNull()


def test_every_command_can_be_given_with_nothing_in_focus(ana) -> None:
    before = ana.project.undo_detail
    ana.press("Home Y N M [ ] { } / Esc O R T A 1")
    assert ana.project.undo_detail == before


def test_a_scheme_of_ones_own_works_by_its_own_keys(open_window, tmp_path: Path, qtbot: QtBot) -> None:
    scheme = tmp_path / "own.toml"
    scheme.write_text(OWN, encoding="utf-8")
    story = tmp_path / "story.txt"
    story.write_text("Soup\n\nCut the leek. Fry it in butter.", encoding="utf-8")
    create_project(tmp_path / "own.claimdesk", load_scheme(str(scheme))).close()
    ana = open_window(tmp_path / "own.claimdesk")
    with qtbot.waitSignal(ana.window.jobs.reported):
        ana.window.imports.import_files(ana.desk.session, [str(story)])
    ana.window.jobs.stop()
    ana.go_to("Fry")
    ana.press("Space J N")
    assert (ana.focused.quote, dict(ana.focused.fields)) == ("Fry it in butter", {"heat": "high", "note": True})
    ana.go_to("leek")
    ana.press("Y")
    assert (ana.focused.quote, ana.focused.label) == ("leek", "PLANT")


OWN = """
name = "recipes"
version = 1
title = "Recipes"

[[layers]]
name = "step"
title = "Steps"
kind = "span"
key = "Space"
style = "bar"

[[layers.fields]]
name = "heat"
title = "Heat"
kind = "choice"
required = true

[[layers.fields.values]]
name = "high"
title = "High heat"
key = "J"

[[layers.fields]]
name = "note"
title = "Noted"
kind = "flag"
key = "N"

[[layers]]
name = "food"
title = "Foods"
kind = "span"
overlap = "none"

[[layers.labels]]
name = "PLANT"
title = "Plant"
key = "Y"
"""
