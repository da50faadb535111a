"""How a table of ratings was understood, in words and for scripts."""

from typing import Any

from annotations.agreement.rating_files import SEPARATORS
from annotations.agreement.rating_tables import RatingTable

_NAMED = 12  # the most names and categories to list


def understood_words(given: RatingTable, level: str) -> str:
    """Describe the items, annotators, categories and missing cells, and how the file was read."""
    items, annotators = given.ratings.codes.shape
    named = f" (in {_listed(given.items)})" if given.items else ""
    values = _plain(given)
    categories = f"{_counted(len(values), 'category', 'categories')}: {_listed(values)}"
    if level in ("interval", "ratio") and values:
        categories = f"values from {values[0]:g} to {values[-1]:g}"
    people = f"{_counted(annotators, 'annotator', 'annotators')}: {_listed(given.names)}"
    header = "names in the first row" if given.header else "no header row"
    separated = f"columns separated by {SEPARATORS[given.separator]}s, " if annotators > 1 else ""
    return (
        f"Understood: {_counted(items, 'item', 'items')}{named}; {people}; {categories}; {_missing(given)}.\n"
        f"The file: {header}, {separated}encoding {given.encoding}."
    )


def understood_json(given: RatingTable, level: str) -> dict[str, Any]:
    """The same with names that scripts can rely on; `missing` counts cells by how they are written."""
    items, annotators = given.ratings.codes.shape
    return {
        "items": items, "item_columns": list(given.items), "annotators": list(given.names), "header": given.header,
        "level": level, "categories": _plain(given), "cells": items * annotators,
        "missing_cells": sum(given.missing.values()), "missing": dict(given.missing), "encoding": given.encoding,
        "separator": SEPARATORS.get(given.separator, given.separator),
    }  # fmt: skip


def _missing(given: RatingTable) -> str:
    number, cells = sum(given.missing.values()), given.ratings.codes.size
    if not number:
        return "no missing ratings"
    signs = [f"{times:,} {f'“{sign}”' if sign else 'empty'}" for sign, times in sorted(given.missing.items())]
    return f"{number:,} of {cells:,} cells missing ({', '.join(signs)})"


def _plain(given: RatingTable) -> list[Any]:
    return [sorted(category) if isinstance(category, frozenset) else category for category in given.used]


def _listed(things: Any) -> str:
    shown = ["{" + "|".join(thing) + "}" if isinstance(thing, list) else str(thing) for thing in things]
    more = f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + more or "none"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
