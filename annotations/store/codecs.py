"""How a project file keeps what its records show as text: ids, times, hashes, the words of marks, and images of rows.

What has the usual form takes few bytes, and everything else is kept as the text that it is, so that nothing is lost:

- an id of 32 lower-case hex digits is a blob of 16 bytes, a SHA-256 one of 32;
- a time such as `2026-01-31T12:00:00.000Z` is an integer, the milliseconds since 1970;
- `{}`, for no answers or no links, is NULL;
- the words of a mark are the slice of the text where it stands, so only a number is kept that finds them again.
"""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from annotations.store.failures import damaged_at

Stored = bytes | str
"""An id as the file keeps it."""
StoredTime = int | str
"""A time as the file keeps it."""
Pair = tuple[int, dict[str, Any]]
"""The number of a row, and what some of its columns held."""

_HEX = frozenset("0123456789abcdef")
_ID, _HASH = 32, 64
_SMALL = 200  # bytes up to which an image is not compressed
_LARGEST = 400_000_000  # bytes of an image, as long as a value may be


def stored_id(shown: str) -> Stored:
    """An id as the file keeps it."""
    return bytes.fromhex(shown) if len(shown) == _ID and _HEX.issuperset(shown) else shown


def shown_id(stored: Any) -> str:
    """An id as records have it. Raises ProjectDamaged when there is something else."""
    if stored.__class__ is bytes and len(stored) == _ID // 2:
        hexadecimal: str = stored.hex()
        return hexadecimal
    if isinstance(stored, str):
        return stored
    raise damaged_at(f"the id {stored!r:.60}")


def stored_hash(shown: str) -> Stored:
    """A SHA-256 as the file keeps it."""
    return bytes.fromhex(shown) if len(shown) == _HASH and _HEX.issuperset(shown) else shown


def shown_hash(stored: Any) -> str:
    """A SHA-256 as records have it."""
    if stored.__class__ is bytes and len(stored) == _HASH // 2:
        hexadecimal: str = stored.hex()
        return hexadecimal
    if isinstance(stored, str):
        return stored
    raise damaged_at(f"the hash {stored!r:.60}")


@lru_cache(maxsize=2048)
def stored_time(shown: str) -> StoredTime:
    """A time as the file keeps it."""
    if len(shown) != len("2026-01-31T12:00:00.000Z"):
        return shown
    try:
        found = datetime.fromisoformat(shown)
        milliseconds = round(found.timestamp() * 1000) if found.tzinfo is UTC else 0
        return milliseconds if shown_time(milliseconds) == shown else shown
    except (ValueError, OverflowError, OSError):
        return shown


@lru_cache(maxsize=8192)
def shown_time(stored: StoredTime) -> str:
    """A time as records have it. Raises ProjectDamaged when there is something else."""
    if isinstance(stored, str):
        return stored
    try:
        seconds, milliseconds = divmod(stored, 1000)
        shown = datetime.fromtimestamp(seconds, UTC).replace(microsecond=milliseconds * 1000)
    except (ValueError, OverflowError, OSError, TypeError):
        raise damaged_at(f"the time {stored!r:.60}") from None
    return shown.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def words(quote: str) -> int:
    """The number by which the words of a mark are found again: 47 bits of two checksums, six bytes in the file."""
    said = quote.encode(errors="surrogatepass")
    return zlib.crc32(said) << 15 | zlib.adler32(said) & 0x7FFF


def packed(images: Sequence[Pair]) -> Stored:
    """What some rows held, as a change keeps it: of one row only that, of several a list of numbers and rows."""
    said = orjson.dumps(images[0][1] if len(images) == 1 else images)
    if len(said) > _SMALL:
        small = zlib.compress(said, 6)
        if len(small) < len(said):
            return small
    return said.decode()


def unpacked(first: int, stored: Any) -> list[Pair]:
    """What rows held, by their numbers; `first` is that of the only row, or of the first one."""
    try:
        if isinstance(stored, bytes):
            inflater = zlib.decompressobj()
            stored = inflater.decompress(stored, _LARGEST)
        found = orjson.loads(stored)
    except (orjson.JSONDecodeError, TypeError, zlib.error):
        raise damaged_at("what its history says") from None
    pairs = [(first, found)] if isinstance(found, dict) else found
    if not isinstance(pairs, list) or not all(map(_is_pair, pairs)):
        raise damaged_at("what its history says")
    return [(number, image) for number, image in pairs]


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[0], int) and isinstance(pair[1], dict)
