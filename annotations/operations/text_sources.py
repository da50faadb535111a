"""Where a text is from: what tells it, and the other sources in which the same text was found."""

from collections.abc import Iterable
from typing import Any

import orjson

MOST = 100  # other sources that are kept of one text
SAID = ("title", "source", "url", "published")
"""What is said of an article that tells where it is from; the name of its file is in its metadata."""


def distinct(also: Iterable[Any], first: Any = None) -> list[Any]:
    """Sources without those that another one, or the first, says already; always in the same order."""
    told = {orjson.dumps(one, option=orjson.OPT_SORT_KEYS): one for one in also if one}
    several = [first, *told.values()]
    return [told[key] for key in sorted(told) if not any(_says(other, told[key]) for other in several)]


def _says(one: Any, found: Any) -> bool:
    """Whether a source says all that another one does, and is not that one itself."""
    return one is not found and isinstance(one, dict) and isinstance(found, dict) and found.items() <= one.items()
