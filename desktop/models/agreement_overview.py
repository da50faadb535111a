"""The overview of agreement as a table: under each layer a row for its spans, then one for each question."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.agreement.coefficients import known
from annotations.agreement.records import Figure, Row, apart
from annotations.agreement.study_input import AS_USUAL, AgreementSettings
from annotations.scheme import Scheme
from desktop.figure_tables import interval, number, with_star
from desktop.plain import tip
from desktop.roles import FigureRole

_NOWHERE = QModelIndex()
COLUMNS = ("Question", "Agreement, from 0 to 1", "Alternative", "Observed", "Units", "Annotators", "Over time", "")
NUMBERS = (2, 3, 4, 5)
Index = QModelIndex | QPersistentModelIndex


class OverviewModel(QAbstractTableModel):
    """The rows of the report in the order in which they are computed, with a heading for each layer."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._settings: AgreementSettings = AS_USUAL
        self._rows: list[Row | str] = []

    def begin(self, settings: AgreementSettings) -> None:
        """Remove all rows."""
        self.beginResetModel()
        self._settings, self._rows = settings, []
        self.endResetModel()

    def add(self, row: Row) -> None:
        """Add a row, and the heading of its layer before the first."""
        known = {one.layer for one in self._rows if isinstance(one, Row)}
        new: list[Row | str] = [row] if row.layer in known else [self._scheme.layer(row.layer).title, row]
        start = len(self._rows)
        self.beginInsertRows(_NOWHERE, start, start + len(new) - 1)
        self._rows += new
        self.endInsertRows()

    def row(self, number: int) -> Row | None:
        """The row of the report at an index; none for a heading."""
        found = self._rows[number] if 0 <= number < len(self._rows) else None
        return found if isinstance(found, Row) else None

    def place_of(self, layer: str, field: str) -> int:
        """The index of a row, or -1."""
        return next(
            (
                n
                for n, row in enumerate(self._rows)
                if isinstance(row, Row) and (row.layer, row.field) == (layer, field)
            ),
            -1,
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows, with headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return (
            QCoreApplication.translate("agreement", COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        return super().flags(index) if self.row(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell and the record of its row."""
        found = self._rows[index.row()]
        if isinstance(found, str):
            first = role == Qt.ItemDataRole.DisplayRole and index.column() == 0
            return found if first or role == FigureRole.HEADING else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _text(found, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_tip(found, index.column()))
            case FigureRole.RECORD:
                return found
            case FigureRole.THRESHOLDS:
                usual = (self._settings.tentative, self._settings.reliable)
                return self._settings.thresholds.get(f"{found.layer}.{found.field}", usual)
        return None


def beside(row: Row) -> Figure | None:
    """The companion shown next to the headline: the first with a short title."""
    return next((figure for figure in row.companions if short_title(figure)), None)


def short_title(figure: Figure) -> str:
    """The title of a coefficient in a narrow column; empty if it does not have one."""
    coefficient = known(figure.coefficient)
    return coefficient.short if coefficient else ""


def observed(row: Row) -> Figure | None:
    """Observed agreement or, for spans, F1 with exactly the same edges."""
    return next(
        (
            figure
            for figure in (*row.companions, row.headline)
            if figure.coefficient == "percent_agreement" or (row.question == "place" and figure.level == "exact")
        ),
        None,
    )


def state_words(state: str) -> str:
    """The title of a state."""
    words = {
        "reliable": "Reliable", "tentative": "Tentative", "unreliable": "Not reliable", "too_little": "Too little data",
    }  # fmt: skip
    return QCoreApplication.translate("agreement", words[state])


def _text(row: Row, column: int) -> str:
    head = row.headline
    if column == 0:
        return row.title
    if column == 1:
        if head.value is None:
            return head.reason
        return " ".join(filter(None, (with_star(head), interval(head), head.caution, apart(row.explicit))))
    if column in (2, 3):
        figure = beside(row) if column == 2 else observed(row)
        return f"{short_title(figure)} {with_star(figure)}".strip() if figure else ""
    if column == 4:
        return f"{row.coverage.compared:,} / {row.coverage.of:,}"
    if column == 5:
        return str(len(head.annotators))
    if column == 6:
        return ", ".join(number(point.value) for point in row.trend)
    return state_words(row.state)


def _tip(row: Row, column: int) -> str:
    head = row.headline
    if column == 5:
        return ", ".join(head.annotators)
    if column in (2, 3):
        figure = beside(row) if column == 2 else observed(row)
        return figure.rule if figure else ""
    notes = [head.reason or head.rule, *filter(None, (head.caution, apart(row.explicit))), *row.notes]
    notes += [f"{left.number:,} left out: {left.reason}." for left in row.left_out]
    return "\n".join(notes)
