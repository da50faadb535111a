"""W3C Web Annotation as JSON-LD: each annotation has bodies (tags, comments) and a target with selectors.

The quote beats the position: positions are told in code points by the recommendation and in UTF-16 units by many tools.
A file has no texts but those that we write ourselves, as an annotation that describes its source; else the text is that
of the article with the target's address. Annotations on one source by one creator, one after the other, make a record.
"""

from pathlib import Path

from annotations.exchange.w3c.reading import read
from annotations.exchange.w3c.writing import write

__all__ = ["read", "recognises", "write"]


def recognises(path: Path, head: bytes) -> bool:
    """Whether the context is that of the recommendation."""
    return b"anno.jsonld" in head
