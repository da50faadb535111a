"""The definition of a format: its name, how to recognise, read and write it, and what it loses."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.scheme import Scheme

ReadItem = Record | ExternalRecord | ExternalLabel | ImportNote
Reader = Callable[[Path, Options], Iterator[ReadItem]]
Writer = Callable[[Path, Iterable[Record], Scheme, Options], int]


Losses = tuple[Loss, ...]


class Format(NamedTuple):
    """A file format. `folder`: it is a folder of files. `extra`: the optional dependency that it needs.

    `sharded`: a large export is a folder of files, under the name that the file would have. `apart`: a large library
    parses it, which may take any time and memory, so files are read in a separate process. `beside`: suffixes of
    companion files that can be read on their own, such as a configuration.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path, bytes], bool]
    read: Reader | None = None
    write: Writer | None = None
    loses: Losses | Callable[[Scheme], Losses] = ()
    keeps: str = ""
    folder: bool = False
    extra: str = ""
    sharded: bool = False
    apart: bool = False
    beside: tuple[str, ...] = ()

    def reads(self, suffix: str) -> bool:
        """Whether to ask the format about a file with this suffix."""
        return suffix.lower() in (*self.suffixes, *self.beside)

    def losses(self, scheme: Scheme) -> Losses:
        """The losses when records of a scheme are exported."""
        return self.loses(scheme) if callable(self.loses) else self.loses
