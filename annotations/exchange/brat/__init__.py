"""brat standoff: a folder with a text (`.txt`) and its annotations (`.ann`) for each article.

Offsets are code points, half open; a span may have several parts. Anything brat cannot express goes to a sidecar file
(`.json`) next to them, which brat ignores.
"""

from annotations.exchange.brat.reading import read, recognises
from annotations.exchange.brat.writing import LOSSES, write

__all__ = ["LOSSES", "read", "recognises", "write"]
