"""Schemes with many labels, or with long ones: all of them can be seen, found by typing, and chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.project import Project, create_project
from annotations.scheme import load_scheme
from desktop.views.palette import Palette
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.eliding_label import ElidingLabel
from desktop.window import Window
from tests.desktop.conftest import window_on

LONG = (
    "Организация международного сотрудничества и безопасности",
    "国際協力および安全保障のための機関と組織の一覧表示名",
    "A" * 90,
)
SCHEME = """
name = "many"
version = 1
title = "Many"
[[layers]]
name = "span"
title = "Spans of a rather long and winding title that goes on"
kind = "span"
overlap = "none"
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    titles = [*LONG, *(f"Subject {number:03}" for number in range(60))]
    labels = [f'[[layers.labels]]\nname = "l{n}"\ntitle = "{title}"\n' for n, title in enumerate(titles)]
    path = tmp_path / "many.toml"
    path.write_text(SCHEME + "".join(labels), encoding="utf-8")
    made = create_project(tmp_path / "many.claimdesk", load_scheme(str(path)))
    act_as(made, "Ana")
    add_articles(made, [Article(ArticleId("a"), text="Harbour news\n\nAda Holm met Bo Ek in Bergen.")])
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, project: Project, settings) -> Window:
    return window_on(project, settings, qtbot)


def choose(window: Window, title: str) -> None:
    next(entry for entry in window.about.entries() if entry.text == title).run()


@pytest.mark.parametrize("width", [250, 310, 520])
def test_everything_stands_inside_the_inspector(window: Window, press, at, qtbot: QtBot, width: int) -> None:
    inspector = window.workspace.inspector
    at.select("Ada Holm")
    choose(window, LONG[0])
    inspector.setFixedWidth(width)
    qtbot.wait(50)
    seen: QWidget = inspector.viewport()
    shown = [one for kind in (Chip, ElidingLabel) for one in inspector.findChildren(kind) if one.isVisibleTo(inspector)]
    assert len(shown) > 60
    for one in shown:
        place = QRect(one.mapTo(seen, one.rect().topLeft()), one.size())
        assert 0 <= place.left() <= place.right() < seen.width(), one.text()


def test_a_name_that_is_cut_is_told_in_whole(window: Window, at) -> None:
    at.select("Ada Holm")
    choose(window, LONG[0])
    chip = next(one for one in window.workspace.inspector.findChildren(Chip) if one.text() == LONG[2])
    assert chip.width() < chip.sizeHint().width()
    assert LONG[2] in chip.toolTip()


def test_labels_without_a_key_are_found_by_typing_and_chosen(window: Window, at) -> None:
    at.select("Bergen")
    entries = window.about.entries()
    found = [entry for entry in entries if entry.text == "Subject 050"]
    assert [entry.keys for entry in found] == [""]
    palette = Palette(entries, window)
    palette._line.setText("subject 050")  # noqa: SLF001
    palette._run()  # noqa: SLF001
    palette.deleteLater()
    assert (at.focused.quote, at.focused.label) == ("Bergen", "l53")
    next(entry for entry in entries if entry.text == LONG[0]).run()
    assert (at.quotes, at.focused.label) == (["Bergen"], "l0")


def test_the_sheet_of_keys_lists_only_what_has_keys(window: Window, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr("desktop.views.key_sheet.KeySheet", lambda entries, parent: shown.extend(entries))
    monkeypatch.setattr(window.about, "ask", lambda dialog: None)
    window.about.show_keys()
    assert not [entry for entry in shown if entry.text.startswith("Subject") and not entry.keys]
    assert [entry for entry in shown if entry.text == "All commands"]
