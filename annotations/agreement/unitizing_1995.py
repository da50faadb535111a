"""Alpha for units of one label on a continuum, as it was first defined; for what was published with it.

Krippendorff, On the reliability of unitizing continuous data (1995), and Content Analysis (2004), chapter 11. For new
work the family of 2016 is better: with more than two annotators this one misbehaves.
"""

from collections.abc import Sequence

import numpy as np

from annotations.agreement.ratings import Floats
from annotations.agreement.records import Figure, framed, undefined

Section = tuple[float, float, bool]
"""Where a section starts, how long it is, and whether it is a unit or a gap."""


def alpha_u_1995(annotators: Sequence[Sequence[tuple[float, float]]], begin: float, length: float) -> Figure:
    """Compute alpha_U of one label; `annotators` are the start and end of each one's units, in order."""
    count = sum(map(len, annotators))
    figure = framed("alpha_u_1995", count, count, "unitizing")
    if len(annotators) < 2:
        return undefined(figure, "one_annotator")
    if not count or length <= 0:
        return undefined(figure, "no_spans" if length > 0 else "no_length")
    sections = [_sections(units, begin, length) for units in annotators]
    observed, expected = _observed(sections, length), _expected(sections, length)
    figure = figure._replace(observed=observed, expected=expected)
    if expected <= 0:
        return undefined(figure, "no_variation")
    return figure._replace(value=1 - observed / expected)


def _sections(units: Sequence[tuple[float, float]], begin: float, length: float) -> Floats:
    """Cut a continuum into units and the gaps between them: starts, lengths, and 1 for units."""
    found, place = [], begin
    for start, end in units:
        if start > place:
            found.append((place, start - place, 0.0))
        found.append((start, end - start, 1.0))
        place = end
    if place < begin + length:
        found.append((place, begin + length - place, 0.0))
    return np.array(found, dtype=float).reshape(-1, 3)


def _observed(sections: Sequence[Floats], length: float) -> float:
    """The squared distances of all sections of each annotator from those of each other, per pair and squared length."""
    total = 0.0
    for one, other in ((i, j) for i in range(len(sections)) for j in range(len(sections)) if i != j):
        start, long, unit = (column[:, None] for column in sections[one].T)
        begin, wide, mark = sections[other].T
        apart = start - begin
        overlap = (unit * mark > 0) & (-long < apart) & (apart < wide)
        total += float(np.where(overlap, apart**2 + (apart + long - wide) ** 2, 0.0).sum())
        inside = (unit > mark) & (wide - long >= apart) & (apart >= 0)  # a unit of one within a gap of the other
        around = (mark > unit) & (long - wide >= -apart) & (-apart >= 0)
        total += float((np.where(inside, long**2, 0.0) + np.where(around, wide**2, 0.0)).sum())
    return total / (len(sections) * (len(sections) - 1) * length**2)


def _expected(sections: Sequence[Floats], length: float) -> float:
    """The same, if the units of all lay anywhere."""
    everything = np.concatenate(sections)
    units, gaps = (everything[everything[:, 2] == kind, 1] for kind in (1, 0))
    many = len(sections)
    room = np.clip(gaps - units[:, None] + 1, 0, None)
    room[gaps < units[:, None]] = 0
    shift = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    total = (shift + units**2 * room.sum(axis=1)).sum()
    free = many * length * (many * length - 1) - (units * (units - 1)).sum()
    return float(2 / length * total / free) if free > 0 else 0.0
