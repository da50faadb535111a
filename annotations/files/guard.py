"""The one place where anything that a reader of foreign files raises becomes a sentence.

A file from elsewhere can hold anything, and the libraries that parse it raise anything. Everywhere else an exception
that is not a ClaimdeskError is a bug and reaches the crash report. Here it means that one file, or one record of it,
cannot be read: the user gets a sentence with the place, and the rest is imported. Developers set CLAIMDESK_TRACEBACKS
to see the traceback as well.
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
_LONGEST = 200  # characters of what a library says
_DIGITS = "Exceeds the limit"  # how Python begins to refuse a number of thousands of digits


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
    """Say in a sentence what an exception means for whoever has the file."""
    if isinstance(error, OSError) and error.strerror:
        return f"This cannot be read: {error.strerror}."
    if isinstance(error, RecursionError):
        return "This is nested too deeply to be read."
    if isinstance(error, MemoryError):
        return "This needs more memory than it may take."
    if isinstance(error, UnicodeError):
        return "This is damaged: there are other bytes where text should be. Get a fresh copy of the file."
    if isinstance(error, OverflowError) or str(error).startswith(_DIGITS):
        return "This holds a number that is too large."
    if isinstance(error, EOFError | zlib.error | zipfile.BadZipFile | struct.error):
        return f"This is damaged or cut short{_detail(error)}. Get a fresh copy of the file."
    what = f"This is not laid out as the format requires{_detail(error, type(error).__name__)}."
    return f"{what} If the file is in order, please report this as a fault of Claimdesk."


def _detail(error: Exception, name: str = "") -> str:
    words = " ".join(str(error).split())
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    said = ": ".join(part for part in (name, words.rstrip(".")) if part)
    return f" ({said})" if said else ""
