"""brat standoff: a folder with a text (`.txt`) and its annotations (`.ann`) for each article.

Offsets are code points, half open; a span may have several parts. What brat has no word for stands in a side file
(`.json`) beside them, which brat passes over.
"""

from annotations.exchange.brat.reading import read, recognises
from annotations.exchange.brat.writing import LOSSES, write

__all__ = ["LOSSES", "read", "recognises", "write"]
