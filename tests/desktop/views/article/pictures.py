"""Pictures of the painted article, for the tests beside it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from desktop.marks import Mark
from desktop.views.article.reader import Reader
from desktop.views.article.span_rectangles import segments


def picture(reader: Reader) -> QImage:
    return reader.viewport().grab().toImage()


def box(reader: Reader, mark: Mark) -> QRectF:
    return next(segments(reader.document(), mark.start, mark.end))


def colours(image: QImage, rect: QRectF) -> set[str]:
    area = rect.toRect()
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }
