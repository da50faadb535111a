"""Tables of figures for display: cells can be shaded, selected and explained."""

from typing import NamedTuple

from annotations.agreement.records import Cell, Figure


class GridCell(NamedTuple):
    """One cell. `shade` is 0 to 1; `choice` is the filter that choosing it makes; `figure` is what it shows."""

    text: str
    shade: float = 0.0
    choice: Cell | None = None
    tip: str = ""
    figure: Figure | None = None


class Grid(NamedTuple):
    """A table with a head, a name for each row, and cells row by row."""

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    cells: tuple[tuple[GridCell, ...], ...] = ()


def number(value: float | None) -> str:
    """A coefficient as it is written: two decimals, no zero before the point."""
    if value is None:
        return "–"
    words = f"{abs(value):.2f}"
    return ("−" if value < 0 and words != "0.00" else "") + words.removeprefix("0")


def with_star(figure: Figure) -> str:
    """A figure's value, with a star when it rests on decisions that were only confirmed with the article."""
    return number(figure.value) + "*" * bool(figure.caution and figure.value is not None)


def interval(figure: Figure) -> str:
    """A figure's interval in words; empty when it has none."""
    return f"[{number(figure.ci.low)}, {number(figure.ci.high)}]" if figure.ci else ""
