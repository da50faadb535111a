"""Cells of CSV: what a spreadsheet would run as a formula is marked as text, and unmarked again."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")


def shown(value: str) -> str:
    """A value that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it."""
    return f"'{value}" if _FORMULA.match(value) else value


def meant(cell: str) -> str:
    """What a cell meant before `shown`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
