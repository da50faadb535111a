"""The details of a row of the overview as grids: labels, pairs, confusion matrices, distributions, figures."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotations.agreement.coefficients import title_of
from annotations.agreement.definitions import level_of
from annotations.agreement.records import (
    Breakdown,
    Cell,
    Confusion,
    Distribution,
    Figure,
    LabelFigures,
    PairFigures,
    Point,
)
from desktop.figure_tables import Grid, GridCell, interval, number, with_star


def _tr(words: str) -> str:
    return QCoreApplication.translate("agreement", words)


def figure_cell(figure: Figure | None, choice: Cell | None = None, *, shaded: bool = False) -> GridCell:
    """A figure in a cell; its tooltip explains a missing value."""
    if figure is None:
        return GridCell("")
    shade = max(figure.value or 0.0, 0.0) if shaded else 0.0
    tip = figure.reason or f"{title_of(figure.coefficient)} {number(figure.value)} {interval(figure)}".strip()
    tips = [
        tip,
        *([figure.caution] if figure.caution else []),
        _tr("Press I or right-click to see how it was computed"),
    ]
    return GridCell(with_star(figure), shade, choice, "\n".join(tips), figure)


def figures_grid(inside: Breakdown) -> Grid:
    """The headline and its companions, one row each."""
    row = inside.row
    apart = (row.explicit,) if row.explicit else ()
    found = (row.headline, *apart, *row.companions)
    some = any(f.confirmed for f in found)
    names = [title_of(f.coefficient) for f in found]
    if apart:
        names[1] = _tr("– decided one by one")
    cells = tuple(
        (
            figure_cell(f),
            GridCell(interval(f) or (f"SD {number(f.sd)}" if f.sd is not None else ""), figure=f),
            GridCell(f.level.replace("_", ", "), tip=level_of(f.level), figure=f),
            GridCell(f"{f.pairable:,}", figure=f),
            *([_confirmed(f)] if some else []),
        )
        for f in found
    )
    columns = (_tr("Value"), _tr("95 % interval"), _tr("Scale"), _tr("Pairable"), *([_tr("Confirmed")] if some else []))
    return Grid(columns, tuple(names), cells)


def _confirmed(figure: Figure) -> GridCell:
    tip = _tr("Decisions only confirmed by finishing the article, out of all")
    return GridCell(f"{figure.confirmed:,} / {figure.decisions:,}", figure=figure, tip=tip)


def labels_grid(labels: Sequence[LabelFigures]) -> Grid:
    """Each label against all others."""
    titles = {label.label: label.title for label in labels}
    columns = (_tr("Alpha"), _tr("Specific agreement"), _tr("Ratings"), _tr("Most often confused with"))
    cells = []
    for one in labels:
        met = f"{titles.get(one.confused_with, one.confused_with)} ({one.confused})" if one.confused_with else "–"
        apart = Cell(value=one.label, other_value=one.confused_with) if one.confused_with else None
        cells.append((
            figure_cell(one.alpha, Cell(value=one.label), shaded=True),
            figure_cell(one.specific, Cell(value=one.label), shaded=True),
            GridCell(f"{one.times:,}", choice=Cell(value=one.label)),
            GridCell(met, choice=apart),
        ))  # fmt: skip
    return Grid(columns, tuple(label.title for label in labels), tuple(cells))


def pairs_grid(pairs: Sequence[PairFigures]) -> Grid:
    """Annotators by annotators: the coefficient above the diagonal, the number of shared units below."""
    people = list(dict.fromkeys([*((p.one, p.names[0]) for p in pairs), *((p.other, p.names[1]) for p in pairs)]))
    known = {(p.one, p.other): p for p in pairs}
    cells = []
    for row, (one, _) in enumerate(people):
        line = []
        for column, (other, _) in enumerate(people):
            pair = known.get((one, other)) or known.get((other, one))
            if pair is None or row == column:
                line.append(GridCell(""))
            elif column > row:
                line.append(figure_cell(pair.kappa or pair.f1, Cell(one, other), shaded=True))
            else:
                line.append(GridCell(f"{pair.shared:,}", choice=Cell(one, other), tip=_tr("shared units")))
        cells.append(tuple(line))
    names = tuple(name for _, name in people)
    return Grid(names, names, tuple(cells))


def confusion_grid(confusion: Confusion, titles: Mapping[str, str]) -> Grid:
    """Labels by labels; disagreements are shaded by frequency."""
    apart = [n for r, row in enumerate(confusion.counts) for c, n in enumerate(row) if r != c]
    most, all_most = (
        max(apart, default=0.0) or 1.0,
        max((n for row in confusion.counts for n in row), default=0.0) or 1.0,
    )
    cells = []
    for row, (label, counts) in enumerate(zip(confusion.labels, confusion.counts, strict=True)):
        line = []
        for column, count in enumerate(counts):
            other = confusion.labels[column]
            shade = 0.35 * count / all_most if row == column else count / most
            words = f"{count:,.0f}" if count == int(count) else f"{count:,.1f}"
            tip = f"{titles.get(label, label)} → {titles.get(other, other)}"
            choice = Cell(confusion.one, confusion.other, label, other) if row != column and count else None
            line.append(GridCell(words if count else "·", shade, choice, tip))
        cells.append(tuple(line))
    names = tuple(titles.get(label, label) or _tr("Left empty") for label in confusion.labels)
    return Grid(names, names, tuple(cells))


def distribution_grid(distribution: Sequence[Distribution], titles: Mapping[str, str]) -> Grid:
    """How often each annotator used each label."""
    labels = [label for label, _ in distribution[0].counts] if distribution else []
    cells = []
    for one in distribution:
        counts = dict(one.counts)
        line = []
        for label in labels:
            share = counts.get(label, 0) / one.total if one.total else 0.0
            line.append(GridCell(f"{share:.0%}", share, Cell(one.annotator, value=label), f"{counts.get(label, 0):,}"))
        cells.append((*line, GridCell(f"{one.total:,}")))
    names = tuple(titles.get(label, label) or _tr("Left empty") for label in labels)
    return Grid((*names, _tr("All")), tuple(one.name for one in distribution), tuple(cells))


def beside_grid(pairs: Sequence[PairFigures]) -> Grid:
    """Each annotator compared with gold or with a machine."""
    columns = (_tr("Kappa"), _tr("Alpha"), _tr("Observed"), _tr("F1 of spans"), _tr("Shared"))
    cells = tuple(
        (
            figure_cell(p.kappa, Cell(p.one, p.other), shaded=True),
            figure_cell(p.alpha, Cell(p.one, p.other), shaded=True),
            figure_cell(p.observed, shaded=True),
            figure_cell(p.f1, shaded=True),
            GridCell(f"{p.shared:,}"),
        )
        for p in pairs
    )
    return Grid(columns, tuple(f"{p.names[0]} – {p.names[1]}" for p in pairs), cells)


def trend_grid(points: Sequence[Point]) -> Grid:
    """The trend in figures."""
    columns = (_tr("Until"), _tr("Alpha"), _tr("95 % interval"), _tr("Cumulative"), _tr("Units"), _tr("Scheme"))
    cells = tuple(
        (
            GridCell(p.time[:16].replace("T", " ")),
            GridCell(number(p.value)),
            GridCell(f"[{number(p.low)}, {number(p.high)}]" if p.low is not None else "–"),
            GridCell(number(p.cumulative)),
            GridCell(f"{p.units:,}"),
            GridCell(str(p.scheme_version)),
        )
        for p in points
    )
    return Grid(columns, tuple(str(n) for n in range(1, len(points) + 1)), cells)
