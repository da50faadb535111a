"""WebAnno TSV 3.x (WebAnno, INCEpTION): one file per article, a row per word, a column per feature.

Offsets are UTF-16 units. Text between sentences is not in the file, so it is replaced by a line break and spaces, as in
INCEpTION itself.
"""

from annotations.exchange.webanno.reading import read, recognises
from annotations.exchange.webanno.writing import LOSSES, write

__all__ = ["LOSSES", "read", "recognises", "write"]
