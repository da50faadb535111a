"""REFI-QDA, the exchange of MAXQDA, NVivo, ATLAS.ti and QualCoder: projects (.qdpx) and code books (.qdc).

Positions are code points. The standard lets an end stand on the last character; most programs write the one after it:
the names of selections, which often quote their text, show which it is.
"""

from annotations.exchange.refi import codebook
from annotations.exchange.refi.reading import read, recognises
from annotations.exchange.refi.writing import LOSSES, write

__all__ = ["LOSSES", "codebook", "read", "recognises", "write"]
