"""UIMA CAS as XMI, in a folder with its type system."""

from annotations.exchange.uima.reading import read_xmi as read
from annotations.exchange.uima.reading import recognises_xmi as recognises
from annotations.exchange.uima.writing import XMI_LOSSES as LOSSES
from annotations.exchange.uima.writing import write_xmi as write

__all__ = ["LOSSES", "read", "recognises", "write"]
