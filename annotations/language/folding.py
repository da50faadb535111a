"""Find words in a text as people do: without regard to case and accents. Positions are code points of the text."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import combining, normalize


class Folded:
    """A text without case and accents, and where each of its letters came from."""

    def __init__(self, text: str) -> None:
        table = {ord(sign): fold(sign) for sign in set(text)}
        self.words = text.translate(table)
        self._text = text
        odd = {sign for sign in map(chr, table) if len(table[ord(sign)]) != 1}
        # Where letters begin that became none or several, and by how much what comes after them has moved by then.
        self._places = [number for number, sign in enumerate(text) if sign in odd] if odd else []
        moved = accumulate(len(table[ord(text[place])]) - 1 for place in self._places)
        self._moved = list(moved)
        before = [0, *self._moved]
        self._begins = [place + before[number] for number, place in enumerate(self._places)]

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Where some words are, from left to right; they do not overlap. Accents belong to the letters before them."""
        wanted = "".join(map(fold, words))
        place = self.words.find(wanted) if wanted else -1
        while place >= 0:
            start, end = self._origin(place), self._origin(place + len(wanted) - 1) + 1
            while end < len(self._text) and combining(self._text[end]):
                end += 1
            yield start, end
            place = self.words.find(wanted, place + len(wanted))

    def _origin(self, place: int) -> int:
        """The position in the text of a letter of the folded one."""
        odd = bisect_right(self._begins, place) - 1
        if odd >= 0 and self._begins[odd] <= place < self._begins[odd] + self._length(odd):
            return self._places[odd]
        return place - (self._moved[odd] if odd >= 0 else 0)

    def _length(self, odd: int) -> int:
        return self._moved[odd] - (self._moved[odd - 1] if odd else 0) + 1


def fold(sign: str) -> str:
    """A letter without case and accents; nothing for an accent of its own, and two letters for one such as ß."""
    apart = normalize("NFKD", sign.casefold())
    return "".join(letter for letter in apart if not combining(letter)).casefold()
