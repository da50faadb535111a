"""Agreement on ratings from other tools: a table of items by annotators in a CSV file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from annotations.agreement.coefficients import annotator_coefficients, label_coefficients, levels_of
from annotations.agreement.distances import LEVELS, squared_distances
from annotations.agreement.figures import figure_of
from annotations.agreement.rating_columns import Columns, columns_of
from annotations.agreement.rating_files import Table, decimal_sign, is_number, number, read_table
from annotations.agreement.rating_header import TableOptions
from annotations.agreement.ratings import SQUARE, Codes, Floats, Ratings, collapsed, ratings
from annotations.agreement.records import Figure
from annotations.agreement.resampling import FEWEST, draws, intervals
from annotations.agreement.sampled_sums import grouped, sampled_values
from annotations.agreement.study_input import AS_USUAL, AgreementSettings
from annotations.agreement.unit_sums import unit_sums
from annotations.errors import ClaimdeskError

NO_OPTIONS = TableOptions()
_SETS = ("masi", "jaccard", "masi_dkpro")
_NUMBERS = ("interval", "ratio")


class RatingTable(NamedTuple):
    """A table of ratings as understood. `missing` counts its missing cells by how they are written."""

    ratings: Ratings
    names: tuple[str, ...]
    items: tuple[str, ...] = ()
    header: bool = False
    missing: Mapping[str, int] = {}
    encoding: str = "utf-8"
    separator: str = ","

    @property
    def used(self) -> tuple[Any, ...]:
        """The categories that occur, in order."""
        there = np.bincount(self.ratings.codes[self.ratings.codes >= 0], minlength=len(self.ratings.categories))
        return tuple(c for c, times in zip(self.ratings.categories, there, strict=True) if times)


def read_ratings(path: Path, level: str, wanted: TableOptions = NO_OPTIONS, decimal: str = "") -> RatingTable:
    """Read a table whose rows are items and whose columns are annotators; empty cells are missing ratings.

    Sets are written with `|` between their members. Without categories, those that occur are used, sorted by number or
    alphabetically; an ordinal scale of words needs them. `decimal` is the decimal sign, detected from the numbers
    if empty.
    """
    if level not in LEVELS:
        raise ClaimdeskError(f"There is no level “{level}”. Choose one of: {', '.join(LEVELS)}.")
    table = read_table(path, sets=level in _SETS, known=wanted.categories)
    columns = columns_of(table, wanted, numbers=level in _NUMBERS)
    value = _reader(table, columns, wanted, level, decimal)
    cells = [[value(cell, line) for cell in row] for line, row in zip(columns.lines, columns.body, strict=True)]
    seen = {cell for row in cells for cell in row if cell is not None}
    known = [value(category, 0) for category in wanted.categories]
    _check_known(path, columns.lines, cells, known)
    numeric = all(map(_is_a_number, seen))
    if level == "ordinal" and not known and not numeric and len(seen) > 2:
        words = ",".join(sorted(map(str, seen)))
        raise ClaimdeskError(
            f"The ratings in {path} are words, and an ordinal scale needs their order. Use --categories, for instance "
            f"--categories {words}."
        )
    if not known and level != "interval" and numeric:
        known = sorted(seen, key=float)
    return RatingTable(
        ratings(cells, known or None), columns.names, columns.others, columns.header, columns.missing,
        table.encoding, table.separator,
    )  # fmt: skip


def _check_known(path: Path, lines: Sequence[int], rows: Sequence[Sequence[Any]], known: Sequence[Any]) -> None:
    for line, row in zip(lines, rows, strict=True) if known else ():
        for cell in row:
            if cell is not None and cell not in known:
                shown = "|".join(sorted(cell)) if isinstance(cell, frozenset) else str(cell)
                raise ClaimdeskError(f"{path}:{line}: “{shown}” is not one of the categories. Add it to --categories.")


def _reader(
    table: Table, columns: Columns, wanted: TableOptions, level: str, decimal: str
) -> Callable[[str | None, int], Any]:
    """A function that turns the cells of a table into ratings."""
    seen = [cell for row in columns.body for cell in row if cell]
    numeric = bool(seen) and level not in _SETS and all(map(is_number, (*seen, *wanted.categories)))
    sign = (decimal or decimal_sign(seen, table.path)) if numeric or level in _NUMBERS else "."

    def value(cell: str | None, line: int) -> Any:
        if cell is None:
            return None
        if level in _SETS:
            return frozenset(member.strip() for member in cell.strip("{}").split("|") if member.strip())
        if level in _NUMBERS and not is_number(cell):
            raise ClaimdeskError(
                f"{table.path}:{line}: “{cell}” is not a number, but the level “{level}” needs numbers. Choose "
                "nominal or ordinal."
            )
        if level in _NUMBERS:
            return number(cell, sign)
        return f"{number(cell, sign):.15g}" if numeric else cell  # 1 and 1.0 are one rating

    return value


def _is_a_number(cell: Any) -> bool:
    return isinstance(cell, float) or (isinstance(cell, str) and is_number(cell))


def figures_of(
    given: Ratings, names: Sequence[str], level: str, settings: AgreementSettings = AS_USUAL
) -> list[Figure]:
    """Compute every coefficient that fits; confidence intervals come from resampling items."""
    sums, annotators = unit_sums(given, level), given.codes.shape[1]
    figures = [figure_of(coefficient, sums) for coefficient in label_coefficients(level, annotators)]
    for coefficient in annotator_coefficients(level, annotators):
        figures += [coefficient.function(given, weights) for weights in levels_of(coefficient, level)]
    found = _intervals(given, level, settings)
    return [
        figure._replace(
            annotators=tuple(names), rule="unit: row; empty cells are missing ratings",
            ci=None if figure.value is None else found.get(figure.coefficient),
        )
        for figure in figures
    ]  # fmt: skip


def _intervals(given: Ratings, level: str, settings: AgreementSettings) -> dict[str, Any]:
    codes, categories = given
    if len(codes) < FEWEST or len(categories) > SQUARE:
        return {}
    patterns, times = _patterns(codes, len(categories))
    distance = None if level in ("nominal", "ordinal") else squared_distances(level, categories, np.zeros(0))
    each = grouped(patterns, np.arange(len(patterns)), len(patterns), len(categories), level, distance)
    sampled = draws(len(patterns), settings.resamples, settings.seed, times)
    return intervals(sampled, sampled_values(each))


def _patterns(codes: Codes, size: int) -> tuple[Codes, Floats]:
    """The distinct items, regardless of who gave which rating, and the number of each."""
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
