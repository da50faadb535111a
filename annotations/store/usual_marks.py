"""Make records of rows whose values are all as they usually are: much faster than one by one.

Anything else is left to `store.annotations`, which says what is wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from annotations.model import Annotation, AnnotatorId, ArticleId, Verdict
from annotations.store.answers import read_fields, read_links
from annotations.store.codecs import shown_id, shown_time

PLACE = 'coalesce(start, -1), -coalesce("end", 0), number'
"""The columns by which rows sort in reading order."""
COLUMNS = (
    f'{PLACE}, id, annotator, layer, start, "end", words, label, fields, links, verdict, how, derived_from, score,'
    " created, updated, seconds"
)
_NOTHING: Mapping[str, Any] = {}
_NONE = type(None)
_USUAL = {
    (str, str, str, int, place, place, score, float, words)
    for place in (int, _NONE)
    for score in (float, _NONE)
    for words in (int, _NONE)
}  # of layer, label, how, annotator, start, end, score, seconds and words
_VERDICTS = frozenset({*get_args(Verdict), None})
_new = tuple.__new__  # what Annotation._make does, without counting the values


def as_usual(
    rows: Iterable[tuple[Any, ...]], article: ArticleId, text: str, people: Mapping[int, AnnotatorId]
) -> list[Annotation] | None:
    """The annotations of an article, by rows with `COLUMNS`; none if one is unusual, or not of these people."""
    found, longest = [], len(text)
    for _, _, _, one, by, layer, start, end, words, label, said, linked, verdict, how, source, score, at, to, s in rows:
        types = (
            layer.__class__, label.__class__, how.__class__, by.__class__, start.__class__, end.__class__,
            score.__class__, s.__class__, words.__class__,
        )  # fmt: skip
        if types not in _USUAL or verdict not in _VERDICTS or by not in people:
            return None
        if start is not None and not 0 <= start < end <= longest:
            return None
        fields = _NOTHING if said is None else read_fields(said) if said.__class__ is str else None
        links = _NOTHING if linked is None else read_links(linked) if linked.__class__ is str else None
        if fields is None or links is None:
            return None
        created = shown_time(at)
        mark = (
            one.hex() if one.__class__ is bytes and len(one) == 16 else shown_id(one), article, people[by], layer,
            start, end, "" if start is None else text[start:end], label, fields, links, verdict, how,
            None if source is None else shown_id(source), score, created, created if to is None else shown_time(to), s,
        )  # fmt: skip
        found.append(_new(Annotation, mark))
    return found
