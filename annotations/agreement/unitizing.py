"""Unitizing alpha: agreement on how a text is divided into spans and labelled, with or without the gaps between spans.

Krippendorff, Mathet, Bouvry and Widlöcher, On the reliability of unitizing textual continua (2016). Spans of one
annotator must not overlap. Articles are pooled by adding their lengths, so that spans of different articles never
meet.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.ratings import Codes, Floats

Unit = tuple[int, int, int]
"""Start, end and the number of the label, from 1; 0 is the gaps'."""


class Lengths(NamedTuple):
    """How much text two annotators gave which two labels, and squared lengths to subtract in expected disagreement.

    `shared` and `squares` are of all text, with gaps as the first label; `core` and `core_squares` are of text that two
    annotators both marked. `units` counts spans.
    """

    shared: Floats
    squares: Floats
    core: Floats
    core_squares: Floats
    units: int = 0


def lengths(annotators: Sequence[Sequence[Unit]], begin: int, length: int, labels: int) -> Lengths:
    """Measure one continuum; `annotators` are the spans of each, in order; `labels` is the number of labels."""
    size, many = labels + 1, max(len(annotators) - 1, 1)
    marks = np.array([unit for units in annotators for unit in units], dtype=np.int64).reshape(-1, 3)
    owners = np.repeat(np.arange(len(annotators)), [len(units) for units in annotators])
    cuts = np.unique(np.concatenate([[begin, begin + length], marks[:, 0], marks[:, 1]]))
    spans = np.diff(cuts)
    held = np.zeros((len(spans), len(annotators)), dtype=np.int64)  # the number of the span, from 1
    first, last = np.searchsorted(cuts, marks[:, 0]), np.searchsorted(cuts, marks[:, 1])
    for number, (owner, start, stop) in enumerate(zip(owners, first, last, strict=True), 1):
        held[start:stop, owner] = number
    label_of = np.append(0, marks[:, 2])
    taken = marks[:, 1] - marks[:, 0]
    squares = np.bincount(marks[:, 2], taken.astype(float) ** 2, size).astype(float)
    squares[0] = len(annotators) * length - taken.sum()
    keys = np.arange(len(spans))[:, None] * size + label_of[held]
    counts = np.bincount(keys.ravel(), minlength=len(spans) * size).reshape(-1, size).astype(float)
    weighed = counts * (spans / many)[:, None]
    shared = counts.T @ weighed - np.diag(weighed.sum(axis=0))
    core_squares = _squares_of_meetings(held, spans, label_of, labels) / many
    return Lengths(shared, squares, shared[1:, 1:].copy(), core_squares, len(marks))


def _squares_of_meetings(held: Codes, spans: Codes, label_of: Codes, labels: int) -> Floats:
    """Sum the squared lengths that spans of different annotators share, for the label of either span."""
    one, other = np.triu_indices(held.shape[1], 1)
    these, those = held[:, one].ravel(), held[:, other].ravel()
    both = np.flatnonzero((these > 0) & (those > 0))
    keys, place = np.unique(these[both] * len(label_of) + those[both], return_inverse=True)
    met = np.bincount(place, np.repeat(spans, len(one))[both], len(keys)).astype(float) ** 2
    ends = np.concatenate([keys // len(label_of), keys % len(label_of)])
    return np.bincount(label_of[ends] - 1, np.concatenate([met, met]), labels).astype(float)


def merged(sums: Lengths) -> Lengths:
    """The same with all labels treated as one. Arrays may have further axes in front."""
    whole = sums.shared
    shared = np.empty((*whole.shape[:-2], 2, 2))
    shared[..., 0, 0], shared[..., 0, 1] = whole[..., 0, 0], whole[..., 0, 1:].sum(axis=-1)
    shared[..., 1, 0], shared[..., 1, 1] = whole[..., 1:, 0].sum(axis=-1), whole[..., 1:, 1:].sum(axis=(-2, -1))
    squares = np.stack([sums.squares[..., 0], sums.squares[..., 1:].sum(axis=-1)], axis=-1)
    return Lengths(shared, squares, shared[..., 1:, 1:], sums.core_squares.sum(axis=-1, keepdims=True), sums.units)
