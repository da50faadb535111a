"""Convert times as programs write them to one sortable form: ISO 8601 in UTC with milliseconds, as in a project.

A time without a zone is read as UTC, which is what nearly all programs that omit it mean.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from math import isfinite

CREATED = ("created_at", "created", "created_on", "creationDateTime", "creation_date", "timestamp", "_timestamp")
UPDATED = ("updated_at", "updated", "modified", "modified_at", "last_modified", "modifiedDateTime", "updated_on")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = ((1e11, 1), (1e14, 1_000), (1e17, 1_000_000), (1e20, 1_000_000_000))
"""Bounds for numbers of seconds, milliseconds … since 1970. Seconds have had nine digits since 1973."""
_LEAST = 1e8
_FIRST, _LAST = 1900, 2200


@lru_cache(maxsize=4096)
def instant(raw: str | float) -> str:
    """A time in the project's form. Empty if it is not valid."""
    found = _of_number(raw) or _of_words(str(raw).strip())
    if found is None or not _FIRST < found.year < _LAST:
        return ""
    return found.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_text(raw: object) -> str:
    """The value of a time key, to be parsed later. Empty if missing."""
    return "" if raw is None or isinstance(raw, bool) else str(raw)


def epoch_seconds(time: str) -> int | None:
    """Whole seconds since 1970. None if the time is not valid."""
    known = instant(time)
    return int(datetime.fromisoformat(known).timestamp()) if known else None


def _of_number(raw: str | float) -> datetime | None:
    try:
        number = float(raw)
    except (ValueError, OverflowError):
        return None
    if not isfinite(number) or number < _LEAST or (isinstance(raw, str) and not raw.strip().replace(".", "").isdigit()):
        return None
    parts = next((parts for bound, parts in _UNITS if number < bound), None)
    return None if parts is None else _EPOCH + timedelta(seconds=number / parts)


def _of_words(words: str) -> datetime | None:
    plain = words.removesuffix(" UTC").removesuffix(" GMT")
    plain = plain.replace("/", "-", 2) if plain[4:5] == "/" else plain
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(plain if read == datetime.fromisoformat else words)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
