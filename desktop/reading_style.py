"""How articles are typeset: font, size, line height, width."""

from typing import NamedTuple

from PySide6.QtGui import QFont

READING_FONTS = [
    "Charter",
    "Source Serif 4",
    "Iowan Old Style",
    "Georgia",
    "Noto Serif",
    "Liberation Serif",
    "DejaVu Serif",
]


class ReadingStyle(NamedTuple):
    """`family` is empty for the first good serif that is installed; `measure` counts characters in a line."""

    family: str = ""
    points: float = 13.0
    line_height: int = 150  # per cent
    measure: int = 70

    def font(self, zoom: int = 0) -> QFont:
        """The font of the article; `zoom` adds points."""
        font = QFont()
        font.setFamilies([self.family] if self.family else READING_FONTS)
        font.setPointSizeF(self.points + zoom)
        return font
