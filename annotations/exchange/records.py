"""The records that formats exchange: one article as one annotator sees it, and notes on unreadable content."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from annotations.model import Annotation, Annotator, Article, Status


class Record(NamedTuple):
    """One article and the work of one annotator on it (of nobody, when `annotator` is none).

    On the way in, ids may be empty and `article.sha256` unknown; annotations' `article` and `annotator` are empty, and
    offsets are code points of the text as it is in the file. `lost` has a sentence for each thing of it that could not
    be read.
    """

    article: Article
    annotator: Annotator | None = None
    status: Status = "todo"
    seconds: float = 0.0
    annotations: tuple[Annotation, ...] = ()
    place: str = ""
    scheme: tuple[str, int] | None = None
    lost: tuple[str, ...] = ()


class ImportNote(NamedTuple):
    """A note about a file: the message, the place (`file` or `file:line`), and whether anything was left out."""

    place: str
    sentence: str
    lost: bool = True

    def message(self) -> str:
        """The message with its place, unless it already names it."""
        return self.sentence if not self.place or self.place in self.sentence else f"{self.place}: {self.sentence}"


def is_done(record: Record) -> bool:
    """Whether a record is finished work, so that unmarked text is known to have no marks."""
    return record.annotator is not None and (record.status == "done" or record.annotator.kind == "gold")


def by_article(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Group consecutive records about the same article, as exports yield them."""
    for _, group in groupby(records, key=lambda record: (record.article.id, record.article.sha256)):
        yield list(group)
