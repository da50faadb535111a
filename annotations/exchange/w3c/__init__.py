"""W3C Web Annotation as JSON-LD: each annotation has bodies (tags, comments) and a target with selectors.

The quote takes precedence over the position: the recommendation counts code points, but many tools count UTF-16 units.
Files contain texts only if we wrote them, as an annotation that describes its source; otherwise the text is that of the
article with the target's address. Consecutive annotations on one source by one creator make a record.
"""

from pathlib import Path

from annotations.exchange.w3c.reading import read
from annotations.exchange.w3c.writing import write

__all__ = ["read", "recognises", "write"]


def recognises(path: Path, head: bytes) -> bool:
    """Whether the context is that of the recommendation."""
    return b"anno.jsonld" in head
