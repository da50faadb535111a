"""The keys of the compare and agreement pages: in menus, palette and key sheet, changed by the user, and only there."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.actions import ACTIONS
from desktop.plain import shown
from desktop.views.agreement.explanation import Explanation
from desktop.views.key_sheet import KeySheet

OF_COMPARE = {row.name for row in ACTIONS if row.page == "compare"}
OF_AGREEMENT = {row.name for row in ACTIONS if row.page == "agreement"}


@pytest.fixture
def comparing(open_window, sample):
    """Ana's window on the comparison of the sample's first article."""
    ana = open_window(sample)
    ana.sit_down()
    ana.press("Ctrl+Shift+G")
    assert ana.window.pages.comparison
    return ana


def enabled(ana) -> set[str]:
    return {name for name, action in ana.window.actions_by_name.items() if action.isEnabled()}


def menus(ana) -> list[str]:
    return [shown(one.text()) for one in ana.window.menuBar().actions() if one.isVisible()]


def give(ana, name: str, *keys: str) -> None:
    keymap = ana.window.shortcuts.keymap
    command = next(one for one in keymap.commands(ana.project.scheme) if one.id == name)
    keymap.give(command, keys)
    ana.window.shortcuts.apply()


def test_they_act_on_their_page_only(comparing) -> None:
    assert enabled(comparing) >= OF_COMPARE
    assert not enabled(comparing) & OF_AGREEMENT
    comparing.press("Backspace")
    assert comparing.window.pages.at_article
    assert not enabled(comparing) & (OF_COMPARE | OF_AGREEMENT)
    comparing.press("Ctrl+G")
    assert enabled(comparing) >= OF_AGREEMENT
    assert not enabled(comparing) & OF_COMPARE
    comparing.press("Alt+Left")
    assert comparing.window.pages.at_article


def test_their_menus_are_seen_on_their_page(comparing) -> None:
    assert "Compare" in menus(comparing)
    assert "Agreement" not in menus(comparing)
    comparing.press("Esc Ctrl+G")
    assert "Compare" not in menus(comparing)
    assert "Agreement" in menus(comparing)
    comparing.press("Esc")
    assert not {"Compare", "Agreement"} & set(menus(comparing))


def test_the_palette_offers_them_on_their_page(comparing) -> None:
    offered = {
        entry.text: entry for entry in comparing.window.about.entries() if entry.run and entry.group == "Compare"
    }
    assert set(offered) == {row.text for row in ACTIONS if row.page == "compare"}
    assert offered["Next difference"].keys == "J  N"
    before = comparing.window.pages.compare.current
    offered["Next difference"].run()
    assert comparing.window.pages.compare.current != before


def test_the_key_sheet_has_them_on_every_page(comparing) -> None:
    for _ in range(2):
        sheet = KeySheet(comparing.window.about.entries(), comparing.window)
        words = {label.text() for label in sheet.findChildren(QLabel)}
        assert {"Compare", "Agreement", "Next difference", "Explain this figure"} <= words
        sheet.close()
        comparing.press("Esc")


def test_a_changed_key_holds_at_once_and_is_named(comparing) -> None:
    page = comparing.window.pages.compare
    give(comparing, "side_by_side", "F9")
    comparing.press("L")
    assert not page.is_beside
    comparing.press("F9")
    assert page.is_beside
    assert any("F9: side by side" in label.text() for label in page.findChildren(QLabel))


def test_a_key_may_mean_something_else_on_the_article(comparing) -> None:
    give(comparing, "next_difference", "Y")  # accepts suggestions on the article's page
    page = comparing.window.pages.compare
    before = page.current
    comparing.press("Y")
    assert page.current != before
    comparing.press("Esc")
    assert comparing.window.actions_by_name["accept"].shortcut().toString() == "Y"


def test_keys_of_the_scheme_leave_those_of_other_pages_alone(comparing) -> None:
    give(comparing, "claim/field/stance/oppose", "J")
    comparing.press("Esc")
    actions = comparing.window.actions_by_name
    assert [key.toString() for key in actions["next_claim"].shortcuts()] == []
    assert [key.toString() for key in actions["next_difference"].shortcuts()] == ["J", "N"]


def test_a_figure_of_the_overview_is_explained_by_its_key(comparing, qtbot) -> None:
    comparing.press("Esc Ctrl+G")
    agreeing = comparing.window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    give(comparing, "explain_figure", "F7")
    agreeing.page.overview.select(-1)
    agreeing.page.take_keyboard()
    assert QApplication.focusWidget() is agreeing.page.overview.table
    comparing.press("F7")
    dialog = agreeing.page.findChild(Explanation)
    assert dialog.isVisible()
    dialog.close()
