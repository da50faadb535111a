"""REFI-QDA, the exchange format of MAXQDA, NVivo, ATLAS.ti and QualCoder: projects (.qdpx) and codebooks (.qdc).

Positions are code points. The standard allows an end on the last character; most programs write the one after it. Names
of selections, which often quote their text, show which is meant.
"""

from annotations.exchange.refi import codebook
from annotations.exchange.refi.reading import read, recognises
from annotations.exchange.refi.writing import LOSSES, write

__all__ = ["LOSSES", "codebook", "read", "recognises", "write"]
