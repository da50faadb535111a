"""Importing a library without other large ones that it would load only because they are installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def leaving_out(*names: str) -> Iterator[None]:
    """Let imports of some modules fail in the block, unless they are loaded already.

    sqlite-utils imports pandas and NumPy in order to accept their rows and numbers. That takes a second and 100 MB, and
    we never hand it any.
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say that there is no such module
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
