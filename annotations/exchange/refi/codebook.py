"""Write a REFI-QDA codebook: the names of a scheme, without articles or annotations."""

from collections.abc import Iterable
from pathlib import Path

from annotations.exchange.files import written_whole
from annotations.exchange.losses import Loss, of_annotations
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.refi.codes import Codes
from annotations.exchange.refi.writing import HEAD, ORIGIN, quoted
from annotations.model import Article
from annotations.scheme import Scheme

SUFFIX = ".qdc"

_MARKS = of_annotations("marks", "annotation", lambda annotation: {annotation.layer: 1}, lambda _: None)
_ARTICLES = Loss(
    "articles",
    "article with its text",
    lambda record: {"": 1} if record.article.text else {},
    lambda _: Record(Article()),
    of_article=True,
)
LOSSES: tuple[Loss, ...] = (_MARKS, _ARTICLES)


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write the codes. Returns 0, because no records are written."""
    with written_whole(path) as file:
        file.write(HEAD + f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin={quoted(ORIGIN)}>'.encode())
        file.write(f"{Codes(scheme).xml()}</CodeBook>\n".encode())
        for _ in records:  # so that losses are counted
            pass
    return 0
