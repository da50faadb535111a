"""Texts made of our own sentences, as wires and parliaments have them and the training texts do not, and names in them.

In the files of `sentences` a name is written [name|LABEL], and {kind} stands for a name of that kind.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from invented_names import Founder
from own_sentences import unmarked
from training_data import Text

FOLDER = Path(__file__).parent / "sentences"
SLOT = re.compile(r"\{(\w+)\}")
SHORTEST, LONGEST = 3, 7
# Share of family names that are made up.
MADE_UP = 0.3
FOUNDED = ("party", "topic", "firm", "paper", "acronym")


class Writer:
    """Write texts of sentences from a file, with names from the lists and others that are made up."""

    def __init__(self, founder: Founder, lists: Mapping[str, Sequence[str]]) -> None:
        self.founder = founder
        self.lists = lists

    def texts(self, number: int, file: str, chance: random.Random) -> list[Text]:
        """Return so many texts of some sentences each."""
        sentences = (FOLDER / file).read_text(encoding="utf-8").splitlines()
        lengths = [chance.randint(SHORTEST, LONGEST) for _ in range(number)]
        return [self.text(chance.sample(sentences, length), chance) for length in lengths]

    def text(self, sentences: Sequence[str], chance: random.Random) -> Text:
        """Fill the slots of some sentences."""
        filled = SLOT.sub(lambda slot: self.filled(slot[1], chance), " ".join(sentences) + " ")
        return Text(*unmarked(filled), source="our sentences", doc="")

    def filled(self, kind: str, chance: random.Random) -> str:
        """Return a name for a slot."""
        if kind in self.lists and not (kind == "family" and chance.random() < MADE_UP):
            return chance.choice(self.lists[kind])
        if kind in FOUNDED:
            return str(getattr(self.founder, kind)(chance))
        return self.founder.word(chance) if kind == "family" else self.founder.name(kind, chance)
