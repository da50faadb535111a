"""UIMA CAS as JSON, which includes its types."""

from annotations.exchange.common_losses import NOT_DONE, UNSEEN
from annotations.exchange.losses import Loss
from annotations.exchange.uima.reading import read_json as read
from annotations.exchange.uima.reading import recognises_json as recognises
from annotations.exchange.uima.writing import write_json as write

LOSSES: tuple[Loss, ...] = (NOT_DONE, *UNSEEN)

__all__ = ["LOSSES", "read", "recognises", "write"]
