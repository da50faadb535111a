"""Pictures of charts and tables: SVG or PNG, by the suffix."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotations.errors import ExportFailed


def save_picture(widget: QWidget, path: Path) -> None:
    """Draw a widget as it is into a file; raise ExportFailed when it cannot be written."""
    if path.suffix.lower() == ".svg":
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(widget.size())
        generator.setViewBox(QRect(QPoint(0, 0), widget.size()))
        generator.setTitle(widget.accessibleName())
        painter = QPainter()
        done = painter.begin(generator)
        if done:
            widget.render(painter, QPoint(0, 0))
            painter.end()
    else:
        picture = widget.grab()
        done = picture.save(str(path), "PNG") and picture.size() != QSize()
    if not done:
        raise ExportFailed(f"{path} cannot be written. Choose another place.")
