"""Encode names as identifiers for formats that allow few characters, and decode them. Different names stay different.

A character that a format does not allow is written as its number between `_x` and `_` (“d'É” is `d_x27_É`), as in
SQL/XML (ISO 9075-14). An underscore that would look like such a number is encoded too.
"""

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize
from xml.parsers import expat

_ESCAPE = re.compile(r"_x([0-9A-F]{2,6})_")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-F]{0,6}[^0-9A-Za-z])")
_LETTER = "n_x_"  # before a name that does not begin with a letter
_NOT_ASCII = re.compile(r"[^A-Za-z0-9_-]")
_SIMPLE = re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9]+")


def ascii_identifier(name: str) -> str:
    """A name with only the letters A to Z, digits, `_` and `-`, as brat allows for types."""
    return _NOT_ASCII.sub(_written, _LIKE_ESCAPE.sub("_x5F_", name))


def identifier(name: str) -> str:
    """A name that begins with a letter and has only letters of any script, digits and `_`, for features in UIMA."""
    made = "".join(c if _fits(c) else _number(c) for c in _LIKE_ESCAPE.sub("_x5F_", name))
    return made if _fits(made[0], "") else _LETTER + made


def spoken(made: str) -> str:
    """Decode an identifier."""
    made = made.removeprefix(_LETTER)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) < 0x110000 else match[0], made)


def type_names(names: Iterable[str]) -> dict[str, str]:
    """A unique name in camel case for each name (`claim-type` becomes `ClaimType`)."""
    made: dict[str, str] = {}
    for name in dict.fromkeys(names):
        simple = _SIMPLE.fullmatch(name) and name[0].isalpha()
        wanted = "".join(w[:1].upper() + w[1:] for w in _WORD.findall(name)) if simple else identifier(name)
        taken = {one.casefold() for one in made.values()}
        numbers = (wanted if number == 1 else f"{wanted}{number}" for number in range(1, len(made) + 2))
        made[name] = next(one for one in numbers if one.casefold() not in taken)
    return made


@cache
def _fits(character: str, before: str = "a") -> bool:
    """Whether Java, Python and XML (whose parsers often know the letters of 2006 only) take a character as it is.

    Nothing `before` it asks for the beginning of a name.
    """
    if character.isascii():
        return character.isalpha() or bool(before) and (character == "_" or character.isdecimal())
    is_word = (character.isalpha() or character.isdecimal()) and character <= "\uffff"
    if not is_word or not f"{before}{character}".isidentifier() or normalize("NFKC", character) != character:
        return False
    try:
        expat.ParserCreate().Parse(f"<{before}{character}/>".encode(), True)
    except expat.ExpatError:
        return False
    return True


def _number(character: str) -> str:
    return f"_x{ord(character):02X}_"


def _written(match: re.Match[str]) -> str:
    return _number(match[0])
