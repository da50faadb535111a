"""Copies of the training texts in which names are replaced, so that the model learns from what stands around them.

A name becomes the same other name everywhere in its text. Half of the new names are known to the word classes and half
are made up, letter by letter, so that the model learns both to use the classes and to do without.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from invented_names import Founder, fits
from training_data import Name, Text

ORDER = 3
# Share of organisations, buildings and events that get a name that is made up.
MADE_UP = 0.5
SUFFIXES = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
INITIAL = re.compile(r"[A-Z]\.?")


class Inventor:
    """Make up names that look like those it has seen."""

    def __init__(self, names: Iterable[str]) -> None:
        self.next: defaultdict[str, list[str]] = defaultdict(list)
        self.seen = set(names)
        for name in sorted(self.seen):
            padded = "^" * ORDER + name + "$"
            for i in range(ORDER, len(padded)):
                self.next[padded[i - ORDER : i]].append(padded[i])

    def invent(self, chance: random.Random) -> str:
        """Make up a name of four to twelve letters."""
        while True:
            name = "^" * ORDER
            while not name.endswith("$") and len(name) < ORDER + 13:
                name += chance.choice(self.next[name[-ORDER:]])
            if name.endswith("$") and 4 <= len(name) - ORDER - 1 <= 12 and name[ORDER:-1] not in self.seen:
                return name[ORDER:-1]


class Renamer:
    """Give a text's people, places and acronyms other names."""

    def __init__(self, first: set[str], family: set[str], places: set[str]) -> None:
        self.known = {"first": sorted(first), "family": sorted(family), "place": sorted(places)}
        self.inventors = {kind: Inventor(names) for kind, names in self.known.items()}

    def renamed(self, text: Text, chance: random.Random) -> Text:
        """Return a copy with other names; the shares of what is replaced are in `replacement`."""
        chosen: dict[tuple[str, str], str] = {}
        return rewritten(text, lambda old, label: self.replacement(old, label, chosen, chance))

    def replacement(self, old: str, label: str, chosen: dict[tuple[str, str], str], chance: random.Random) -> str:
        """Return what stands for a name in this text."""
        if label == "PERSON":
            words = old.split(" ")
            if len(words) > 4 or not all(word[:1].isalpha() for word in words):
                return old
            return " ".join(
                self.word(word, "first" if i < len(words) - 1 else "family", chosen, chance)
                for i, word in enumerate(words)
            )
        if label == "GPE" and old.isalpha() and not old.isupper():
            return self.once(old, label, chosen, lambda: self.pick("place", chance) if chance.random() < 0.6 else old)
        if label == "ORG" and old.isupper() and old.isalpha() and 2 < len(old) < 7:
            letters = "ABCDEFGHIKLMNOPRSTUVW"
            made_up = "".join(chance.choice(letters) for _ in old)
            return self.once(old, label, chosen, lambda: made_up if chance.random() < 0.6 else old)
        return old

    def word(self, word: str, kind: str, chosen: dict[tuple[str, str], str], chance: random.Random) -> str:
        """Return what stands for one word of a person's name; initials and particles stay."""
        if not word[0].isupper() or INITIAL.fullmatch(word) or SUFFIXES.fullmatch(word):
            return word
        return self.once(word, "PERSON", chosen, lambda: self.pick(kind, chance))

    def pick(self, kind: str, chance: random.Random) -> str:
        """Return a known name or a made-up one."""
        return chance.choice(self.known[kind]) if chance.random() < 0.5 else self.inventors[kind].invent(chance)

    def once(self, old: str, label: str, chosen: dict[tuple[str, str], str], make: Callable[[], str]) -> str:
        """Return the name that stands for an old one, made when it is first met."""
        if (old, label) not in chosen:
            chosen[old, label] = make()
        return chosen[old, label]


class Swapper:
    """Give organisations, groups and events the names of others, from the training texts or made up."""

    def __init__(self, texts: Iterable[Text], founder: Founder) -> None:
        self.founder = founder
        counts = Counter(
            (label, text.text[start:end])
            for text in texts
            for start, end, label in text.names
            if label in ("ORG", "EVENT", "LOC", "NORP", "FAC")
        )
        self.pool: defaultdict[str, list[str]] = defaultdict(list)
        for (label, name), _ in sorted(counts.items()):
            self.pool[label].append(name)

    def swapped(self, text: Text, chance: random.Random, share: float) -> Text:
        """Return a copy in which a share of these names is exchanged."""
        chosen: dict[tuple[str, str], str] = {}

        def swap(old: str, label: str) -> str:
            if (old, label) not in chosen:
                chosen[old, label] = self.other(old, label, chance) if chance.random() < share else old
            return chosen[old, label]

        return rewritten(text, swap)

    def other(self, old: str, label: str, chance: random.Random) -> str:
        """Return what may stand for a name, or the name itself."""
        if fits(old, label) and chance.random() < MADE_UP:
            return self.founder.name(label, chance)
        return old if label not in self.pool or old.islower() else chance.choice(self.pool[label])


def rewritten(text: Text, replace: Callable[[str, str], str]) -> Text:
    """Return a copy in which every name is what `replace` says for it and its label."""
    parts, names, position, length = [], [], 0, 0
    for start, end, label in text.names:
        new = replace(text.text[start:end], label)
        parts += [text.text[position:start], new]
        length += start - position
        names.append((length, length + len(new), label))
        length += len(new)
        position = end
    return Text("".join([*parts, text.text[position:]]), names, text.source, text.doc)


def upper_cased(text: Text) -> Text:
    """Return a copy in capitals, or the text itself where that would move its names."""
    shouted = text.text.upper()
    return text._replace(text=shouted) if len(shouted) == len(text.text) else text


def chunks(text: Text, longest: int) -> list[Text]:
    """Cut a text at ends of sentences into chunks of at most `longest` characters, never inside a name."""
    names: list[Name] = list(text.names)
    inside = {i for start, end, _ in names for i in range(start + 1, end)}
    ends = [match.end() for match in re.finditer(r"[.!?][”\"']?\s+(?=[A-Z“\"])|\n+", text.text)]
    cuts = [0]
    for i, end in enumerate(ends):
        after = ends[i + 1] if i + 1 < len(ends) else len(text.text)
        if after - cuts[-1] > longest and end not in inside and end > cuts[-1]:
            cuts.append(end)
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(text.text)], strict=True):
        own = [(a - start, b - start, label) for a, b, label in names if start <= a and b <= end]
        if text.text[start:end].strip():
            found.append(Text(text.text[start:end], own, text.source, text.doc))
    return found
