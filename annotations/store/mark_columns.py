"""Annotations as the columns of their table, straight from records: what `store.translating` does, for very many."""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.model import Annotation
from annotations.store.answers import fields_json, links_json
from annotations.store.codecs import stored_id, stored_time
from annotations.store.translating import stored_words


def columns(
    numbers: Iterable[int], marks: Iterable[Annotation], article: int, annotator: int, text: str, at: str
) -> Iterator[tuple[Any, ...]]:
    """The number and the columns of annotations of one article and annotator; times they lack are `at`."""
    for number, mark in zip(numbers, marks, strict=True):
        (
            id_,
            _,
            _,
            layer,
            start,
            end,
            quote,
            label,
            fields,
            links,
            verdict,
            how,
            source,
            score,
            created,
            updated,
            s,
        ) = mark
        created = created or at
        yield (
            number, stored_id(id_), article, annotator, layer, start, end, stored_words(text, start, end, quote), label,
            fields_json(fields) if fields else None, links_json(links) if links else None, verdict, how,
            None if source is None else stored_id(source), score, stored_time(created),
            stored_time(updated) if updated and updated != created else None, s,
        )  # fmt: skip
