"""Read an annotation of Claimdesk's own format whose values all have the usual types: much faster than one by one.

Anything else is left to `jsonl`, which says what is wrong.
"""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link

ANNOTATION_KEYS = frozenset(
    {"id", "layer", "start", "end", "text", "label", "fields", "links", "verdict", "how", "derived_from", "score"}
    | {"created", "updated", "seconds"}
)
_NONE = type(None)
_USUAL = {
    (place, place, score, seconds, source)
    for place in (int, _NONE)
    for score in (float, _NONE)
    for seconds in (float, _NONE)
    for source in (str, _NONE)
}  # of start, end, score, seconds and derived_from
_VERDICTS = (None, "accepted", "rejected")
_FARTHEST = 1 << 40  # code points
_NOTHING: Mapping[str, Any] = {}
_ARTICLE, _ANNOTATOR = ArticleId(""), AnnotatorId("")


def as_usual(raw: Any) -> Annotation | None:
    """The annotation, or None if a value has an unusual type or a key is not known."""
    if raw.__class__ is not dict or not ANNOTATION_KEYS.issuperset(raw):
        return None
    get: Callable[..., Any] = raw.get
    layer, quote, label, how = get("layer"), get("text", ""), get("label", ""), get("how", "")
    mark_id, created, updated = get("id", ""), get("created", ""), get("updated", "")
    start, end, score, seconds, source = get("start"), get("end"), get("score"), get("seconds"), get("derived_from")
    verdict, fields, links = get("verdict"), get("fields", _NOTHING), get("links", _NOTHING)
    try:
        "".join((layer, quote, label, how, mark_id, created, updated))  # fails unless all are texts
    except TypeError:
        return None
    types = (start.__class__, end.__class__, score.__class__, seconds.__class__, source.__class__)
    if types not in _USUAL or verdict not in _VERDICTS or fields.__class__ is not dict:
        return None
    if start is not None and not (0 <= start <= _FARTHEST and 0 <= end <= _FARTHEST):
        return None
    made = _links(links) if links or links.__class__ not in (dict, _NONE) else _NOTHING
    if made is None:
        return None
    return Annotation(
        AnnotationId(mark_id), _ARTICLE, _ANNOTATOR, layer, start, end, quote, label, fields, made, verdict, how,
        AnnotationId(source) if source else None, score, created, updated, seconds or 0.0,
    )  # fmt: skip


def _links(raw: Any) -> Mapping[str, Link] | None:
    if raw.__class__ is not dict:
        return None
    found = {}
    for role, link in raw.items():
        if link.__class__ is not dict:
            return None
        text, target, kind = link.get("text", ""), link.get("annotation"), link.get("kind", "")
        if text.__class__ is not str or kind.__class__ is not str or target.__class__ not in (str, _NONE):
            return None
        found[role] = Link(text, AnnotationId(target) if target else None, kind)
    return found
