"""The word lists of one language, and looking phrases of them up in tokens."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from annotations.highlight.claims.tokens import Token, words_of
from annotations.resources import resource

LANGUAGES = ("en", "es")
SAMPLE = 400  # tokens that are looked at to tell the language


class Phrases:
    """Phrases of one or more words with what they stand for; the longest one at a place is found."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in phrases:
            words = words_of(phrase)
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for same in self._by_first.values():
            same.sort(key=lambda one: -len(one[0]))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
        """Return where the phrase that begins at token i ends, and what it stands for."""
        for words, meaning in self._by_first.get(tokens[i].low, ()):
            if len(words) == 1 or tuple(token.low for token in tokens[i : i + len(words)]) == words:
                return i + len(words), meaning
        return None

    def all_in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """Yield (first, end, meaning) of the phrases from left to right, without overlaps."""
        i = 0
        while i < len(tokens):
            found = self.at(tokens, i)
            if found:
                yield i, *found
            i = found[0] if found else i + 1

    def count(self, tokens: Sequence[Token]) -> int:
        """How many of the phrases stand there."""
        return sum(1 for _ in self.all_in(tokens))


class ClaimLexicon(NamedTuple):
    """What `resources/lexicons/claims-LANGUAGE.toml` holds. `words` are its plain lists by name, as sets."""

    words: Mapping[str, frozenset[str]]
    cues: Phrases
    content: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    hedges: Phrases
    verb_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]

    def is_verb(self, token: Token) -> bool:
        """Whether a word may make a clause of its neighbours."""
        regular = len(token.low) > 4 and token.low.endswith(self.verb_endings) and not token.is_name
        regular = regular and not token.low.endswith(self.noun_endings)
        return regular or token.low in self.words["verbs"]


PHRASES = ("cause", "comparison", "contested", "staging", "anonymity", "cut_after_comma", "asides")


@cache
def lexicon(language: str) -> ClaimLexicon:
    """Read the lists of a language once; English for those that there are none of."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    lists = tomllib.loads(resource("lexicons", f"claims-{known}.toml").read_text(encoding="utf-8"))
    return ClaimLexicon(
        {name: frozenset(value) for name, value in lists.items() if _is_list(value)},
        Phrases((word, cue["kind"]) for cue in lists["cues"] for word in cue["words"]),
        {cue["kind"]: frozenset(cue.get("content", ())) for cue in lists["cues"]},
        {name: Phrases((word, name) for word in lists.get(name, ())) for name in PHRASES},
        Phrases((word, sure) for sure, words in lists["hedges"].items() for word in words),
        tuple(lists["verb_endings"]),
        tuple(lists.get("noun_endings", ())),
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def language_of(tokens: Sequence[Token]) -> str:
    """Tell which of the languages that there are lists of an article is in, by its most common words."""
    sample = [token.low for token in tokens[:SAMPLE]]
    return max(LANGUAGES, key=lambda name: sum(low in lexicon(name).words["common"] for low in sample))
