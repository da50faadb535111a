"""The only place that turns any exception from reading foreign files into a message.

A foreign file can contain anything, and the libraries that parse it may raise anything. Elsewhere, an exception that is
not a ClaimdeskError is a bug and reaches the crash report. Here it means that one file, or one record, cannot be read:
the user gets a message with the place, and everything else is imported. Developers can set CLAIMDESK_TRACEBACKS to see
the traceback as well.
"""

import os
import struct
import sys
import traceback
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from annotations.errors import ClaimdeskError, ImportFailed

TRACEBACKS = "CLAIMDESK_TRACEBACKS"
_LONGEST = 200  # characters of a library's message
_DIGITS = "Exceeds the limit"  # the beginning of Python's message about a number with thousands of digits


@contextmanager
def guarded(place: str = "", kind: type[ClaimdeskError] = ImportFailed) -> Iterator[None]:
    """Raise whatever goes wrong inside as one sentence of this kind, which begins with the place if one is given.

    What Claimdesk says itself, such as ImportFailed, passes through as it is.
    """
    try:
        yield
    except ClaimdeskError:
        raise
    except Exception as error:  # noqa: BLE001 - foreign files raise anything; see the top of this file
        if os.environ.get(TRACEBACKS):
            traceback.print_exception(error, file=sys.stderr)
        raise kind(f"{place}: {reason(error)}" if place else reason(error)) from error


def reason(error: Exception) -> str:
    """Explain an exception to the user in one sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"This cannot be read: {error.strerror}."
    if isinstance(error, RecursionError):
        return "This is nested too deeply."
    if isinstance(error, MemoryError):
        return "This needs more memory than allowed."
    if isinstance(error, UnicodeError):
        return "This is damaged: it has binary data where text should be. Get a fresh copy of the file."
    if isinstance(error, OverflowError) or str(error).startswith(_DIGITS):
        return "This contains a number that is too large."
    if isinstance(error, EOFError | zlib.error | zipfile.BadZipFile | struct.error):
        return f"This is damaged or cut short{_detail(error)}. Get a fresh copy of the file."
    what = f"This does not have the structure that the format requires{_detail(error, type(error).__name__)}."
    return f"{what} If the file is valid, please report this as a bug in Claimdesk."


def _detail(error: Exception, name: str = "") -> str:
    words = " ".join(str(error).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    said = ": ".join(part for part in (name, words.rstrip(".")) if part)
    return f" ({said})" if said else ""
