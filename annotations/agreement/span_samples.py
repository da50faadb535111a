"""The coefficients of spans for many samples of articles at once."""

from collections.abc import Callable, Sequence

import numpy as np

from annotations.agreement.coefficients import place_coefficients
from annotations.agreement.figures import parts_of
from annotations.agreement.place_sums import PlaceSums
from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.resampling import Values
from annotations.agreement.span_sums import SpanSums
from annotations.agreement.unitizing import Lengths


def sampled_places(
    parts: Sequence[SpanSums], pairs: Floats, groups: Codes, number: int, chosen: Sequence[tuple[str, str]]
) -> Callable[[Floats], Values]:
    """A function that computes coefficients of spans for samples of groups, each by name and level."""
    columns = [pairs, *map(np.array, zip(*(part.lengths.arrays() for part in parts), strict=True))]
    columns += [np.array([part.words.same for part in parts]), np.array([part.words.values for part in parts])]
    summed = [by_group(column, groups, number) for column in columns]
    function = {coefficient.name: coefficient for coefficient in place_coefficients()}

    def compute(weights: Floats) -> Values:
        drawn, shared, squares, core, core_squares, same, values = (np.tensordot(weights, part, 1) for part in summed)
        sums = PlaceSums(drawn, Lengths(shared, squares, core, core_squares), same, values)
        return {
            f"{name} {level}": np.asarray(parts_of(function[name], sums._replace(level=level)).value)
            for name, level in chosen
        }

    return compute


def by_group(values: Floats, groups: Codes, number: int) -> Floats:
    """Add up the rows of the articles of each group."""
    summed = np.zeros((number, *values.shape[1:]))
    np.add.at(summed, np.asarray(groups, dtype=np.intp), values)
    return summed
