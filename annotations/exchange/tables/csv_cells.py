"""Cells of CSV: what a spreadsheet would run as a formula is marked as text, and unmarked again."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_RUNS = re.compile(r"'*\s*(?:[=\uff1d]|[+\-@\uff0b\uff0d\uff20][^(|!]*[(|!])")


class Safe(str):
    """A text that goes into a cell as it is, because whoever made it has looked at how it begins."""

    __slots__ = ()


def shown(value: str) -> str:
    """A value that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it."""
    return f"'{value}" if _FORMULA.match(value) else value


def meant(cell: str) -> str:
    """What a cell meant before `shown`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def shown_quote(quote: str) -> Safe:
    """Quoted words, which are compared with the text they are from: only what could do harm gets an apostrophe.

    To do harm, a formula needs to call a function or another program. A dash or an @ before some words does neither.
    """
    return Safe(f"'{quote}" if _RUNS.match(quote) else quote)


def meant_quote(cell: str) -> str:
    """What a cell meant before `shown_quote`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
