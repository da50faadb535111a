"""Physical key positions: on any layout, the key in the place of A on QWERTY means A.

Letters and digits are meant by place, with Shift or without, as the left hand lies on them. Everything else is meant by
what the layout writes, and so is a letter's place where the layout has a sign that is a key itself: on AZERTY the comma
stays the comma. Fields for text get what the layout writes: they take a press for themselves before the window sees it.

With Ctrl or Alt a letter is meant as the layout writes it, unless the layout has no Latin letters: then its place is
meant, in fields for text as well. Where a second layout has them, the platform finds them there by itself.
"""

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

# Scan codes of set 1, which evdev shares (linux/input-event-codes.h): each row of keys counts up from a code.
_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_BY_SCAN_CODE = {first + place: key for first, row in _ROWS.items() for place, key in enumerate(row)}
# Virtual key codes of macOS (kVK_ANSI_… in Carbon's HIToolbox/Events.h), counted up from 0; a blank is another key.
_MAC = "ASDFHGZXCV BQWERYT123465 97 80 OU IP LJ K    NM"
_BY_MAC_CODE = {code: key for code, key in enumerate(_MAC) if key != " "}
X_OFFSET = 8  # X keycodes are evdev's and 8 more, also under Wayland

SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

Find = Callable[[str], Callable[[], object] | None]


def place(event: QKeyEvent, platform: str) -> str:
    """The letter or digit that QWERTY has where a key lies; empty for any other key. `platform` is Qt's name of it."""
    if platform == "cocoa":
        return _BY_MAC_CODE.get(event.nativeVirtualKey(), "")
    if platform == "windows":
        return _BY_SCAN_CODE.get(event.nativeScanCode(), "")
    if platform == "xcb" or platform.startswith("wayland"):
        return _BY_SCAN_CODE.get(event.nativeScanCode() - X_OFFSET, "")
    return ""


class PhysicalKeys(QObject):
    """Watches a window, and does what a key means by its place when the layout writes something else there."""

    def __init__(self, window: QWidget, find: Find) -> None:
        super().__init__(window)
        self.on = True
        self.platform = QGuiApplication.platformName()
        self._find = find
        self._due: Callable[[], object] | None = None
        self._latin = True  # whether the layout has Latin letters, as far as the last letter tells
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a press before it becomes a shortcut, and then keep it from whatever has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return watched is self.parent() and self._claim(watched, event)
        if event.type() == QEvent.Type.KeyPress and self._due:
            due, self._due = self._due, None
            if watched is not self.parent():
                watched.removeEventFilter(self)
            due()
            return True
        return False

    def _claim(self, window: QObject, event: QKeyEvent) -> bool:
        self._due = None
        focused = QApplication.focusWidget()
        self._look_at_layout(event)
        if event.modifiers() & WITH:
            self._due = self._meant_with_modifiers(event, focused or window)
        elif self.on and not (focused and focused.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)):
            self._due = self._meant(event)
        if self._due:
            # The press itself goes to what has the keyboard, not to the window: be asked first.
            (focused or window).installEventFilter(self)
            event.accept()
        return self._due is not None

    def _look_at_layout(self, event: QKeyEvent) -> None:
        if not place(event, self.platform):  # it was not struck on a keyboard, or is no letter's place
            return
        if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
            # With Shift some layouts, as the Hebrew one, write Latin letters that they have nowhere else.
            self._latin = self._latin or not event.modifiers() & SHIFT
        elif event.key() <= sys.maxunicode and chr(event.key()).isalpha():
            self._latin = False

    def _meant_with_modifiers(self, event: QKeyEvent, target: QObject) -> Callable[[], object] | None:
        """What Ctrl or Alt with a letter means by its place; none when the layout has such a letter."""
        key = place(event, self.platform)
        if not key.isalpha() or self._latin or event.modifiers() & ~(WITH | SHIFT | KEYPAD):
            return None
        return partial(self._press, target, ord(key), event.modifiers())

    def _press(self, target: QObject, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Press a Latin letter instead: what has the keyboard may take it before it becomes a shortcut."""
        kinds = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress
        asked, pressed = (QKeyEvent(kind, key, modifiers) for kind in kinds)
        asked.ignore()
        QCoreApplication.sendEvent(target, asked)
        name = QKeySequence(key | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)
        action = None if asked.isAccepted() else self._find(name)
        if action:
            action()
        else:
            QCoreApplication.sendEvent(target, pressed)

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a press means by its place; none when the layout should have its way."""
        key = place(event, self.platform)
        if not key or event.modifiers() & ~SHIFT or event.key() == ord(key):
            return None
        written = event.text()
        if written and not written.isalnum() and self._find(written):
            return None
        found = self._find(f"Shift+{key}" if event.modifiers() & SHIFT else key)
        # A letter whose place means nothing must not mean what the layout writes: another place means that.
        return found or (_nothing if key.isalpha() and written.isalpha() else None)


def _nothing() -> None:
    """Do nothing."""
