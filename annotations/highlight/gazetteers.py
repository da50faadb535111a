"""Reading the word lists in `resources/gazetteers`: one entry a line, lines with `#` are comments."""

import unicodedata
from collections.abc import Iterable, Iterator

from annotations.resources import resource


def entries(*parts: str, language: str = "en") -> list[str]:
    """Return the entries of one list, such as `entries("frozen", "cities.txt")`.

    A language other than English has lists of its own in a folder of its name; missing ones are read in English.
    """
    own = resource("gazetteers").joinpath(language, *parts)
    file = own if own.exists() else resource("gazetteers", *parts)
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def without_accents(word: str) -> str:
    """Drop the accents: Bogotá becomes Bogota. Letters that have no plain form, such as ł, stay."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield every name as it may be written: with or without accents, with a straight or a curly apostrophe."""
    for name in names:
        for spelling in {name, without_accents(name)}:
            yield spelling
            if "'" in spelling:
                yield spelling.replace("'", "’")


def with_plurals(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of peoples and groups, and the plurals in -s of those that have one."""
    for name in names:
        yield name
        if not name.endswith(("s", "ch", "sh", "ese", "men", "ic", "-speaking")):
            yield name + "s"
