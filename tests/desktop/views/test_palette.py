from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from annotations.scheme import load_scheme
from desktop.actions import ACTIONS
from desktop.keys import all_bindings, bindings, title_of
from desktop.synonyms import SYNONYMS
from desktop.views.inspector.fields import key_text
from desktop.views.key_sheet import KeySheet
from desktop.views.palette import Entry, Palette, matches, rank


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("", "Next article", True),
        ("next", "Next article", True),
        ("NXA", "Next article", True),
        ("nx ar", "Next article", True),
        ("xn", "Next article", False),
        ("nextt", "Next article", True),
        ("nexttt", "Next article", False),
        ("ü", "Übersicht", True),
    ],
)
def test_letters_match_in_their_order(typed: str, text: str, found: bool) -> None:
    assert matches(typed, text) is found


def test_beginnings_come_before_words_and_words_before_letters() -> None:
    texts = ("Next article", "Go to the next pane", "Annex the table", "Undo")
    assert [rank("next", text) for text in texts] == [0, 1, 4, None]
    assert rank("nex", "Annex") == 3


@pytest.mark.parametrize(
    ("typed", "name"),
    [("find", "find"), ("gold", "compare"), ("adjudicate", "compare"), ("kappa", "agreement"), ("comment", "remarks"),
     ("settings", "preferences"), ("assign", "annotator"), ("zoom", "larger"), ("saved", "history")],
)  # fmt: skip
def test_other_words_for_a_command_find_it_too(typed: str, name: str) -> None:
    ranks = {row.name: rank(typed, row.text, SYNONYMS.get(row.name, "")) for row in ACTIONS}
    assert ranks[name] is not None
    assert ranks[name] <= min(found for found in ranks.values() if found is not None) + 1


def test_other_words_are_of_actions_that_exist() -> None:
    assert SYNONYMS.keys() <= {row.name for row in ACTIONS}


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, done: list[str]) -> Iterator[Palette]:
    parent = QWidget()
    qtbot.addWidget(parent)
    names = ["Next article", "New project", "Next claim", "Annex export"]
    entries = [Entry("Go", name, "Ctrl+N", lambda name=name: done.append(name)) for name in names]
    made = Palette([*entries, Entry("Go", "Next year", "")], parent)
    made.show()
    yield made
    made.close()


def listed(palette: Palette) -> list[str]:
    rows = palette.findChild(QListWidget)
    return [rows.item(row).data(Qt.ItemDataRole.UserRole).text for row in range(rows.count())]


def test_what_cannot_be_done_now_is_not_offered(palette: Palette) -> None:
    assert listed(palette) == ["Next article", "New project", "Next claim", "Annex export"]


def test_whole_words_come_before_scattered_letters(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.findChild(QLineEdit), "nex")
    assert listed(palette) == ["Next article", "Next claim", "Annex export"]


def test_it_says_when_nothing_fits_and_stays(palette: Palette, qtbot: QtBot) -> None:
    line = palette.findChild(QLineEdit)
    qtbot.keyClicks(line, "<b>qqq</b>")
    told = [label for label in palette.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in told] == ["No command matches “<b>qqq</b>”."]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert palette.isVisible()
    line.clear()
    assert listed(palette)[0] == "Next article"
    assert not told[0].isVisible()


def test_the_line_has_the_keyboard(palette: Palette) -> None:
    assert palette.focusWidget() is palette.findChild(QLineEdit)


def test_enter_does_the_first_one(palette: Palette, qtbot: QtBot, done: list[str]) -> None:
    qtbot.keyClicks(palette.findChild(QLineEdit), "claim")
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert done == ["Next claim"]
    assert not palette.isVisible()


def test_the_arrows_choose_another_and_stop_at_the_ends(palette: Palette, qtbot: QtBot, done: list[str]) -> None:
    line = palette.findChild(QLineEdit)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(line, key)
    assert done == ["Next claim"]


def test_enter_on_nothing_does_nothing(palette: Palette, qtbot: QtBot, done: list[str]) -> None:
    qtbot.keyClicks(palette.findChild(QLineEdit), "zzz")
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert done == []


def test_escape_leaves_everything_as_it_was(palette: Palette, qtbot: QtBot, done: list[str]) -> None:
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert done == []


def test_a_click_does_it(palette: Palette, qtbot: QtBot, done: list[str]) -> None:
    rows = palette.findChild(QListWidget)
    place = rows.visualItemRect(rows.item(1)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["New project"]


def test_the_palette_of_the_window_offers_every_action_and_key(window) -> None:
    entries = window.about.entries()
    scheme = window.workspace.session.project.scheme
    texts = [entry.text.split(":")[0] for entry in entries]
    assert {spec.text.rstrip("…") for spec in ACTIONS} <= set(texts)
    keys = [(title_of(scheme, binding), key_text(binding.key)) for binding in all_bindings(scheme)]
    assert [(entry.text, entry.keys) for entry in entries[len(ACTIONS) :]] == list(dict.fromkeys(keys))


def test_the_sheet_of_keys_shows_every_action_and_key(window, qtbot: QtBot) -> None:
    sheet = KeySheet(window.about.entries(), window)
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert {spec.text.rstrip("…") for spec in ACTIONS} <= {text.split(":")[0] for text in words}
    assert {key_text(binding.key) for binding in bindings(load_scheme("news-claims"))} <= set(words)
    sheet.close()


def test_the_sheet_is_narrowed_by_words_and_by_keys(window, qtbot: QtBot) -> None:
    sheet = KeySheet(window.about.entries(), window)
    sheet.show()

    def seen() -> list[str]:
        return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible() and label.wordWrap()]

    qtbot.keyClicks(sheet.focusWidget(), "bookmark")
    assert {"Next bookmark", "Bookmark"} <= set(seen())
    sheet.focusWidget().selectAll()
    qtbot.keyClicks(sheet.focusWidget(), "F4")
    assert seen() == ["Next bookmark"]
    sheet.close()
