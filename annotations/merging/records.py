"""The records of a merge that reports show."""

from typing import NamedTuple


class Conflict(NamedTuple):
    """Something that one annotator changed in two files. `kept` and `older` say how the two versions differ.

    `here` is true if this project had the version that is kept. Times are ISO 8601 in UTC.
    """

    file: str
    article: str
    annotator: str
    layer: str
    quote: str
    kept: str
    kept_at: str
    older: str
    older_at: str
    here: bool
