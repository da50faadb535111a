"""Names that belong together in an article: Iván Duque, Duque and the misspelt Duke are proposed as one person.

So are the letters in brackets behind the name of an organisation, wherever they stand: World Health Agency (WHA).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotations.highlight.gazetteers import without_accents
from annotations.model import Suggestion
from annotations.scheme import FULL_NAME

LAYER, PERSON, ORGANISATION = "entity", "PERSON", "ORG"
LETTERS = re.compile(r"[A-ZÀ-Þ][\w-]{1,9}")
BRACKET = re.compile(r"\s?\(\s?")
# Letters that sound alike get one digit, and vowels none (Soundex, Russell 1918); shorter words sound too much alike.
SOUNDS = {
    letter: digit for digit, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r")) for letter in letters
}
SHORTEST_MISSPELT = 4

Words = tuple[str, ...]


def with_full_names(text: str, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Tell of every person who is named by a part of a name, or misspelt, and of letters, what the full name is."""
    people = [one for one in found if one.layer == LAYER and one.label == PERSON]
    full = {
        PERSON: full_names(text[one.start : one.end] for one in people),
        ORGANISATION: _spelled_out(text, [one for one in found if one.layer == LAYER and one.label == ORGANISATION]),
    }
    named = []
    for one in found:
        quote = text[one.start : one.end]
        whole = full.get(one.label, {}).get(quote) if one.layer == LAYER else None
        named.append(one._replace(fields={**one.fields, FULL_NAME: whole}) if whole else one)
    return named


def _spelled_out(text: str, organisations: Sequence[Suggestion]) -> dict[str, str]:
    """Return the names behind which letters stand in brackets, by these letters."""
    pairs = [(text[one.start : one.end], text[two.start : two.end], one, two) for one, two in pairwise(organisations)]
    return {
        letters: name
        for name, letters, one, two in pairs
        if BRACKET.fullmatch(text, one.end, two.start) and LETTERS.fullmatch(letters) and len(name) > len(letters)
    }


def full_names(quotes: Iterable[str]) -> dict[str, str]:
    """Return the full name of each name that is a part or a misspelling of exactly one other; the rest is left out."""
    counts = Counter(quotes)
    words = {quote: _words(quote) for quote in counts}
    found: dict[str, str] = {}
    for quote, own in words.items():
        longer = [other for other in counts if len(words[other]) > len(own) and _is_part(own, words[other])]
        alike = longer or [
            other
            for other in counts
            if len(words[other]) > 1
            and counts[other] > counts[quote] * (len(own) > 1)
            and _sounds_like(own, words[other])
        ]
        wholes = {_longest(other, counts, words) for other in alike if other != quote}
        if len(wholes) == 1:
            found[quote] = wholes.pop()
    return found


def _longest(name: str, counts: Iterable[str], words: dict[str, Words]) -> str:
    """Follow a name to the longest one that it is a part of, where there is only one."""
    longer = [other for other in counts if len(words[other]) > len(words[name]) and _is_part(words[name], words[other])]
    return max(longer, key=len) if len(longer) == 1 else name


def _words(quote: str) -> Words:
    return tuple(without_accents(word).lower().strip(".,") for word in quote.replace("-", " ").split())


def _is_part(part: Words, whole: Words) -> bool:
    """Tell whether a name is a surname of another or several, with their particles, or its first name and those."""
    if len(part) > 1 and part[0] == whole[0]:
        return part == whole[: len(part)] or _stand_in(part[1:], whole)
    return _stand_in(part, whole)


def _stand_in(words: Words, whole: Words) -> bool:
    """Tell whether words stand side by side in a name, behind its first: de la Rosa in Ana de la Rosa Díaz."""
    return any(whole[i : i + len(words)] == words for i in range(1, len(whole)))


def _sounds_like(one: Words, other: Words) -> bool:
    """Tell whether surnames differ in spelling only; of two full names the first names must be the same."""
    if one[-1] == other[-1] or min(len(one[-1]), len(other[-1])) < SHORTEST_MISSPELT:
        return False
    return _sound(one[-1]) == _sound(other[-1]) and (len(one) == 1 or one[0] == other[0])


def _sound(word: str) -> str:
    digits = [SOUNDS.get(letter) for letter in word]
    kept = [
        digit for before, digit in zip([None, *digits], digits, strict=False) if digit is not None and digit != before
    ]
    return word[:1] + "".join(map(str, kept[1:] if digits[0] is not None else kept))
