"""Numbers, money, percentages and dates, by the expressions in resources/gazetteers/quantities.toml."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.highlight.gazetteers import entries
from annotations.highlight.rules.name_scan import propose, reading_of
from annotations.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SIGNS = frozenset("$€£¥₽₴₹₩₪₺₦₱")
# No-break spaces, read as what they look like.
SPACES = {0xA0: " ", 0x202F: " "}


class Pattern(NamedTuple):
    """One expression, what it finds, and phrases that it must match from end to end."""

    label: str
    regex: re.Pattern[str]
    examples: list[str]


def read_patterns(language: str = "en") -> tuple[list[Pattern], frozenset[str]]:
    """Read the expressions, and the words at which one of them may start."""
    import tomllib

    own = resource("gazetteers").joinpath(language, "quantities.toml")
    file = own if own.exists() else resource("gazetteers", "quantities.toml")
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    currencies = entries("frozen", "currencies.txt", language=language)
    fragments = {
        **table["fragments"],
        "code": rf"(?:{'|'.join(name for name in currencies if name.isupper())})\b",
        "currency": rf"(?:(?:US |U\.S\. )?(?:{'|'.join(currencies)}|cents|roubles|reais)\b)",
    }
    patterns = [
        Pattern(entry["label"], re.compile(expand(entry["regex"], fragments)), entry["examples"])
        for entry in table["patterns"]
    ]
    return patterns, frozenset([*table["openers"].split(), *(name.lower() for name in currencies if name.isupper())])


def expand(regex: str, fragments: dict[str, str]) -> str:
    """Replace <name> by the fragment of that name, also inside fragments."""
    while found := re.search(r"<(\w+)>", regex):
        regex = regex.replace(found[0], fragments[found[1]])
    return regex


class Quantities:
    """Propose the longest match that starts at a token and ends with one."""

    def __init__(self, language: str) -> None:
        self.patterns, self.openers = read_patterns(language)

    def __call__(self, doc: "Doc") -> "Doc":
        """Look for quantities."""
        reading = reading_of(doc)
        text = reading.doc.text.translate(SPACES)
        starts = [token.idx for token in doc]
        ends = {start + len(word): i + 1 for i, (start, word) in enumerate(zip(starts, reading.words, strict=True))}
        i = 0
        while i < len(starts):
            found = self.longest(text, starts[i], ends) if self.may_open(reading.words, i) else None
            if found:
                label, end = found
                propose(doc, i, end, label, "quantities")
                i = end
            else:
                i += 1
        return doc

    def may_open(self, words: list[str], i: int) -> bool:
        """Tell whether a quantity may start at this word: a digit, a currency sign before one, or an opener."""
        word = words[i]
        if word[-1] in SIGNS and i + 1 < len(words):
            return words[i + 1][0].isdigit()
        return word[0].isdigit() or word.lower().rstrip(".") in self.openers

    def longest(self, text: str, start: int, ends: dict[int, int]) -> tuple[str, int] | None:
        """Return the label and last token of the longest match; of two equal ones the pattern that stands first."""
        if start and text[start - 1] in ".,:/-–" and text[start - 2 : start - 1].isalnum():
            return None
        best, best_end = "", 0
        for label, regex, _ in self.patterns:
            match = regex.match(text, start)
            if match and match.end() > best_end and match.end() in ends:
                best, best_end = label, match.end()
        return (best, ends[best_end]) if best else None


def make_quantities(nlp: "Language", name: str) -> Quantities:
    """Make the component for spaCy."""
    return Quantities(nlp.lang or "en")
