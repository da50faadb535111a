"""No text names a key that can be changed: each asks the keymap for the one in effect."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.actions import ACTIONS, MENUS
from desktop.keymap import key_name, usual

FIRST_ODD_LETTER = 0x410  # Cyrillic, on which no action has a key
DESKTOP = Path(__file__).parent.parent.parent / "desktop"
MODIFIER = r"(?:Ctrl|Alt|Shift|Meta|Cmd)"
NAMED = re.compile(
    rf"\b(?:{MODIFIER}\+\S|Enter\b|Return\b|Esc(?:ape)?\b|Tab\b|Space\b|Backspace\b|Delete\b|PgUp|PgDown|F(?:[2-9]|1[0-2])\b)"
    rf"|\b{MODIFIER}\b|\([A-Z?]\)|\b[B-HJ-Z]\b(?: [a-z]|/[A-Z])|\bI (?:how|explain)|(?:^|[ ,])[/?=.] [a-z]"
)
# Keys of fields and tables, which are always the same.
FIXED = ("then Enter", "Press Enter to restore", "Enter: open", "Tab: next table")


def texts() -> Iterator[tuple[str, int, str]]:
    """Every text for people in the window's source."""
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("tr", "_tr", "translate"):
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield path.relative_to(DESKTOP).as_posix(), part.lineno, part.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize(
    "text",
    ["Next difference (K)", "J K differences", "go to it with O or Tab", "Y accepts it", ", / words", "Esc leaves"],
)
def test_a_named_key_is_found(text: str) -> None:
    assert NAMED.search(text)


def test_no_text_of_the_source_names_a_key() -> None:
    found = list(texts())
    assert len(found) > 500
    assert [place for place in found if NAMED.search(place[2])] == []


@pytest.fixture
def odd(window) -> dict[str, str]:
    """The window with another key for every action: the usual first keys, by action."""
    keymap = window.shortcuts.keymap
    scheme = window.workspace.session.project.scheme
    commands = [one for one in keymap.commands(scheme) if one.binding is None]
    for number, command in enumerate(commands):
        keymap.give(
            command, [f"Ctrl+Alt+Shift+{chr(0x3B1 + number)}" if number < 24 else f"Meta+{chr(0x410 + number)}"]
        )
    window.shortcuts.apply()
    return {row.name: key_name(usual(row.keys)[0]) for row in ACTIONS if row.keys}


def words_of(widget: QWidget) -> Iterator[str]:
    for part in (widget, *widget.findChildren(QWidget)):
        yield from (part.toolTip(), part.accessibleDescription(), part.statusTip())
        if isinstance(part, QLabel):
            yield part.text()
        elif isinstance(part, QLineEdit):
            yield part.placeholderText()


def naming(texts: Iterator[str] | list[str], usual_keys: dict[str, str]) -> list[str]:
    """The texts that name a usual key of an action as a word of its own."""
    long = {key for key in usual_keys.values() if len(key) > 1 and key != "F1"}  # F1 is a figure, too
    found = []
    for text in texts:
        plain = re.sub("|".join((r"<[^>]+>", *FIXED)), " ", text)
        split = set(re.split(r"[\s,;:.()·“”]+", plain))
        if split & long or re.search(r"\([A-Z?]\)|(?:· |with | or )[A-Z](?= |$|,|\.)|\bI how", plain):
            found.append(text)
    return found


def test_no_page_names_a_usual_key_when_all_are_changed(window, desk, odd, qtbot) -> None:
    seen = list(words_of(window))
    window.actions_by_name["next_suggestion"].trigger()
    seen += words_of(window)
    desk.commands.marking.reject()
    seen += words_of(window)
    window.actions_by_name["agreement"].trigger()
    agreeing = window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    seen += words_of(agreeing.page)
    window.pages._comparison()  # noqa: SLF001  with one annotator there is nothing to compare
    seen += words_of(window.pages.compare)
    window.show_welcome()
    seen += words_of(window)
    assert naming(seen, odd) == []
    assert any(window.shortcuts.keymap.shown_key("palette") in text for text in seen)


def test_notices_name_the_keys_in_effect(window, desk, at, odd, press) -> None:
    told: list[str] = []
    for commands in desk.commands:
        if hasattr(commands, "told"):
            commands.told.connect(told.append)
    at.caret("Nobody else")
    desk.commands.grouping.join()
    desk.commands.marking.accept()
    press("A")
    desk.commands.finishing.done()
    desk.commands.finishing.done()
    assert len(told) >= 3
    assert naming(told, odd) == []


def test_menus_show_the_keys_in_effect(window, odd) -> None:
    actions: dict[str, QAction] = window.actions_by_name
    assert not {key.toString() for action in actions.values() for key in action.shortcuts()} & set(odd.values())


def test_texts_name_menu_entries_as_they_are_called() -> None:
    entries = {f"{menu} → {row.text}" for menu, rows in MENUS.items() for row in rows}
    begun = re.compile(rf"(?:{'|'.join(MENUS)}) → \w")
    sources = [*DESKTOP.rglob("*.py"), *(DESKTOP.parent / "annotations").rglob("*.py"), DESKTOP.parent / "CHANGELOG.md"]
    found = [line for path in sources for line in path.read_text(encoding="utf-8").splitlines() if begun.search(line)]
    assert len(found) >= 5
    assert [line for line in found if not any(entry.rstrip("…") in line for entry in entries)] == []
