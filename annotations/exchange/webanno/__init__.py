"""WebAnno TSV 3.x (WebAnno, INCEpTION): one file per article, a row per word, a column per feature.

Offsets are UTF-16 units. Text between sentences is not in the file: a line break and spaces stand for it, as INCEpTION
itself fills the gap.
"""

from annotations.exchange.webanno.reading import read, recognises
from annotations.exchange.webanno.writing import LOSSES, write

__all__ = ["LOSSES", "read", "recognises", "write"]
