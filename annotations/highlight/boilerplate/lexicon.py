"""The word lists for boilerplate, as patterns that look at one line."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from annotations.resources import resource


class BoilerplatePhrases(NamedTuple):
    """What lines are made of that are no part of a report. All patterns are bounded."""

    nav: frozenset[str]
    list_heads: frozenset[str]
    agencies: frozenset[str]
    nav_beginning: re.Pattern[str]
    nav_phrase: re.Pattern[str]
    credit_beginning: re.Pattern[str]
    caption_phrase: re.Pattern[str]
    caption_verb: re.Pattern[str]
    bio: re.Pattern[str]


@cache
def lexicon() -> BoilerplatePhrases:
    """Read `resources/lexicons/boilerplate.toml` once."""
    lists = tomllib.loads(resource("lexicons", "boilerplate.toml").read_text(encoding="utf-8"))
    trades = rf"\b(?:is|was|es|fue) (?:(?:an?|the|una?|el|la) )?(?:[\w-]{{1,20}} ){{0,4}}{_any(lists['bio_trades'])}"
    return BoilerplatePhrases(
        frozenset(lists["nav"]),
        frozenset(lists["list_heads"]),
        frozenset(lists["agencies"]),
        _pattern(_any(lists["nav_beginnings"] + lists["list_heads"]) + r"\b"),
        _pattern(rf"(?<!\w){_any(lists['nav_phrases'])}(?!\w)"),
        _pattern(_any(lists["credit_beginnings"]) + r"\b"),
        _pattern(rf"(?<!\w){_any(lists['caption_phrases'])}(?!\w)"),
        _pattern(rf"\b{_any(lists['caption_verbs'])}\b"),
        _pattern(rf"{trades}\b|\b{_any(lists['bio_phrases'])}\b"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
