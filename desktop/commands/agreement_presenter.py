"""Puts results on agreement into the models of the page. Runs on the main thread."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotations.agreement.records import Breakdown, Cell, Confusion, Disagreement, PairFigures, Row
from annotations.agreement.study_input import AS_USUAL, AgreementSettings
from annotations.background.agreement_server import Overview as Found
from annotations.model import Annotator
from annotations.scheme import Scheme
from desktop.figure_tables import Grid
from desktop.models import agreement_grids as grids
from desktop.models.agreement_overview import OverviewModel, state_words
from desktop.models.disagreements import DisagreementModel
from desktop.models.grid import GridModel
from desktop.views.agreement.breakdown import GRIDS, BreakdownView
from desktop.views.agreement.overview import Overview
from desktop.views.agreement.page import AgreementPage


class AgreementPresenter:
    """Makes the page with its models, and fills them."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._settings: AgreementSettings = AS_USUAL
        self._people: Sequence[Annotator] = ()
        self._kept: tuple[str, str] | None = None  # the row at which the overview was left
        self._confusions: list[Confusion] = []
        self._unit = ""
        self.rows, self.units = OverviewModel(scheme), DisagreementModel()
        self.models = {name: GridModel() for name in GRIDS}
        self.page = AgreementPage(Overview(self.rows), BreakdownView(self.models, self.units))
        self.page.inside.confusion_chosen.connect(self._show_confusion)
        self.page.inside.thresholds.changed.connect(self._on_thresholds)

    # -- the overview

    def begin_overview(self, found: Found) -> None:
        """Remove all rows before new ones arrive."""
        self._settings, self._people = found.settings, found.annotators
        table = self.page.overview.table
        row = self.rows.row(table.currentIndex().row())
        self._kept = (row.layer, row.field) if row else self._kept
        self.rows.begin(found.settings)
        self.page.overview.filters.show_people(found.annotators)
        self.page.overview.filters.show_versions(found.versions, found.groups)
        words = [_tr("{} articles compared").format(f"{found.articles:,}")]
        words += [_tr("{} left out: {}").format(f"{left.number:,}", left.reason) for left in found.left_out]
        self.page.overview.show_left_out("  ·  ".join(words))

    def add_row(self, row: Row) -> None:
        """Show a row."""
        self.rows.add(row)
        if self._kept in (None, (row.layer, row.field)):
            self.page.overview.select(self.rows.rowCount() - 1)
            self._kept = (row.layer, row.field)

    def end_overview(self) -> Row | None:
        """Finish the overview; return the new version of the open row, if any."""
        open_row = self.page.row
        place = self.rows.place_of(open_row.layer, open_row.field) if open_row else -1
        return self.rows.row(place) if open_row else None

    # -- a row

    def open_row(self, row: Row) -> None:
        """Show the page of a row, still empty."""
        self._kept, self._unit = (row.layer, row.field), ""
        for model in self.models.values():
            model.show_grid(Grid())
        self.begin_units(Cell())
        self._show_head(row)

    def show_inside(self, inside: Breakdown) -> None:
        """Show the details of the row."""
        titles = self._titles(inside.row)
        self._show_head(inside.row)
        parts = self.page.inside.parts
        self._confusions = [*([inside.pooled] if inside.pooled else []), *inside.confusions]
        box = self.page.inside.confusions
        box.clear()
        box.addItems([self._whose(confusion) for confusion in self._confusions])
        self._fill("figures", grids.figures_grid(inside))
        self._fill("labels", grids.labels_grid(inside.labels))
        self._fill("pairs", grids.pairs_grid(inside.pairs))
        self._fill("distribution", grids.distribution_grid(inside.distribution, titles))
        self.models["trend"].show_grid(grids.trend_grid(inside.trend))
        self._show_confusion(0)
        parts["distribution"].note(inside.prevalence_note, warn=True)
        self.page.inside.show_trend(inside.trend, inside.scheme_marks, self._thresholds(inside.row))

    def show_beside(self, kind: str, pairs: Sequence[PairFigures]) -> None:
        """Show people compared with gold or machines, if there are any."""
        self._fill(kind, grids.beside_grid(pairs))

    def _on_thresholds(self, tentative: float, reliable: float) -> None:
        row = self.page.row
        if row:
            self.page.overview.filters.set_thresholds(f"{row.layer}.{row.field}", tentative, reliable)

    # -- disagreements

    def begin_units(self, cell: Cell) -> None:
        """Remove all disagreements; the selected one is selected again if it is among the next ones."""
        now = self.units.unit(self.page.inside.units.list.currentIndex().row())
        self._unit = now.unit if now else self._unit
        self.units.clear()
        self.page.inside.units.show_count(None, self._cell_words(cell))

    def show_count(self, count: int, cell: Cell) -> None:
        """Show the number of disagreements."""
        compared = self.page.row is not None and self.page.row.coverage.compared > 0
        self.page.inside.units.show_count(count, self._cell_words(cell), compared=compared)

    def add_units(self, units: Sequence[Disagreement]) -> None:
        """Show some more."""
        first = self.units.rowCount() == 0
        self.units.add(units)
        place = self.units.row_of(self._unit)
        if first or place >= 0:
            self.page.inside.units.select(max(place, 0))
            self._unit = ""

    def unit(self, number: int) -> Disagreement | None:
        """The disagreement in a row of the list."""
        return self.units.unit(number)

    # -- words

    def _fill(self, name: str, grid: Grid) -> None:
        self.models[name].show_grid(grid)
        self.page.inside.parts[name].setVisible(bool(grid.rows))

    def _show_head(self, row: Row) -> None:
        self.page.inside.thresholds.show_values(*self._thresholds(row))
        self.page.show_inside(row, self._scheme.layer(row.layer).title, state_words(row.state))

    def _show_confusion(self, number: int) -> None:
        row = self.page.row
        shown = self._confusions[number] if row and number < len(self._confusions) else None
        self._fill("confusion", grids.confusion_grid(shown, self._titles(row)) if shown and row else Grid())

    def _thresholds(self, row: Row) -> tuple[float, float]:
        usual = self._settings.tentative, self._settings.reliable
        return self._settings.thresholds.get(f"{row.layer}.{row.field}", usual)

    def _titles(self, row: Row) -> Mapping[str, str]:
        """The titles of a row's values, by name."""
        layer = self._scheme.layer(row.layer)
        field, role = layer.field(row.field), layer.link(row.field)
        values = layer.labels if row.field == "label" else field.values if field else role.constants if role else ()
        flags = {"yes": _tr("Yes"), "no": _tr("No")} if field and field.kind == "flag" else {}
        return {value.name: value.title for value in values} | flags

    def _name(self, annotator: str) -> str:
        return next((f"{a.name} {a.version}".strip() for a in self._people if a.id == annotator), annotator)

    def _whose(self, confusion: Confusion) -> str:
        if not confusion.one:
            return _tr("Everyone")
        return f"{self._name(confusion.one)} × {self._name(confusion.other)}"

    def _cell_words(self, cell: Cell) -> str:
        row = self.page.row
        titles = self._titles(row) if row else {}
        sides = []
        for who, value in ((cell.one, cell.value), (cell.other, cell.other_value)):
            words = [self._name(who)] if who else []
            words += [titles.get(value, value) or _tr("left empty")] if value is not None else []
            sides += [" ".join(words)] if words else []
        return " × ".join(sides)


def _tr(words: str) -> str:
    return QCoreApplication.translate("agreement", words)
