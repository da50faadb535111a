"""Pictures of charts and tables as SVG or PNG, by the suffix."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotations.errors import ExportFailed
from annotations.exchange.files import written_whole


def save_picture(widget: QWidget, path: Path) -> None:
    """Save a picture of a widget; raises ExportFailed if the file cannot be written."""
    drawn = QBuffer()
    drawn.open(QIODevice.OpenModeFlag.WriteOnly)
    done = _svg(widget, drawn) if path.suffix.lower() == ".svg" else widget.grab().save(drawn, "PNG")
    if not done:
        raise ExportFailed(f"The chart is too small to save as {path}. Make it larger and try again.")
    with written_whole(path) as file:
        file.write(drawn.data().data())


def _svg(widget: QWidget, out: QBuffer) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setOutputDevice(out)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()))
    generator.setTitle(widget.accessibleName())
    painter = QPainter()
    done = painter.begin(generator)
    if done:
        widget.render(painter, QPoint(0, 0))
        painter.end()
    return done
