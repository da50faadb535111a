"""A chart of a figure over time: windows with intervals, the cumulative value, thresholds, scheme changes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations.agreement.records import Point
from desktop.figure_tables import number
from desktop.theme import LIGHT, Theme, mixed

LEFT, BOTTOM, TOP, RIGHT = 34.0, 22.0, 12.0, 14.0


class TrendChart(QWidget):
    """The chart. Its accessible description and the table next to it contain the same values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Agreement over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme: Theme = LIGHT
        self._points: Sequence[Point] = ()
        self._marks: Sequence[tuple[str, int]] = ()
        self._thresholds = (0.667, 0.8)

    def show_points(
        self, points: Sequence[Point], marks: Sequence[tuple[str, int]], thresholds: tuple[float, float]
    ) -> None:
        """Show points in order of time, with the times of new scheme versions."""
        self._points, self._marks, self._thresholds = points, marks, thresholds
        said = "; ".join(f"{point.time[:10]}: {number(point.value)}" for point in points)
        self.setAccessibleDescription(said or self.tr("No data yet"))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A wide and low chart."""
        return QSize(520, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        lowest = min([0.0, *(low for p in self._points for low in (p.value, p.low) if low is not None)])

        def y(value: float) -> float:
            return area.bottom() - area.height() * (value - lowest) / (1.0 - lowest)

        def x(place: int) -> float:
            return area.left() + area.width() * (place + 0.5) / max(len(self._points), 1)

        self._scale(painter, area, y, lowest)
        self._band(painter, x, y)
        self._lines(painter, x, y)
        self._scheme_marks(painter, area, x)
        self._dates(painter, area, x)
        painter.end()

    def _scale(self, painter: QPainter, area: QRectF, y: Callable[[float], float], lowest: float) -> None:
        surface = QColor(self._theme.window)
        for value in sorted({0.0, 0.5, 1.0, lowest}):
            painter.setPen(QPen(mixed(surface, QColor(self._theme.border), 0.9), 1))
            painter.drawLine(QPointF(area.left(), y(value)), QPointF(area.right(), y(value)))
            painter.setPen(QColor(self._theme.muted))
            room = QRectF(0, y(value) - 9, LEFT - 6, 18)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number(value))
        painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
        for value in self._thresholds:
            painter.drawLine(QPointF(area.left(), y(value)), QPointF(area.right(), y(value)))

    def _band(self, painter: QPainter, x: Callable[[int], float], y: Callable[[float], float]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(QColor(self._theme.window), QColor(self._theme.accent), 0.25))
        known = [(n, p.low, p.high) for n, p in enumerate(self._points) if p.low is not None and p.high is not None]
        if len(known) == 1:
            n, low, high = known[0]
            painter.drawRoundedRect(QRectF(x(n) - 7, y(high), 14, y(low) - y(high)), 4, 4)
        elif known:
            upper = [QPointF(x(n), y(high)) for n, _, high in known]
            lower = [QPointF(x(n), y(low)) for n, low, _ in reversed(known)]
            painter.drawPolygon(QPolygonF([*upper, *lower]))

    def _lines(self, painter: QPainter, x: Callable[[int], float], y: Callable[[float], float]) -> None:
        theme = self._theme
        so_far = [QPointF(x(n), y(p.cumulative)) for n, p in enumerate(self._points) if p.cumulative is not None]
        painter.setPen(QPen(QColor(theme.muted), 1.4, Qt.PenStyle.DotLine))
        painter.drawPolyline(QPolygonF(so_far))
        values = [QPointF(x(n), y(p.value)) for n, p in enumerate(self._points) if p.value is not None]
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawPolyline(QPolygonF(values))
        painter.setBrush(QColor(theme.accent))
        for point in values:
            painter.drawEllipse(point, 3.4, 3.4)

    def _scheme_marks(self, painter: QPainter, area: QRectF, x: Callable[[int], float]) -> None:
        painter.setPen(QPen(QColor(self._theme.warning), 1.2))
        for since, version in self._marks:
            place = sum(point.time < since for point in self._points)
            left = x(place) - area.width() * 0.5 / max(len(self._points), 1)
            painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()))
            painter.drawText(QPointF(left + 4, area.top() + 11), self.tr("scheme {}").format(version))

    def _dates(self, painter: QPainter, area: QRectF, x: Callable[[int], float]) -> None:
        painter.setPen(QColor(self._theme.muted))
        every = max(1, round(len(self._points) * 78 / max(area.width(), 1)))
        for place in range(0, len(self._points), every):
            room = QRectF(x(place) - 45, area.bottom() + 4, 90, 16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self._points[place].time[:10])
