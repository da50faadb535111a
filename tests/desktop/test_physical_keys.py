from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.physical_keys import X_OFFSET, place
from desktop.window import Window

QWERTY = {"A": 30, "Q": 16, "M": 50, "W": 17, "Z": 44, "1": 2, "0": 11, "P": 25, "L": 38, "U": 22}
SEMICOLON = 39  # where AZERTY has its M
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def event(
    kind: QEvent.Type, scan: int, written: str, modifiers: Qt.KeyboardModifier = NONE, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(kind, ord(written.upper()), modifiers, scan, virtual, 0, written)


class _Asked(QObject):
    """Answers for the platform: a press sent by a program is asked about twice, the second time without its code."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self._key: int | None = ord(written.upper())

    def eventFilter(self, watched: QObject, asked: QEvent) -> bool:
        again = asked.type() == QEvent.Type.ShortcutOverride and asked.key() == self._key
        if again:
            asked.accept()
            self._key = None
        return again


@pytest.fixture
def strike(window: Window) -> Callable[..., bool]:
    """Press the key where QWERTY has `at` on a layout that writes `written`; say if it was claimed."""
    window.shortcuts.physical_keys.platform = "xcb"

    def struck(at: str | int, written: str, modifiers: Qt.KeyboardModifier = NONE) -> bool:
        scan = X_OFFSET + (at if isinstance(at, int) else QWERTY[at])
        target, asked = QApplication.focusWidget() or window, _Asked(written)
        first = event(QEvent.Type.ShortcutOverride, scan, written, modifiers)
        first.ignore()
        QCoreApplication.sendEvent(target, first)
        if first.isAccepted():
            target.installEventFilter(asked)
        QCoreApplication.sendEvent(target, event(QEvent.Type.KeyPress, scan, written, modifiers))
        target.removeEventFilter(asked)
        return first.isAccepted()

    return struck


@pytest.fixture
def stance(desk, at, press) -> Callable[[], object]:
    """A claim with the focus, and its stance."""
    at.caret("Nobody else")
    press("Space")
    return lambda: at.focused.fields.get("stance")


@pytest.mark.parametrize(
    ("platform", "scan", "virtual", "meant"),
    [
        ("xcb", 38, 0x61, "A"), ("wayland", 38, 0, "A"), ("wayland-egl", 24, 0, "Q"), ("xcb", 10, 0, "1"),
        ("xcb", 19, 0, "0"), ("windows", 30, 0x51, "A"), ("windows", 44, 0, "Z"), ("cocoa", 1, 0, "A"),
        ("cocoa", 1, 12, "Q"), ("cocoa", 1, 18, "1"), ("cocoa", 1, 29, "0"), ("cocoa", 1, 46, "M"),
        ("xcb", 0, 0, ""), ("xcb", 87, 0, ""), ("windows", 39, 0, ""), ("cocoa", 1, 41, ""), ("offscreen", 38, 0, ""),
    ],
)  # fmt: skip
def test_a_place_is_known_on_each_platform(platform: str, scan: int, virtual: int, meant: str) -> None:
    assert place(event(QEvent.Type.KeyPress, scan, "x", virtual=virtual), platform) == meant


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_every_letter_and_digit_has_one_place(platform: str) -> None:
    codes = [event(QEvent.Type.KeyPress, n, "x", virtual=n) for n in range(128)]
    found = [key for code in codes if (key := place(code, platform))]
    assert sorted(found) == list("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_on_azerty_the_key_in_the_place_of_a_opposes(strike, stance) -> None:
    assert strike("A", "q")
    assert stance() == "oppose"


def test_on_azerty_the_digits_need_no_shift(strike, stance, at) -> None:
    assert strike("1", "&")
    assert at.focused.fields["claim_type"] == "denial"


def test_a_cyrillic_layout_has_all_keys(strike, stance) -> None:
    assert strike("A", "ф")
    assert stance() == "oppose"


def test_shift_counts(strike, desk, at) -> None:
    at.select("Port talks")
    assert strike("P", "з", SHIFT)
    assert at.focused.label == "PERSON"


def test_what_the_layout_agrees_on_goes_its_usual_way(strike, stance) -> None:
    assert not strike("A", "a")
    assert stance() == "oppose"


def test_a_letter_whose_place_means_nothing_means_nothing(strike, stance, desk, at) -> None:
    assert strike("L", "n")
    assert at.focused is not None
    assert stance() is None


def test_a_sign_that_is_a_key_itself_stays_one(strike, stance) -> None:
    assert not strike("M", ",")
    assert not strike("M", "?", SHIFT)


def test_a_letter_in_the_place_of_a_sign_is_meant_as_it_is_written(strike, stance) -> None:
    assert not strike(SEMICOLON, "m")


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta", "GroupSwitch", "Keypad"])
def test_keys_with_ctrl_or_alt_are_meant_as_they_are_written(strike, stance, held: str) -> None:
    assert not strike("A", "q", getattr(Qt.KeyboardModifier, f"{held}Modifier"))
    assert stance() is None


def test_it_can_be_switched_off(strike, stance, window: Window) -> None:
    window.settings.keys_by_position = False
    window.shortcuts.apply()
    assert not strike("A", "q")
    assert stance() is None


def test_a_line_of_text_gets_what_the_layout_writes(strike, stance, desk) -> None:
    desk.header.search.setFocus()
    strike("A", "q")
    strike("1", "&")
    assert desk.header.search.text() == "q&"
    assert stance() is None


def test_a_dead_key_in_a_line_of_text_is_left_to_it(strike, stance, desk, window: Window) -> None:
    desk.header.search.setFocus()
    dead = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Dead_Circumflex, NONE, X_OFFSET + QWERTY["A"], 0, 0, "^"
    )  # fmt: skip
    dead.ignore()
    QCoreApplication.sendEvent(desk.header.search, dead)
    assert not dead.isAccepted()


def test_in_the_queue_the_press_does_not_search_the_list(strike, stance, desk) -> None:
    rows = desk.queue_view._list  # noqa: SLF001
    rows.setFocus()
    assert strike("A", "q")
    assert stance() == "oppose"


def test_the_next_press_is_looked_at_anew(strike, stance, at) -> None:
    strike("A", "q")
    strike("Q", "a")
    assert (stance(), at.focused.fields.get("certainty")) == ("oppose", "certain")


def test_an_action_with_a_letter_is_meant_by_place_too(strike, desk, at, press) -> None:
    at.focus("Oslo")
    strike(21, "z")  # QWERTZ: where QWERTY has Y, which accepts
    assert "Oslo" in at.quotes


@pytest.mark.parametrize("letter", ["я", "ζ", "ظ", "ז", "ㅋ"])
def test_ctrl_with_a_letter_is_meant_by_place_where_there_are_no_latin_letters(
    strike, stance, desk, letter: str
) -> None:
    before = len(desk.opened.marks)
    assert strike("Z", letter, CTRL)
    assert len(desk.opened.marks) == before - 1
    assert strike("Z", letter, CTRL | SHIFT)
    assert len(desk.opened.marks) == before


def test_a_sign_in_the_place_of_a_letter_counts_after_a_letter_that_is_not_latin(strike, desk, window: Window) -> None:
    asked: list[bool] = []
    window.actions_by_name["find"].triggered.connect(lambda: asked.append(True))
    assert not strike(33, ";", CTRL)
    strike("A", "α")
    assert strike(33, ";", CTRL)  # where QWERTY has its F
    assert asked == [True]
    desk.reader.setFocus()
    strike("A", "a")
    assert not strike(33, ";", CTRL)


def test_latin_letters_that_are_only_there_with_shift_do_not_count(strike, stance, desk) -> None:
    before = len(desk.opened.marks)
    strike("Z", "ז", CTRL)
    assert strike("Z", "Z", CTRL | SHIFT)
    assert len(desk.opened.marks) == before


def test_ctrl_with_a_letter_works_in_a_line_of_text_too(strike, stance, desk) -> None:
    before = len(desk.opened.marks)
    line = desk.header.search
    line.setFocus()
    line.setText("words")
    strike("A", "ф", CTRL)
    assert line.selectedText() == "words"
    strike(45, "ч", CTRL)  # where QWERTY has its X
    assert line.text() == ""
    strike(47, "м", CTRL)  # V
    assert line.text() == "words"
    strike("Z", "я", CTRL)
    assert line.text() == ""
    assert len(desk.opened.marks) == before


def test_with_keys_by_place_switched_off_ctrl_still_works(strike, stance, desk, window: Window) -> None:
    window.settings.keys_by_position = False
    window.shortcuts.apply()
    before = len(desk.opened.marks)
    assert strike("Z", "я", CTRL)
    assert len(desk.opened.marks) == before - 1


def test_altgr_is_left_to_the_layout(strike, stance) -> None:
    assert not strike("Z", "я", CTRL | Qt.KeyboardModifier.GroupSwitchModifier)
