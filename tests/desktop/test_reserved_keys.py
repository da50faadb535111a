import pytest

from annotations.resources import resource
from annotations.scheme import load_scheme
from desktop.actions import ACTIONS
from desktop.keymap import Keymap, usual
from desktop.keys import bindings
from desktop.reserved_keys import why_reserved
from desktop.settings import Settings

SYSTEMS = ("linux", "win32", "darwin")


@pytest.mark.parametrize("key", ["Alt+F", "Alt+Ñ", "Alt+Я", "F10", "Shift+F10", "Alt+F4", "Alt+Space", "Meta+D"])
@pytest.mark.parametrize("system", ["linux", "win32", "freebsd14"])
def test_keys_of_menus_and_windows_are_reserved(key: str, system: str) -> None:
    assert why_reserved(key, system)


def test_each_system_has_its_own() -> None:
    reserved = {
        system: [key for key in ("Ctrl+H", "Ctrl+Esc", "Ctrl+Alt+F1", "Alt+F") if why_reserved(key, system)]
        for system in SYSTEMS
    }
    assert reserved == {"linux": ["Ctrl+Alt+F1", "Alt+F"], "win32": ["Ctrl+Esc", "Alt+F"], "darwin": ["Ctrl+H"]}


@pytest.mark.parametrize("key", ["F", "Shift+F", "Alt+0", "Alt+Left", "Ctrl+F10", "F1", "F11", "Ctrl+Alt+J", "Tab"])
def test_other_keys_are_free(key: str) -> None:
    assert [why_reserved(key, system) for system in SYSTEMS] == ["", "", ""]


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_the_usual_keys_are_free_everywhere_but_one_on_macos(system: str) -> None:
    keys = [*usual([key for row in ACTIONS for key in row.keys])]
    for path in resource("schemes").glob("*.toml"):
        keys += usual([one.key for one in bindings(load_scheme(str(path)))])
    assert [key for key in keys if why_reserved(key, system)] == []
    assert [key for key in keys if why_reserved(key, "darwin")] == ["Ctrl+H"]


def test_a_reserved_key_of_a_scheme_or_a_user_is_nobodys(settings: Settings) -> None:
    settings.keys = {"undo": ["Alt+U", "F9"]}
    keymap = Keymap(settings, ACTIONS, "linux")
    assert keymap.of_action("undo") == ("F9",)
    assert keymap.actions_on("Alt+U") == []
    assert settings.keys == {"undo": ["Alt+U", "F9"]}
    assert "Ctrl+H" not in {key for one in Keymap(settings, ACTIONS, "darwin").commands(None) for key in one.keys}
