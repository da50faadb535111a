"""One annotation of a file on the stored text: checked against scheme and words, and with an id that stays the same."""

import hashlib

from annotations.errors import OffsetsError
from annotations.model import Annotation, AnnotationId, Annotator, Article
from annotations.operations.annotating import quote_of
from annotations.scheme import Scheme, check_annotation
from annotations.text import Normalised, normalise


def placed_on(scheme: Scheme, raw: Annotation, article: Article, normalised: Normalised) -> Annotation:
    """Put an annotation from a file onto the stored text; refused when its quote is not what stands there."""
    check_annotation(scheme, raw.layer, raw.label, raw.fields, raw.links)
    if scheme.layer(raw.layer).kind == "document":
        return raw._replace(article=article.id, start=None, end=None, quote="")
    if raw.start is None or raw.end is None:
        raise OffsetsError("It has no start and end.")
    start, end = normalised.position(raw.start), normalised.position(raw.end)
    quote = quote_of(article, start, end)
    if raw.quote and normalise(raw.quote).text != quote:
        raise OffsetsError(f"At {raw.start}–{raw.end} the text reads “{quote[:60]}”, not “{raw.quote[:60]}”.")
    return raw._replace(article=article.id, start=start, end=end, quote=quote)


def id_for(mark: Annotation, annotator: Annotator, article: Article) -> AnnotationId:
    """The same id for the same annotation each time, so that importing a file twice does nothing twice."""
    said = (mark.layer, mark.start, mark.end, mark.label, sorted(mark.fields.items()), sorted(mark.links.items()))
    parts = (article.sha256, annotator.name, annotator.kind, annotator.version, *said)
    return AnnotationId(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def same(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are the same but for their times."""
    return one == other._replace(created=one.created, updated=one.updated, seconds=one.seconds)
