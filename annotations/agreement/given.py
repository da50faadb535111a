"""Agreement on ratings that were made elsewhere: a table of items by annotators, as read from a CSV file."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from annotations.agreement import chance, kappas
from annotations.agreement.alpha import krippendorff_alpha
from annotations.agreement.distances import LEVELS, squared_distances
from annotations.agreement.evidence import AS_USUAL, Settings
from annotations.agreement.ratings import SQUARE, Codes, Floats, Ratings, collapsed, ratings
from annotations.agreement.records import Figure
from annotations.agreement.resampling import FEWEST, draws, grouped, intervals, sampled_values
from annotations.errors import ClaimdeskError

_SETS = ("masi", "jaccard", "masi_dkpro")
_NUMBERS = ("interval", "ratio")
_ITEM = {"", "item", "unit", "id", "subject"}


def read_ratings(path: Path, level: str, categories: Sequence[str] = ()) -> tuple[Ratings, tuple[str, ...]]:
    """Read a CSV file: rows are items, columns annotators, what is empty is missing; return the names too.

    A first line of names is known by holding what is no rating; a first column named item, unit, id or subject, or
    without a name, is passed over. Sets are written with `|` between their members. Without categories they are those
    seen, in order of number or of letter.
    """
    if level not in LEVELS:
        raise ClaimdeskError(f"There is no level “{level}”. Choose one of: {', '.join(LEVELS)}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ClaimdeskError(f"{path} cannot be read: {error}. Give a CSV file in UTF-8.") from None
    rows = [row for row in rows if row]
    names, body = _headed(rows, level, categories)
    width = max(map(len, body), default=len(names))
    names += tuple(str(number) for number in range(len(names) + 1, width + 1))
    cells = [[_value(cell, level) for cell in row] for row in body]
    known = [_value(category, level) for category in categories]
    seen = {cell for row in cells for cell in row if cell is not None}
    strange = sorted(map(str, seen - set(known))) if known else []
    if strange:
        raise ClaimdeskError(f"{path} holds “{strange[0]}”, which is none of the categories. Add it to --categories.")
    if not known and level != "interval" and all(_is_number(cell) for cell in seen):
        known = sorted(seen, key=float)
    return ratings(cells, known or None), names


def _headed(rows: list[list[str]], level: str, categories: Sequence[str]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Part the names of annotators from the ratings, and drop a column that numbers the items."""
    first, rest = (rows[0], rows[1:]) if rows else ([], [])
    later = {cell for row in rest for cell in row if cell}
    if categories:
        named = any(cell and cell not in categories for cell in first)
    elif level in _NUMBERS:
        named = any(cell and not _is_number(cell) for cell in first)
    else:
        named = bool(rest) and not later & set(first[1:] or first) and len(set(first)) == len(first)
    if not named:
        return (), rows
    if first[0].lower() in _ITEM and len(first) > 1:
        return tuple(first[1:]), [row[1:] for row in rest]
    return tuple(first), rest


def _value(cell: str, level: str) -> Any:
    if not cell:
        return None
    if level in _SETS:
        return frozenset(member.strip() for member in cell.strip("{}").split("|") if member.strip())
    if level in _NUMBERS:
        if not _is_number(cell):
            raise ClaimdeskError(f"“{cell}” is no number, which the level “{level}” needs. Choose nominal or ordinal.")
        return float(cell)
    return cell


def _is_number(cell: Any) -> bool:
    try:
        return bool(np.isfinite(float(cell)))
    except (TypeError, ValueError):
        return False


def figures_of(given: Ratings, names: Sequence[str], level: str, settings: Settings = AS_USUAL) -> list[Figure]:
    """Compute every coefficient that fits; intervals are over samples of items."""
    credit = "quadratic" if level == "ordinal" else "nominal"
    figures = [krippendorff_alpha(given, level)]
    if level in ("nominal", "ordinal"):
        figures += [chance.gwet_ac2(given, credit)] if level == "ordinal" else []
        figures += [chance.gwet_ac1(given), chance.percent_agreement(given), chance.fleiss_kappa(given)]
        figures += [kappas.conger_kappa(given), kappas.light_kappa(given), chance.brennan_prediger(given)]
        if given.codes.shape[1] == 2:
            figures += [kappas.cohen_kappa(given), chance.scott_pi(given)]
            figures += [kappas.cohen_kappa(given, step) for step in ("linear", "quadratic") if level == "ordinal"]
    found = _intervals(given, level, settings)
    return [
        figure._replace(
            annotators=tuple(names), rule="unit: row; what is empty is missing",
            ci=None if figure.value is None else found.get(figure.coefficient),
        )
        for figure in figures
    ]  # fmt: skip


def _intervals(given: Ratings, level: str, settings: Settings) -> dict[str, Any]:
    codes, categories = given
    if len(codes) < FEWEST or len(categories) > SQUARE:
        return {}
    patterns, times = _patterns(codes, len(categories))
    distance = None if level in ("nominal", "ordinal") else squared_distances(level, categories, np.zeros(0))
    each = grouped(patterns, np.arange(len(patterns)), len(patterns), len(categories), level, distance)
    sampled = draws(len(patterns), settings.resamples, settings.seed, times)
    return intervals(sampled, sampled_values(each))


def _patterns(codes: Codes, size: int) -> tuple[Codes, Floats]:
    """The distinct items, whoever gave which rating, and how many there are of each."""
    found, times = [], []
    for counts, weights in collapsed(codes, size):
        rows = np.full((len(counts), codes.shape[1]), -1, dtype=np.int32)
        items, names = np.nonzero(counts)
        much = counts[items, names].astype(int)
        owner = np.repeat(items, much)
        place = np.arange(len(owner)) - np.searchsorted(owner, owner)
        rows[owner, place] = np.repeat(names, much)
        found.append(rows)
        times.append(weights)
    return np.concatenate(found), np.concatenate(times)
