from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.actions import ACTIONS, MENUS
from desktop.plain import shown
from desktop.window import Window


@pytest.mark.parametrize("page", ["article", "compare", "agreement"])
def test_no_two_actions_of_a_page_have_the_same_key(page: str) -> None:
    rows = [row for row in ACTIONS if row.page in (page, "everywhere")]
    counted = Counter(QKeySequence(key).toString() for row in rows for key in row.keys)
    assert [key for key, count in counted.items() if count > 1] == []
    assert all(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)


def test_names_and_menus_are_known() -> None:
    names = [spec.name for spec in ACTIONS]
    assert len(names) == len(set(names))
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_every_action_stands_in_its_menu(window: Window) -> None:
    menus = {shown(menu.title()): menu for menu in window.menuBar().findChildren(QMenu)}
    for spec in ACTIONS:
        within = menus[spec.menu].actions()
        if spec.group:
            within = next(one.menu() for one in within if shown(one.text()) == spec.group).actions()
        assert window.actions_by_name[spec.name] in within
        assert window.actions_by_name[spec.name].shortcuts() == [QKeySequence(key) for key in spec.keys]


def test_without_a_project_only_what_makes_sense_can_be_done(window: Window) -> None:
    window.show_welcome()
    enabled = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert enabled == {
        *("new_project", "open_project", "open_sample", "quit", "preferences", "about"),
        *("theme", "larger", "smaller", "usual_size", "palette", "shortcuts"),
    }


def test_undo_says_what_it_would_undo(window: Window, desk, at, press) -> None:
    at.select("Port talks")
    press("Shift+E")
    assert window.actions_by_name["undo"].text() == "Undo: mark EVENT “Port talks”"
    assert not window.actions_by_name["redo"].isEnabled()
    press("Ctrl+Z")
    assert window.actions_by_name["redo"].text() == "Redo: mark EVENT “Port talks”"
