from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence

from annotations.scheme import builtin_schemes, load_scheme, with_remarks
from desktop.actions import ACTIONS
from desktop.keymap import CARET_KEYS, Command, Keymap, clashes, conflicts
from desktop.keys import bindings
from desktop.settings import Settings
from desktop.views.widgets.chips import Chip

SCHEME = load_scheme("news-claims")
OPPOSE, SUPPORT = "claim/field/stance/oppose", "claim/field/stance/support"


@pytest.fixture
def keymap(settings: Settings) -> Keymap:
    return Keymap(settings, ACTIONS)


def command(keymap: Keymap, name: str) -> Command:
    return next(one for one in keymap.commands(SCHEME) if one.id == name)


def key_of(keymap: Keymap, name: str) -> str:
    return next((binding.key for binding in keymap.bindings(SCHEME) if binding.id == name), "")


def others(keymap: Keymap, name: str, key: str) -> list[str]:
    return [other.id for other in clashes(command(keymap, name), key, keymap.commands(SCHEME))]


def test_on_the_first_day_the_keys_are_those_of_the_table_and_of_the_scheme(keymap: Keymap) -> None:
    usual = {row.name: tuple(QKeySequence(key).toString() for key in row.keys) for row in ACTIONS}
    assert {name: keymap.of_action(name) for name in usual} == usual
    assert keymap.bindings(SCHEME) == bindings(SCHEME)


@pytest.mark.parametrize("name", builtin_schemes())
def test_the_usual_keys_do_not_clash(keymap: Keymap, name: str) -> None:
    assert conflicts(keymap.commands(load_scheme(name))) == {}


def test_names_of_commands_are_told_apart(keymap: Keymap) -> None:
    names = [one.id for one in keymap.commands(SCHEME)]
    assert len(names) == len(set(names))


def test_other_keys_are_remembered(keymap: Keymap, tmp_path: Path) -> None:
    keymap.give(command(keymap, "undo"), ["F9", "Ctrl+Alt+Z"])
    keymap.give(command(keymap, OPPOSE), ["-"])
    again = Keymap(Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)), ACTIONS)
    assert (command(again, "undo").keys, key_of(again, OPPOSE)) == (("F9", "Ctrl+Alt+Z"), "-")
    assert (again.actions_on("F9"), again.actions_on("Ctrl+Z")) == (["undo"], [])


def test_usual_keys_are_not_kept_as_changed(keymap: Keymap, settings: Settings) -> None:
    keymap.give(command(keymap, OPPOSE), ["-"])
    keymap.give(command(keymap, OPPOSE), ["A"])
    assert settings.keys == {}


def test_everything_can_be_given_its_usual_keys(keymap: Keymap, settings: Settings) -> None:
    keymap.give(command(keymap, OPPOSE), ["-"])
    keymap.reset()
    assert (key_of(keymap, OPPOSE), settings.keys) == ("A", {})


def test_what_has_no_key_can_be_given_one_and_what_has_one_can_lose_it(keymap: Keymap) -> None:
    keymap.give(command(keymap, "claim/field/quote/direct"), ["Ctrl+Alt+Q"])
    keymap.give(command(keymap, OPPOSE), [])
    assert (key_of(keymap, "claim/field/quote/direct"), key_of(keymap, OPPOSE)) == ("Ctrl+Alt+Q", "")


@pytest.mark.parametrize("kept", ["", "no json", "[1]", '{"undo": 7}', '{"undo": ["no such key"]}'])
def test_damaged_settings_are_as_good_as_none(settings: Settings, kept: str) -> None:
    settings.store.setValue("keys", kept)
    assert key_of(Keymap(settings, ACTIONS), OPPOSE) == "A"


def test_an_action_clashes_with_every_other_action_and_every_key_of_the_scheme(keymap: Keymap) -> None:
    assert others(keymap, "undo", "Ctrl+F") == ["find"]
    assert others(keymap, "undo", "S") == ["claim/field/stance/neutral"]
    assert set(others(keymap, "undo", "1")) == {"boilerplate/label/nav/", "claim/field/claim_type/denial"}
    assert others(keymap, OPPOSE, "J") == ["next_claim"]


def test_keys_of_the_scheme_clash_within_their_layer_only(keymap: Keymap) -> None:
    assert others(keymap, OPPOSE, "D") == [SUPPORT]
    assert others(keymap, "boilerplate/label/nav/", "D") == []
    assert others(keymap, "entity/label/PERSON/", "D") == []


def test_what_can_be_meant_anywhere_clashes_across_layers(keymap: Keymap) -> None:
    assert others(keymap, "entity/label/PERSON/", "Alt+0") == ["document/field/noise/clean"]
    assert others(keymap, OPPOSE, "Space") == ["claim/layer//"]
    assert others(keymap, "boilerplate/label/nav/", "Ctrl+2") == ["/status/done/"]


def test_the_keys_of_the_caret_are_nobodys(keymap: Keymap) -> None:
    assert others(keymap, OPPOSE, "Shift+Left") == [""]
    assert not {key for one in keymap.commands(SCHEME) for key in one.keys} & set(CARET_KEYS)
    assert all(QKeySequence(key).toString() == key for key in CARET_KEYS)


def test_a_clash_that_is_stored_is_told_for_both(keymap: Keymap) -> None:
    keymap.give(command(keymap, OPPOSE), ["D"])
    found = conflicts(keymap.commands(SCHEME))
    assert {name: [other.id for other in clashing] for name, clashing in found.items()} == {
        OPPOSE: [SUPPORT],
        SUPPORT: [OPPOSE],
    }


def test_a_new_key_holds_at_once_everywhere(window, desk, at, press: Callable[[str], None]) -> None:
    keymap = window.shortcuts.keymap
    keymap.give(command(keymap, "entity/label/EVENT/"), ["Ctrl+Alt+E"])
    keymap.give(command(keymap, "undo"), ["F9"])
    window.shortcuts.apply()
    at.select("Port talks")
    press("Shift+E")
    assert at.focused is None
    press("Ctrl+Alt+E")
    assert at.focused.label == "EVENT"
    press("F9")
    assert "Port talks" not in at.quotes
    assert "Ctrl+Alt+E" in [entry.keys for entry in window.shortcuts.entries()]


def test_the_chips_show_the_new_key(window, desk) -> None:
    chips = {chip.text(): chip for chip in desk.inspector.form("claim").findChildren(Chip)}
    assert chips["Oppose"]._key == "A"  # noqa: SLF001
    keymap = window.shortcuts.keymap
    keymap.give(command(keymap, OPPOSE), ["Shift+F5"])
    window.shortcuts.apply()
    assert chips["Oppose"]._key == "⇧F5"  # noqa: SLF001


def test_a_key_that_the_scheme_has_too_is_the_schemes(window, at, press: Callable[[str], None]) -> None:
    keymap = window.shortcuts.keymap
    keymap.give(command(keymap, OPPOSE), ["J"])
    window.shortcuts.apply()
    assert window.actions_by_name["next_claim"].shortcuts() == []
    at.caret("Nobody else")
    press("Space J")
    assert at.focused.fields["stance"] == "oppose"
    window.show_welcome()
    assert window.actions_by_name["next_claim"].shortcuts() == [QKeySequence("J")]


def test_a_remark_has_one_key_in_all_layers(keymap: Keymap) -> None:
    scheme = with_remarks(SCHEME)
    unsure = [command for command in keymap.commands(scheme) if command.id == "remark/unsure"]
    assert [(one.group, one.title, one.keys) for one in unsure] == [("Remarks", "Unsure", ("U",))]
    keymap.give(unsure[0], ["F7"])
    found = [binding for binding in keymap.bindings(scheme) if binding.name == "unsure"]
    assert [binding.key for binding in found] == ["F7"] * len(scheme.layers)
    assert not conflicts(keymap.commands(scheme))
    keymap.give(unsure[0], ["A"])
    assert "claim/field/stance/oppose" in conflicts(keymap.commands(scheme))


def test_keys_of_different_pages_do_not_clash_and_those_of_every_page_do(keymap: Keymap) -> None:
    assert others(keymap, "next_difference", "Y") == []
    assert others(keymap, "next_difference", "A") == []  # a key of the scheme
    assert others(keymap, "next_difference", "I") == []
    assert others(keymap, "next_difference", "H") == ["hide_names"]
    assert others(keymap, "next_difference", "Ctrl+K") == ["palette"]
    assert "next_difference" in others(keymap, "palette", "J")
    assert others(keymap, "next_difference", "Left") == [""]
