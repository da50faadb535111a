"""Parse untrusted JSON, with limits on numbers, depth and size.

A whole number beyond 64 bits is kept as text: a database cannot store it, and a float would change it. NaN and
Infinity, which are not JSON but which many programs write, mean that there is no number.
"""

import json
from math import isfinite
from typing import Any

import orjson

from annotations.errors import ImportFailed

MOST_PARTS = 5_000_000
"""Values in one record. An article of 5 MB with 20,000 marks has some 400,000."""
_LARGE = 1 << 20  # size in bytes or characters above which parts are counted
_GREATEST = 1 << 63
_DIGITS = 18  # this many are always allowed
_AS_ZEROS = bytes(48 if byte in b"0123456789" else 0 for byte in range(256))  # seven times as fast as a pattern
_LONG_NUMBER = b"0" * (_DIGITS + 1)
TOO_DEEP = "This is nested too deeply."


def loads(content: str | bytes) -> Any:
    """The value of a JSON text. Raises ImportFailed if it is not valid or exceeds a limit."""
    check_parts(content)
    raw = content if isinstance(content, bytes) else content.encode(errors="replace")
    if _LONG_NUMBER not in raw.translate(_AS_ZEROS):
        try:
            return orjson.loads(raw)
        except orjson.JSONDecodeError:
            pass  # it may be NaN, or half a character
    try:
        return DECODER.decode(raw.decode())
    except RecursionError:
        raise ImportFailed(TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise ImportFailed(not_json(error)) from None


def check_parts(content: str | bytes) -> None:
    """Refuse a text with more values than memory can take."""
    if len(content) < _LARGE:
        return
    marks: tuple[Any, ...] = (b",", b"[", b"{") if isinstance(content, bytes) else (",", "[", "{")
    if sum(content.count(mark) for mark in marks) > MOST_PARTS:
        raise ImportFailed(f"This contains more than {MOST_PARTS:,} values. Split it into several records.")


def not_json(error: json.JSONDecodeError) -> str:
    """Explain why a line is not valid JSON."""
    return f"This is not JSON ({error.msg} at column {error.colno})."


def _whole(digits: str) -> int | str:
    if len(digits) <= _DIGITS:
        return int(digits)
    if len(digits) > _DIGITS + 3:
        return digits
    found = int(digits)
    return found if -_GREATEST <= found < _GREATEST else digits


def _real(digits: str) -> float | str:
    found = float(digits)
    return found if isfinite(found) else digits


def _nothing(name: str) -> None:
    return None


DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_real, parse_constant=_nothing)
"""Python's own decoder, which can stop in the middle of a text, with the same limits on numbers."""
