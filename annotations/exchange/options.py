"""Options for reading and writing a file. Each format uses those that concern it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from annotations.exchange.external import Unit

Parts = Literal["envelope", "split"]


class Options(NamedTuple):
    """How to read or write.

    `unit`: what offsets count, when the user knows better than the format. `config`: a labelling configuration or type
    system, when it is not found beside the file. `text_of` finds an article's text by its address, for formats that
    carry none. `columns` gives other names of keys and columns, such as {"text": "body"}. `parts`: whether a span with
    gaps is taken from its first part to its last (`envelope`) or as a span for each part (`split`).
    `encoding` is that of text files, when the user knows it.
    """

    unit: Unit | None = None
    config: Path | None = None
    text_of: Callable[[str], str | None] | None = None
    columns: Mapping[str, str] = {}
    parts: Parts = "envelope"
    encoding: str = ""


NO_OPTIONS = Options()
