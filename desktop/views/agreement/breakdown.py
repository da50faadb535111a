"""The details of one row: figures, labels, pairs, confusions, distribution, time, gold, machines, disagreements."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from annotations.agreement.records import Cell, Point, Row, apart
from desktop.plain import tip
from desktop.theme import Theme
from desktop.views.agreement.matrix import MatrixView
from desktop.views.agreement.sections import Part
from desktop.views.agreement.thresholds import Thresholds
from desktop.views.agreement.trend import TrendChart
from desktop.views.agreement.units import Units
from desktop.views.widgets.accessible import named

GRIDS = ("figures", "labels", "pairs", "confusion", "distribution", "trend", "gold", "machine")


class BreakdownView(QWidget):
    """Shows a model for each of `GRIDS`, and the disagreements."""

    cell_chosen = Signal(object)  # annotations.agreement.records.Cell
    figure_asked = Signal(object)  # annotations.agreement.records.Figure
    confusion_chosen = Signal(int)
    unit_chosen = Signal(int)
    picture_wanted = Signal(object)  # the widget to draw

    def __init__(
        self, models: Mapping[str, QAbstractItemModel], units: QAbstractItemModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        titles = {
            "figures": self.tr("Figures"),
            "labels": self.tr("Label by label"),
            "pairs": self.tr("Annotator by annotator"),
            "confusion": self.tr("Confusion matrix"),
            "distribution": self.tr("How often each label is given"),
            "trend": self.tr("Over time"),
            "gold": self.tr("Against gold"),
            "machine": self.tr("Machines compared with people"),
        }
        self.chart = TrendChart()
        self.grids = {name: MatrixView(titles[name], models[name]) for name in GRIDS}
        self.parts = {name: Part(title, self._shown(name)) for name, title in titles.items()}
        self.confusions = named(QComboBox(), self.tr("Annotators in the matrix"))
        self.confusions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.confusions.activated.connect(self.confusion_chosen)
        self.thresholds = Thresholds()
        self.parts["figures"].add_to_head(self.thresholds)
        self.parts["confusion"].add_to_head(self.confusions)
        self.parts["trend"].add(self.grids["trend"])
        self.grids["trend"].hide()
        self.parts["trend"].add_button(self.tr("Table"), self.tr("Show the chart as a table"), self._turn_table)
        for name in GRIDS:
            shown: QWidget = self.chart if name == "trend" else self.grids[name]
            words = self.tr("Save a picture of “{}”").format(titles[name])
            self.parts[name].add_button("⤓", words, partial(self.picture_wanted.emit, shown))
        for grid in self.grids.values():
            grid.cell_chosen.connect(self.cell_chosen)
            grid.figure_asked.connect(self.figure_asked)
        self.units = Units(units)
        self.units.unit_chosen.connect(self.unit_chosen)
        self.units.cell_dropped.connect(lambda: self.cell_chosen.emit(Cell()))
        self._lay_out()

    def show_row(self, row: Row) -> None:
        """Show the parts that a row has; the models fill them."""
        places = row.question == "place"
        for name in ("labels", "confusion", "distribution", "trend"):
            self.parts[name].setVisible(not places)
        for name in ("gold", "machine"):
            self.parts[name].hide()
        compared, of = row.coverage
        lines = [self.tr("{} of {} units compared.").format(f"{compared:,}", f"{of:,}")]
        lines += [self.tr("{} left out: {}.").format(f"{left.number:,}", left.reason) for left in row.left_out]
        cautions = list(filter(None, (row.headline.caution, apart(row.explicit))))
        self.parts["figures"].note("  ".join([*cautions, *lines, *row.notes]), warn=bool(cautions))
        star = self.tr("* More than a tenth of the decisions were only confirmed by finishing the article.")
        for name in ("labels", "pairs", "gold", "machine"):
            self.parts[name].note(star if cautions else "")
        kappa, f1 = self.tr("kappa above, shared units below"), self.tr("F1 above, shared spans below")
        self.grids["pairs"].setToolTip(tip(f1 if places else kappa))

    def show_trend(
        self, points: Sequence[Point], marks: Sequence[tuple[str, int]], thresholds: tuple[float, float]
    ) -> None:
        """Show the chart."""
        self.parts["trend"].setVisible(bool(points))
        self.chart.show_points(points, marks, thresholds)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        for grid in self.grids.values():
            grid.set_theme(theme)
        self.chart.set_theme(theme)
        self.units.set_theme(theme)

    def _shown(self, name: str) -> QWidget:
        return self.chart if name == "trend" else self.grids[name]

    def _turn_table(self) -> None:
        self.grids["trend"].setVisible(self.grids["trend"].isHidden())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(8)
        for part in self.parts.values():
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(scroll)
        splitter.addWidget(self.units)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([700, 560])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
