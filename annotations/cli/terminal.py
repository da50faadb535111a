"""Standard output and standard error that show what files say, and never obey it.

Names of files and articles, and what files say, may hold escape sequences that clear a terminal or forge its lines.
Everything that a command prints goes through here; only the line of progress writes to the terminal itself.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from annotations.display import sentence, visible


class Shown:
    """A stream that writes control characters as escapes; line breaks and tabs stay."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write some text, fit to be shown."""
        return self.stream.write(visible(text, lines=True))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def shown_output() -> Iterator[None]:
    """Let everything that is printed inside go through `Shown`."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that a terminal cannot show is no reason to stop
    sys.stdout, sys.stderr = (Shown(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def terminal() -> TextIO:
    """Standard error itself, for what is meant to be obeyed."""
    stream = sys.stderr
    return stream.stream if isinstance(stream, Shown) else stream


def tell(words: object) -> None:
    """Print one sentence to standard error, on one line and of a sensible length."""
    print(sentence(str(words)), file=sys.stderr)
