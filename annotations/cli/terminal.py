"""Standard output and standard error with control characters escaped.

Names of files and articles, and texts in files, may contain escape sequences that clear a terminal or forge its lines.
Everything that a command prints goes through here, except the progress line, which controls the terminal.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from annotations.display import sentence, visible


class Shown:
    """A stream that writes control characters as escapes, except line breaks and tabs."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write text with control characters escaped."""
        return self.stream.write(visible(text, lines=True))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def shown_output() -> Iterator[None]:
    """Send everything that is printed inside through `Shown`."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # do not stop at a name that the terminal cannot show
    sys.stdout, sys.stderr = (Shown(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def terminal() -> TextIO:
    """The unescaped standard error, for our own control sequences."""
    stream = sys.stderr
    return stream.stream if isinstance(stream, Shown) else stream


def print_message(words: object) -> None:
    """Print one message to standard error, on one line of reasonable length."""
    print(sentence(str(words)), file=sys.stderr)
