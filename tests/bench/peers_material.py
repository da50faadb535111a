"""The corpus that annotation tools are compared on: articles of 4,050 characters with 41 marks each.

Every word is made up from syllables and drawn as words of a language are, few of them often and most of them rarely. A
tenth of the words have letters beyond ASCII; some sentences begin with an emoji or are in another script. Of the 41
marks 36 are names with a label and 5 are claims with a stance. One person made them all. The same count gives the same
articles, and a smaller one the beginning of them.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from material import PERSON

SEED = 41
RARE = "xanthoquill"  # a word that only a few articles have
RARITY = 200  # how many articles there are for each one with that word
STANCES = ("oppose", "neutral", "support")

_PARTS = (
    *("ba", "ro", "tin", "kel", "mar", "so", "ven", "li", "dra", "phe", "gor", "un", "ta", "wis", "cho", "ne", "ul"),
    *("per", "sti", "ham", "qua", "jo", "zel", "fri", "bon", "yar"),
)
_ACCENTED = ("é", "ü", "ñ", "ø", "ší", "ça", "ğa", "ły")
_SCRIPTS = ("вечер", "порт", "νησί", "橋", "港の船", "سفينة")
_EMOJI = ("🌊", "🚢", "📈", "👩‍🌾", "🇳🇴", "🗳️")
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP")


class Shape(NamedTuple):
    """How long the articles are, how many of their first sentences have a marked name, and which ones are claims."""

    characters: int
    names: int
    claims: tuple[int, ...]

    @property
    def marks(self) -> int:
        """How many marks each article has."""
        return self.names + len(self.claims)


PEERS = Shape(4050, 36, (2, 9, 16, 23, 30))
SHORT = Shape(800, 1, (0,))  # for very many articles


class Sentence(NamedTuple):
    """A sentence, with the place and label of the name in it."""

    text: str
    start: int
    end: int
    label: str


class Mark(NamedTuple):
    """A mark, as it is stored plainly."""

    layer: str
    start: int
    end: int
    label: str
    stance: str


class Page(NamedTuple):
    """An article and its marks, in the order in which they begin."""

    id: str
    title: str
    source: str
    published: str
    text: str
    marks: tuple[Mark, ...]


def pages(count: int, shape: Shape = PEERS) -> Iterator[Page]:
    """Articles of a shape."""
    dice, pool = random.Random(SEED), _pool()
    for number in range(count):
        lead = f"Nr. {number}: {RARE if number % RARITY == RARITY // 2 else 'avo'} {dice.getrandbits(20):x}"
        found, length = list[Sentence](), len(lead) + 2
        while length < shape.characters:
            found.append(dice.choice(pool))
            length += len(found[-1].text) + 1
        text, marks = _joined(lead, found, shape, dice)
        published = f"20{number % 24 + 1:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        title = f"{found[0].text.split(' ', 4)[3]} {number}"
        yield Page(f"{dice.getrandbits(128):032x}", title, f"Daily {number % 7}", published, text, marks)


def _joined(lead: str, found: list[Sentence], shape: Shape, dice: random.Random) -> tuple[str, tuple[Mark, ...]]:
    """Paragraphs of four sentences, cut to length, and the marks in them."""
    parts, marks, place = [lead], list[Mark](), len(lead)
    for number, sentence in enumerate(found):
        gap = " " if number % 4 else "\n\n"
        parts += gap, sentence.text
        place += len(gap)
        if number < shape.names:
            if number in shape.claims:
                marks.append(Mark("claim", place, place + len(sentence.text) - 1, "", dice.choice(STANCES)))
            marks.append(Mark("entity", place + sentence.start, place + sentence.end, sentence.label, ""))
        place += len(sentence.text)
    return "".join(parts)[: shape.characters].ljust(shape.characters, "."), tuple(marks)


@cache
def _pool() -> list[Sentence]:
    """Sentences of 72 to 110 characters to choose from."""
    dice = random.Random(SEED)
    words, names = [_word(dice) for _ in range(20_000)], [_name(dice) for _ in range(3_000)]
    by_rank = tuple(list(accumulate(1 / rank for rank in range(8, 8 + len(kind)))) for kind in (words, names))
    return [_sentence(dice, words, names, *by_rank) for _ in range(12_000)]


def _word(dice: random.Random) -> str:
    parts = dice.choices(_PARTS, k=dice.choice((1, 2, 2, 2, 3, 3, 4)))
    return "".join([*parts, dice.choice(_ACCENTED)] if dice.random() < 0.1 else parts)


def _name(dice: random.Random) -> tuple[str, str]:
    words = [_word(dice).capitalize() for _ in range(dice.choice((1, 2, 2)))]
    return " ".join(words), dice.choice(_LABELS)


def _sentence(
    dice: random.Random,
    words: list[str],
    names: list[tuple[str, str]],
    word_ranks: list[float],
    name_ranks: list[float],
) -> Sentence:
    name, label = dice.choices(names, cum_weights=name_ranks)[0]
    many = dice.choices(words, cum_weights=word_ranks, k=30)
    if dice.random() < 0.05:
        many[1] = dice.choice(_SCRIPTS)
    before = " ".join(many[:4]).capitalize()
    if dice.random() < 0.04:
        before = f"{dice.choice(_EMOJI)} {before}"
    start, wanted = len(before) + 1, dice.randint(72, 96)
    text = f"{before} {name}"
    for word in many[4:]:
        if len(text) >= wanted:
            break
        text += f" {word}"
    return Sentence(f"{text}.", start, start + len(name), label)


def records(count: int, shape: Shape = PEERS, person: str = PERSON) -> Iterator[dict[str, Any]]:
    """The same articles in the canonical format, marked by a person."""
    for page in pages(count, shape):
        yield {
            "article": page.id, "title": page.title, "text": page.text, "source": page.source, "language": "en",
            "published": page.published, "annotator": person, "status": "todo",
            "annotations": [_annotation(page.text, mark) for mark in page.marks],
        }  # fmt: skip


def _annotation(text: str, mark: Mark) -> dict[str, Any]:
    layer, start, end, label, stance = mark
    shared = {"layer": layer, "start": start, "end": end, "text": text[start:end]}
    return shared | ({"label": label} if label else {"fields": {"stance": stance}})


def write_jsonl(path: Path, count: int, shape: Shape = PEERS, person: str = PERSON) -> Path:
    """Write the articles to a file in the canonical format."""
    with path.open("wb") as file:
        for record in records(count, shape, person):
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return path
