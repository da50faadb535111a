"""Hints: letters on marks, typed instead of a click."""

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.views.article.lanes import LanePosition

LETTERS = "fjdkslaghrueiwoqptyvnbmcxz"  # the home row first


class Hints:
    """The letters that are shown, and those that have been typed so far."""

    def __init__(self, placed: Sequence[LanePosition] = ()) -> None:
        self._words = dict(zip(hint_words(len(placed)), placed, strict=True))
        self._typed = ""

    def __bool__(self) -> bool:
        return bool(self._words)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is meant for the hints: a letter without Ctrl or Alt, or Esc."""
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        letter = len(event.text()) == 1 and event.text().isalpha() and not chord
        return bool(self._words) and (letter or event.key() == Qt.Key.Key_Escape)

    def left(self) -> dict[str, LanePosition]:
        """The letters still to type, and the marks that they stand for."""
        return {word[len(self._typed) :]: one for word, one in self._words.items() if word.startswith(self._typed)}

    def type(self, letter: str) -> LanePosition | None:
        """Type a letter; return the mark when it is found. A letter that leads nowhere begins anew."""
        self._typed += letter
        found = self.left()
        if not found:
            self._typed = ""
        return found.get("")


def hint_words(count: int) -> list[str]:
    """Letters for hints: single ones while they last, else pairs, so that none begins another."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    pairs = ("".join(pair) for pair in product(LETTERS, repeat=2))
    return [next(pairs) for _ in range(count)]
