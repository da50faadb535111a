"""Telling the lines of a page from the paragraphs of a report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotations.highlight.boilerplate.lexicon import lexicon
from annotations.highlight.boilerplate.lines import Line, lines_of
from annotations.highlight.boilerplate.patterns import (
    AGENCY_LINE,
    CRUMBS,
    DATE_LINE,
    DATED,
    DATELINE,
    OPENING_NAME,
    PICTURE_CREDIT,
    QUOTED,
    TRAILING,
)
from annotations.model import Suggestion
from annotations.text import trimmed

LAYER = "boilerplate"

SURE, LIKELY = 0.95, 0.8
LONGEST_NAV, LONGEST_CREDIT, LONGEST_CAPTION, LONGEST_BIO = 120, 120, 400, 700  # characters
LONGEST_DATE = 60  # characters of a line that is nothing but a date
LONGEST_NOTICE = 300  # characters of what a page says of itself
MOST_AGENCIES, INITIALS = 6, 3  # words of a line of agencies, and letters of the editor
LONGEST_NAMES = 14  # words of a credit, and of each part of it
MOST_LINKS = 12  # lines that may follow one that announces links
END_OF_ARTICLE = 0.6  # where the box about the author may stand, as a share of the text

BoilerplateSpan = tuple[int, int, str, float]


def find_boilerplate(text: str, recurring: frozenset[str] = frozenset()) -> list[Suggestion]:
    """Find the spans of an article that are boilerplate, in order. `recurring` are keys of lines known to recur."""
    lines = list(lines_of(text))
    found = _by_line(text, lines, recurring)
    return [Suggestion(LAYER, start, end, kind, score) for start, end, kind, score in found]


def _by_line(text: str, lines: Sequence[Line], recurring: frozenset[str]) -> Iterator[BoilerplateSpan]:
    twice = _twice(lines)
    links = 0
    for number, line in enumerate(lines):
        whole = _whole(line, number, len(text), recurring, line in twice)
        if whole is None and links and not line.is_sentence and len(line.text) <= LONGEST_NAV:
            whole = ("nav", LIKELY)
        if whole:
            kind, score = whole
            yield from _parts(line, kind, score)
            if kind in ("nav", "debris"):
                links = MOST_LINKS if line.key in lexicon().list_heads else max(links - 1, 0)
                continue
        else:
            yield from _inside(text, line)
        links = 0


def _twice(lines: Sequence[Line]) -> set[Line]:
    """Lines that occur twice in a row, as captions do, and long lines that are repeated."""
    counts = Counter(line.text for line in lines)
    again = {one.text for one, other in pairwise(lines) if one.text == other.text}
    return {line for line in lines if line.words > 4 and (line.text in again or counts[line.text] > 2)}


def _whole(line: Line, number: int, length: int, recurring: frozenset[str], twice: bool) -> tuple[str, float] | None:
    """What kind of boilerplate a whole line is, with a score."""
    words = lexicon()
    if not line.has_letters:
        return "debris", SURE
    if number == 0 and line.key not in words.nav:
        return None  # the headline
    short = _short(line)
    if short:
        return short
    if len(line.text) <= LONGEST_CAPTION and _is_caption(line, twice):
        return "caption", SURE if twice or PICTURE_CREDIT.search(line.text) else LIKELY
    if line.start > END_OF_ARTICLE * length and _is_bio(line):
        return "bio", LIKELY
    if line.key in recurring:
        return "nav", LIKELY
    return None


def _short(line: Line) -> tuple[str, float] | None:
    """What kind a line is that nobody would take for a paragraph."""
    if len(line.text) <= LONGEST_DATE and DATE_LINE.fullmatch(line.text):
        return "dateline", LIKELY
    if _is_nav(line):
        return "nav", SURE
    return ("credit", LIKELY) if _is_credit(line) else None


def _is_nav(line: Line) -> bool:
    words, key = lexicon(), line.key
    if key in words.nav or key in words.list_heads:
        return True
    if len(line.text) <= LONGEST_NOTICE and not QUOTED.search(line.text) and words.nav_phrase.search(line.text):
        return True
    if len(line.text) > LONGEST_NAV:
        return False
    head = words.nav_beginning.match(key)
    if head and (key[head.end() : head.end() + 1] == ":" or (line.words <= 9 and not line.is_sentence)):
        return True
    return line.words <= 9 and not line.is_sentence and bool(CRUMBS.fullmatch(line.text))


def _is_credit(line: Line) -> bool:
    if len(line.text) > LONGEST_CREDIT or (line.is_sentence and line.words > 12):
        return False
    if PICTURE_CREDIT.fullmatch(line.text) or AGENCY_LINE.fullmatch(line.text):
        return True
    parts = line.key.replace("(", " ").replace(")", " ").replace(",", " ").replace("/", " ").split()
    agencies = [part for part in parts if part in lexicon().agencies]
    if agencies and len(parts) <= MOST_AGENCIES and all(part in agencies or len(part) <= INITIALS for part in parts):
        return True
    head = lexicon().credit_beginning.match(line.key)
    if not head:
        return False
    rest = line.key[head.end() :].strip()
    names = line.bare[-len(rest) :] if rest else ""
    few = line.words <= LONGEST_NAMES * (1 + line.key.count(";")) and not line.is_sentence
    return rest.startswith(":") or (bool(names) and names[0].isupper() and few)


def _is_caption(line: Line, twice: bool) -> bool:
    words = lexicon()
    if PICTURE_CREDIT.search(line.text) or words.caption_phrase.search(line.text):
        return True
    if twice:
        return True
    dated = DATED.search(line.text, max(0, len(line.text) - 40))
    return bool(dated and words.caption_verb.search(line.text) and not QUOTED.search(line.text) and line.words <= 45)


def _is_bio(line: Line) -> bool:
    if len(line.text) > LONGEST_BIO or QUOTED.search(line.text) or not lexicon().bio.search(line.text):
        return False
    return bool(OPENING_NAME.match(line.text)) or line.key.startswith(("about the author", "sobre el", "sobre la"))


def _parts(line: Line, kind: str, score: float) -> Iterator[BoilerplateSpan]:
    """A whole line, with the credit of a picture apart from its caption."""
    credit = PICTURE_CREDIT.search(line.text) if kind == "caption" else None
    if credit and credit.start():
        left, right = trimmed(line.text, 0, credit.start())
        yield line.start + left, line.start + right, kind, score
        yield line.start + credit.start(), line.end, "credit", score
    else:
        yield line.start, line.end, kind, score


def _inside(text: str, line: Line) -> Iterator[BoilerplateSpan]:
    """The dateline in front of a paragraph, and stray signs behind it."""
    dateline = DATELINE.match(line.text)
    if dateline and dateline.end() < len(line.text):
        left, right = trimmed(text, line.start, line.start + dateline.end())
        yield left, right, "dateline", SURE
    trailing = TRAILING.search(line.text, max(0, len(line.text) - 12))
    if trailing:
        yield line.start + trailing.start(1), line.end, "debris", LIKELY
