"""Options for reading and writing a file. Each format uses those that concern it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from annotations.exchange.external import Unit

Parts = Literal["envelope", "split"]


class Options(NamedTuple):
    """How to read or write.

    `unit`: the unit of offsets, if the user knows it. `config`: a labelling configuration or type system that is not
    next to the file. `text_of` finds an article's text by its address, for formats without texts. `columns` maps keys
    and columns to their names in the file, such as {"text": "body"}. `parts`: whether a span with gaps becomes one span
    (`envelope`) or one for each part (`split`). `encoding`: the encoding of text files, if the user knows it.
    """

    unit: Unit | None = None
    config: Path | None = None
    text_of: Callable[[str], str | None] | None = None
    columns: Mapping[str, str] = {}
    parts: Parts = "envelope"
    encoding: str = ""


NO_OPTIONS = Options()
