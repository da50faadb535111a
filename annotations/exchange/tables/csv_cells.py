"""CSV cells: escape text that a spreadsheet would run as a formula, and unescape it."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_RUNS = re.compile(r"'*\s*(?:[=\uff1d]|[+\-@\uff0b\uff0d\uff20][^(|!]*[(|!])")


class Safe(str):
    """A text that is written unchanged, because the caller has already checked how it begins."""

    __slots__ = ()


def shown(value: str) -> str:
    """A value that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front."""
    return f"'{value}" if _FORMULA.match(value) else value


def meant(cell: str) -> str:
    """Undo `shown`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def shown_quote(quote: str) -> Safe:
    """Quoted words, which are compared with their text. Only dangerous ones get an apostrophe.

    To do harm, a formula must call a function or another program. A dash or an @ before some words does neither.
    """
    return Safe(f"'{quote}" if _RUNS.match(quote) else quote)


def meant_quote(cell: str) -> str:
    """Undo `shown_quote`."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
