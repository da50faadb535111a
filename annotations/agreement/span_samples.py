"""The coefficients of spans for many samples of articles at once."""

from collections.abc import Callable, Sequence

import numpy as np

from annotations.agreement.coefficients import place_coefficients
from annotations.agreement.collected_spans import SpansOf
from annotations.agreement.figures import parts_of
from annotations.agreement.place_sums import PlaceSums
from annotations.agreement.ratings import Codes, Floats, Numbers
from annotations.agreement.resampling import Values
from annotations.agreement.unitizing import Lengths


def sampled_places(
    spans: SpansOf, pairs: Floats, groups: Codes, number: int, chosen: Sequence[tuple[str, str]]
) -> Callable[[Floats], Values]:
    """A function that computes coefficients of spans for samples of groups, each by name and level."""
    shared, sums = spans.shared, spans.sums
    columns: list[Numbers] = [
        pairs,
        shared,
        sums.squares,
        shared[:, 1:, 1:],
        spans.core_squares,
        spans.same,
        sums.values,
    ]
    summed = [_Weighed(by_group(column, groups, number)) for column in columns]
    function = {coefficient.name: coefficient for coefficient in place_coefficients()}

    def compute(weights: Floats) -> Values:
        drawn, shared, squares, core, core_squares, same, values = (part.drawn(weights) for part in summed)
        sums = PlaceSums(drawn, Lengths(shared, squares, core, core_squares), same, values)
        return {
            f"{name} {level}": np.asarray(parts_of(function[name], sums._replace(level=level)).value)
            for name, level in chosen
        }

    return compute


class _Weighed:
    """Sums by group that are weighed again and again.

    Many columns are empty, such as for two labels that never meet. They are left out where the sums are whole numbers:
    of others the last digit depends on how many columns are computed at once.
    """

    def __init__(self, rows: Floats) -> None:
        flat = rows.reshape(len(rows), -1)
        self._shape, self._width = rows.shape[1:], flat.shape[1]
        whole = bool((flat == np.rint(flat)).all())
        self._used = np.flatnonzero(flat.any(axis=0)) if whole else np.arange(self._width)
        self._rows = flat[:, self._used] if whole else flat

    def drawn(self, weights: Floats) -> Floats:
        """The sums of each sample."""
        found = np.zeros((len(weights), self._width))
        found[:, self._used] = np.tensordot(weights, self._rows, 1)
        return found.reshape(-1, *self._shape)


def by_group(values: Numbers, groups: Codes, number: int) -> Floats:
    """Add up the rows of the articles of each group."""
    summed = np.zeros((number, *values.shape[1:]))
    np.add.at(summed, np.asarray(groups, dtype=np.intp), values)
    return summed
