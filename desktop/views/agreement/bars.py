"""Painting of the overview's cells: the scale with its interval, the line over time, the chip."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotations.agreement.records import Row
from desktop.figure_tables import number, with_star
from desktop.roles import FigureRole
from desktop.theme import LIGHT, Theme, mixed

ROW, HEADING = 38, 34
VALUE_ROOM = 62.0
HUES = {"reliable": "green", "tentative": "amber", "unreliable": "red", "too_little": "grey"}
GLYPHS = {"reliable": "✓", "tentative": "~", "unreliable": "✗", "too_little": "○"}
Index = QModelIndex | QPersistentModelIndex


class OverviewDelegate(QStyledItemDelegate):
    """Paints every cell of the overview."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines per row; headings are lower."""
        return QSize(90, HEADING if index.data(FigureRole.HEADING) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, row = QRectF(option.rect), index.data(FigureRole.RECORD)
        if index.data(FigureRole.HEADING):
            self._heading(painter, rect, index.data() or "")
        elif isinstance(row, Row):
            self._ground(painter, rect, option, first=index.column() == 0)
            if index.column() == 0:
                self._title(painter, rect, row)
            elif index.column() == 1:
                self._scale(painter, rect.adjusted(8, 0, -8, 0), row, *index.data(FigureRole.THRESHOLDS))
            elif index.column() == 6:
                self._line(painter, rect.adjusted(10, 8, -10, -8), row)
            elif index.column() == 7:
                self._chip(painter, rect, row.state, index.data())
            else:
                painter.setPen(QColor(self.theme.text))
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(rect.adjusted(6, 0, -10, 0), int(side), index.data() or "")
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, *, first: bool) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        surface = QColor(self.theme.surface)
        painter.fillRect(rect, mixed(surface, QColor(self.theme.accent), 0.14) if chosen else surface)
        if chosen and first:
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(self.theme.accent))
        painter.setPen(QPen(mixed(surface, QColor(self.theme.border), 0.7), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _heading(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.fillRect(rect, QColor(self.theme.window))
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        room = rect.adjusted(12, 8, 400, 0)
        painter.setClipping(False)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def _title(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        painter.setPen(QColor(self.theme.text))
        half = rect.height() / 2
        top = QRectF(rect.left() + 24, rect.top() + 3, rect.width() - 28, half - 2)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), row.title)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.84)
        painter.setFont(small)
        painter.setPen(QColor(self.theme.muted))
        low = top.translated(0, half - 2)
        words = painter.fontMetrics().elidedText(question_words(row), Qt.TextElideMode.ElideRight, int(low.width()))
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def _scale(self, painter: QPainter, rect: QRectF, row: Row, tentative: float, reliable: float) -> None:
        """Paint the figure on a scale from 0 to 1, with its interval and the thresholds."""
        head, theme = row.headline, self.theme
        if head.value is None:
            painter.setPen(QColor(theme.muted))
            words = painter.fontMetrics().elidedText(head.reason, Qt.TextElideMode.ElideRight, int(rect.width()))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
            return
        name = "F1 " if row.question == "place" else "α "
        if head.caution:
            rect = self._caution(painter, rect, row, name)
        painter.setPen(QColor(theme.text))
        room = QRectF(rect.left(), rect.top(), VALUE_ROOM, rect.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name + with_star(head))
        track = QRectF(rect.left() + VALUE_ROOM, rect.center().y() - 4, rect.width() - VALUE_ROOM, 8)
        ink = theme.ink(HUES[row.state])

        def x(value: float) -> float:
            return track.left() + track.width() * max(0.0, min(1.0, value))

        surface = QColor(theme.surface)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(surface, QColor(theme.muted), 0.16))
        painter.drawRoundedRect(track, 4, 4)
        if head.ci:
            painter.setBrush(mixed(surface, ink, 0.5))
            painter.drawRoundedRect(
                QRectF(x(head.ci.low), track.top(), max(x(head.ci.high) - x(head.ci.low), 3), 8), 4, 4
            )
        painter.setPen(QPen(QColor(theme.muted), 1))
        if row.question != "place":
            for threshold in (tentative, reliable):
                painter.drawLine(QPointF(x(threshold), track.top() - 4), QPointF(x(threshold), track.bottom() + 4))
        painter.setPen(QPen(surface, 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x(head.value), track.center().y()), 6, 6)

    def _caution(self, painter: QPainter, rect: QRectF, row: Row, name: str) -> QRectF:
        """Write below the scale how much was only confirmed by finishing the article; return the remaining space."""
        head, explicit = row.headline, row.explicit
        share = f"{head.confirmed / head.decisions:.0%}"
        words = _tr("* {} only confirmed by finishing the article").format(share)
        if explicit and explicit.value is not None:
            words += _tr("; decided one by one: {}").format(name + number(explicit.value))
        painter.save()
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.84)
        painter.setFont(small)
        painter.setPen(self.theme.ink("amber"))
        low = QRectF(rect.left(), rect.bottom() - 16, rect.width(), 15)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(low.width()))
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
        return rect.adjusted(0, 0, 0, -14)

    def _line(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """Paint the figure over time."""
        points = [point for point in row.trend if point.value is not None]
        if len(points) < 2:
            return
        step = rect.width() / (len(points) - 1)
        heights = [rect.bottom() - rect.height() * max(0.0, min(1.0, point.value or 0.0)) for point in points]
        line = QPolygonF([QPointF(rect.left() + n * step, y) for n, y in enumerate(heights)])
        painter.setPen(QPen(QColor(self.theme.accent), 1.6))
        painter.drawPolyline(line)
        painter.setBrush(QColor(self.theme.accent))
        painter.drawEllipse(line.last(), 2.4, 2.4)

    def _chip(self, painter: QPainter, rect: QRectF, state: str, words: str) -> None:
        text = f"{GLYPHS[state]} {words}"
        width = min(painter.fontMetrics().horizontalAdvance(text) + 18.0, rect.width() - 8)
        box = QRectF(rect.left() + 4, rect.center().y() - 11, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.tint(HUES[state]))
        painter.drawRoundedRect(box, 11, 11)
        painter.setPen(self.theme.ink(HUES[state]) if state != "too_little" else QColor(self.theme.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _tr(words: str) -> str:
    return QCoreApplication.translate("agreement", words)


def question_words(row: Row) -> str:
    """The kind of question of a row, so that spans and labels are not confused."""
    compared, of = row.coverage
    pairs = {
        "place": "do they mark the same spans?",
        "label": f"spans compared: {compared:,} of {of:,}",
        "link": f"links compared: {compared:,} of {of:,}",
        "article": f"whole articles compared: {compared:,} of {of:,}",
    }
    return pairs.get(row.question, "")
