"""The number of marks in a layer, in words: “58 names”, “1 claim”, “3 marks of “Boilerplate””.

Layers have titles and no grammar. A title that is an English plural is used as the noun. If it is not, or its singular
is uncertain, the title is quoted, which is right in every language.
"""

import re
from collections.abc import Mapping

from annotations.scheme.records import Layer, Scheme

_PLURAL = re.compile(r"[A-Z]?[a-z]+(?: [a-z]+)*(?<![sui])s")
_FOREIGN = re.compile(r"(?:ion|or|ad|al|ar|en|er|il|in|ol|ur)es$")  # Spanish and Portuguese: “Declaraciones”
_NO_PLURAL = re.compile(r"(?:[Nn]ews|[Ss]eries|[Ss]pecies|ics)$")
_HISSING = re.compile(r"(?:ss|x|ch|sh|zz)es$")


def counted(layer: Layer, number: int) -> str:
    """The number of marks in a layer, with a noun."""
    title, figure = layer.title, f"{number:,}"
    noun = title[:1].lower() + title[1:]
    if _PLURAL.fullmatch(title) and not _NO_PLURAL.search(title):
        if number != 1:
            return f"{figure} {noun}"
        if one := _singular(noun):
            return f"{figure} {one}"
    return f"{figure} {'mark' if number == 1 else 'marks'} of “{title}”"


def counted_all(scheme: Scheme, numbers: Mapping[str, int]) -> str:
    """The numbers of marks in several layers, in the scheme's order. Empty if there are none."""
    parts = [counted(layer, numbers[layer.name]) for layer in scheme.layers if numbers.get(layer.name)]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _singular(noun: str) -> str:
    if _FOREIGN.search(noun):
        return ""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if _HISSING.search(noun) else noun[:-1]
