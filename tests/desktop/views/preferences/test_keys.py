import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
)
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS
from desktop.keymap import Keymap
from desktop.settings import Settings
from desktop.views.preferences.dialog import Preferences
from desktop.views.preferences.key_edit import KeyEdit
from desktop.window import Window


def button(dialog: Preferences, words: str) -> QAbstractButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words and one.isVisible())


def reset(dialog: Preferences) -> None:
    button(dialog, "Reset this page").click()


@pytest.fixture
def tree(turn_to) -> QTreeWidget:
    found = turn_to("Keys").findChild(QTreeWidget)
    found.setFocus()
    return found


def rows(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = (iterator.value() for iterator in QTreeWidgetItemIterator(tree))
    return [row for row in found if row.parent() and not row.isHidden()]


def row(tree: QTreeWidget, title: str) -> QTreeWidgetItem:
    return next(one for one in rows(tree) if one.text(0) == title)


@pytest.fixture
def give(tree: QTreeWidget, qtbot: QtBot) -> Callable[..., None]:
    """Choose a row, press Enter and then a key."""

    def given(title: str, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        tree.setCurrentItem(row(tree, title))
        qtbot.keyClick(tree, Qt.Key.Key_Return)
        assert isinstance(QApplication.focusWidget(), KeyEdit)
        qtbot.keyClick(QApplication.focusWidget(), key, held)

    return given


def test_every_key_of_the_window_and_of_the_scheme_is_listed(tree: QTreeWidget, window: Window) -> None:
    scheme = window.workspace.session.project.scheme
    titles = [one.text(0) for one in rows(tree)]
    assert {command.title for command in window.shortcuts.keymap.commands(scheme)} == set(titles)
    assert [one.text(1) for one in rows(tree) if one.text(0) == "Redo"] == ["Ctrl+Shift+Z", "Ctrl+Y"]


def test_rows_are_searched_by_name_key_and_group(tree: QTreeWidget, dialog: Preferences) -> None:
    search = dialog.page().findChild(QLineEdit)
    for typed, title in (("OPPOSE", "Stance: Oppose"), ("ctrl+shift+z", "Redo"), ("names", "Person")):
        search.setText(typed)
        assert title in [one.text(0) for one in rows(tree)]
        assert "Quit" not in [one.text(0) for one in rows(tree)]


@pytest.mark.skipif(sys.platform == "darwin", reason="menus of macOS have no letters")
def test_a_key_that_opens_a_menu_is_refused(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Undo", Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    told = [one.text() for one in dialog.page().findChildren(QLabel) if one.isVisible()]
    assert "This key opens a menu, so it cannot be used for anything else." in told
    button(dialog, "Keep").click()
    assert row(tree, "Undo").text(1) == "Ctrl+Z"
    assert window.shortcuts.keymap.of_action("undo") == ("Ctrl+Z",)


def test_a_free_key_is_given_at_once(tree: QTreeWidget, give, window: Window) -> None:
    give("Undo", Qt.Key.Key_F9)
    assert row(tree, "Undo").text(1) == "F9"
    assert window.actions_by_name["undo"].shortcut().toString() == "F9"
    assert window.settings.keys == {"undo": ["F9"]}


def test_enter_and_tab_are_keys_too(tree: QTreeWidget, give, dialog: Preferences) -> None:
    give("Undo", Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert row(tree, "Undo").text(1) == "Ctrl+Tab"
    give("Undo", Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert row(tree, "Undo").text(1) == "Alt+Return"
    assert dialog.isVisible()


def test_escape_leaves_the_key_as_it_was(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Undo", Qt.Key.Key_Escape)
    assert (row(tree, "Undo").text(1), window.settings.keys, dialog.isVisible()) == ("Ctrl+Z", {}, True)


def test_a_key_that_is_taken_is_not_given_unasked(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Stance: Oppose", Qt.Key.Key_D)
    assert window.settings.keys == {}
    told = [label.text() for label in dialog.page().findChildren(QLabel) if label.isVisible()]
    assert "D is already the key for “Claims · Stance: Support”." in told
    assert QApplication.focusWidget() == button(dialog, "Reassign")


def test_a_key_can_be_taken_from_another(
    tree: QTreeWidget, give, qtbot: QtBot, dialog, window: Window, at, press
) -> None:
    give("Stance: Oppose", Qt.Key.Key_D)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert (row(tree, "Stance: Oppose").text(1), row(tree, "Stance: Support").text(1)) == ("D", "")
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    at.caret("Nobody else")
    press("Space D")
    assert at.focused.fields["stance"] == "oppose"


def test_a_key_can_be_left_where_it_is(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Stance: Oppose", Qt.Key.Key_D)
    button(dialog, "Keep").click()
    assert (window.settings.keys, tree.hasFocus()) == ({}, True)


def test_the_keys_of_the_caret_cannot_be_taken(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Undo", Qt.Key.Key_Home)
    assert window.settings.keys == {}
    assert not [one for one in dialog.findChildren(QPushButton) if one.text() == "Reassign" and one.isVisible()]


def test_a_key_can_be_taken_away_and_given_back(tree: QTreeWidget, qtbot: QtBot, dialog: Preferences) -> None:
    tree.setCurrentItem(row(tree, "Redo"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert [one.text(1) for one in rows(tree) if one.text(0) == "Redo"] == ["Ctrl+Y", ""]
    button(dialog, "Reset to default").click()
    assert [one.text(1) for one in rows(tree) if one.text(0) == "Redo"] == ["Ctrl+Shift+Z", "Ctrl+Y"]


def test_a_usual_key_that_is_taken_by_now_is_asked_for(
    tree: QTreeWidget, give, qtbot: QtBot, window: Window, dialog
) -> None:
    give("Stance: Oppose", Qt.Key.Key_D)
    button(dialog, "Reassign").click()
    tree.setCurrentItem(row(tree, "Stance: Support"))
    button(dialog, "Reset to default").click()
    assert row(tree, "Stance: Support").text(1) == ""
    assert button(dialog, "Reassign").hasFocus()


def test_all_keys_can_be_reset(tree: QTreeWidget, give, window: Window, dialog: Preferences) -> None:
    give("Undo", Qt.Key.Key_F9)
    reset(dialog)
    assert (window.settings.keys, row(tree, "Undo").text(1)) == ({}, "Ctrl+Z")
    assert window.actions_by_name["undo"].shortcut().toString() == "Ctrl+Z"


def test_a_clash_that_is_stored_is_shown_beside_both(settings: Settings, window: Window, qtbot: QtBot) -> None:
    settings.keys = {"undo": ["Ctrl+Shift+F"]}
    dialog = Preferences(settings, Keymap(settings, ACTIONS), None)
    qtbot.addWidget(dialog)
    tree = dialog.findChild(QTreeWidget)
    assert (row(tree, "Undo").text(2), row(tree, "Search articles").text(2)) == ("Search articles", "Undo")


def test_a_key_is_taken_by_its_place(qtbot: QtBot) -> None:
    for by_position, key in ((True, "A"), (False, "Q")):
        edit = KeyEdit(by_position=by_position)
        qtbot.addWidget(edit)
        edit.platform = "windows"
        edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, 30, 0, 0, "q"))
        edit.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier))
        assert edit.keySequence().toString() == key


def test_without_a_project_the_keys_of_the_window_are_listed(window: Window, qtbot: QtBot) -> None:
    window.show_welcome()
    window.actions_by_name["preferences"].trigger()
    dialog = window.findChild(Preferences)
    titles = [one.text(0) for one in rows(dialog.findChild(QTreeWidget))]
    assert "Undo" in titles
    assert "Stance: Oppose" not in titles
    dialog.close()
