"""What a user types into the search field, understood: words, “phrases”, prefix*, -excluded and key:value.

Nothing that is typed is an error. A key is `label`, a field or link role of the scheme by its name or title (without
regard to case, accents, blanks and dashes), `source`, `language`, `file` or `status`; what is before any other colon is
words. The last word may be unfinished, so it is looked for as a beginning, unless it is excluded or its quotation is
closed. One or two ASCII letters are whole words all the same (EU, US): half of all articles have words that begin so.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import category, normalize

from annotations.model import FILE, STATUSES
from annotations.scheme import Layer, Scheme
from annotations.scheme.records import Field

_PART = re.compile(r'(?P<minus>-?)(?:(?P<key>[^\s":]+):(?=\S))?(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<word>\S+))')
_SHORT = re.compile(r"(?<![^\W_])[a-zA-Z]{1,2}\W*\Z")
_FLAGS = (("yes", "yes"), ("yes", "true"), ("no", "no"), ("no", "false"))


class Phrase(NamedTuple):
    """Words that stand together, in this order; with `prefix` the last one may go on."""

    words: str
    prefix: bool = False
    excluded: bool = False

    @property
    def expression(self) -> str:
        """The phrase as FTS5 takes it."""
        return f'"{self.words}"{"*" * self.prefix}'


class QuerySpan(NamedTuple):
    """Where a value is looked for, by the names of the index of terms, and which values of the scheme are meant.

    No layer: the article itself. With `open`, values count too that are not in the scheme but have the words.
    """

    layer: str
    name: str
    values: tuple[str, ...] = ()
    open: bool = True


class Key(NamedTuple):
    """A value that must (not) be in one of some places."""

    places: tuple[QuerySpan, ...]
    phrase: Phrase

    @property
    def excluded(self) -> bool:
        """Whether no article with it is wanted."""
        return self.phrase.excluded


class Query(NamedTuple):
    """What was typed, understood."""

    phrases: tuple[Phrase, ...] = ()
    keys: tuple[Key, ...] = ()


def parse(query: str, scheme: Scheme) -> Query:
    """Understand what was typed, as far as it goes."""
    phrases, keys = list[Phrase](), list[Key]()
    parts = [match for match in _PART.finditer(searchable(query)) if _has_words(match["quoted"] or match["word"] or "")]
    for match in parts:
        key, words = match["key"] or "", match["quoted"] or match["word"]
        unfinished = match is parts[-1] and not match["closed"] and not match["minus"]
        phrase = Phrase(words.replace('"', " ").strip("* "), unfinished or words.endswith("*"), bool(match["minus"]))
        if places := tuple(_places(scheme, key, phrase)):
            keys.append(Key(places, phrase))
        elif not _is_key(scheme, phrase.words):
            prefix = phrase.prefix and (words.endswith("*") or not _SHORT.search(phrase.words))
            phrases.append(Phrase(f"{key} {phrase.words}".strip(), prefix, phrase.excluded))
    return Query(tuple(phrases), tuple(keys))


def searchable(text: str) -> str:
    """Put a blank for what no stored text has, and SQLite would not take: null characters and lone surrogates."""
    return "".join(" " if character == "\0" or category(character) == "Cs" else character for character in text)


def labelled(scheme: Scheme, label: str) -> Key:
    """A label of some layer, by its exact name."""
    places = [QuerySpan(layer.name, "", (label,), open=False) for layer in scheme.layers if layer.label(label)]
    return Key(tuple(places), Phrase(label))


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _is_key(scheme: Scheme, typed: str) -> bool:
    """Whether it is a key whose value is still to come."""
    return typed.endswith(":") and any(_places(scheme, typed[:-1], Phrase("")))


def _places(scheme: Scheme, typed: str, phrase: Phrase) -> Iterator[QuerySpan]:
    key = _plain(typed, "")
    if not key:
        return
    if key in ("source", "language", FILE):
        yield QuerySpan("", key)
    if key == "status":
        titles = [(name, name) for name in STATUSES] + [(status.name, status.title) for status in scheme.statuses]
        yield _place("", key, titles, phrase, open=False)
    for layer in scheme.layers:
        yield from _places_in(layer, key, phrase)


def _places_in(layer: Layer, key: str, phrase: Phrase) -> Iterator[QuerySpan]:
    if key == "label" and layer.labels:
        yield _place(layer.name, "", _both((label.name, label.title) for label in layer.labels), phrase)
    for field in layer.fields:
        if key in (_plain(field.name, ""), _plain(field.title, "")):
            yield _place(layer.name, field.name, _choices(field), phrase)
    for role in layer.links:
        if key in (_plain(role.name, ""), _plain(role.title, "")):
            constants = _both((constant.name, constant.title) for constant in role.constants)
            yield _place(layer.name, f">{role.name}", constants, phrase)._replace(open=True)


def _choices(field: Field) -> list[tuple[str, str]]:
    return list(_FLAGS) if field.kind == "flag" else _both((value.name, value.title) for value in field.values)


def _both(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for name, title in choices for pair in ((name, name), (name, title))]


def _place(layer: str, name: str, choices: list[tuple[str, str]], phrase: Phrase, *, open: bool = True) -> QuerySpan:
    """The values that are called exactly so, or else those that have the words."""
    wanted = _plain(phrase.words)
    exact = [value for value, called in choices if _plain(called) == wanted]
    ending = "" if phrase.prefix else " "
    values = exact or [value for value, called in choices if f" {wanted}{ending}" in f" {_plain(called)} "]
    return QuerySpan(layer, name, tuple(dict.fromkeys(values)), open and not values)


def _plain(text: str, between: str = " ") -> str:
    """Lower case without accents, the words joined by a blank or nothing."""
    letters = (character for character in normalize("NFKD", text.casefold()) if category(character) != "Mn")
    return between.join(re.findall(r"[^\W_]+", "".join(letters)))
