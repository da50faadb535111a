"""Place an annotation from a file on the stored text, checked against scheme and quote, with a stable id."""

import hashlib

from annotations.errors import OffsetsError
from annotations.model import Annotation, AnnotationId, Annotator, Article
from annotations.operations.annotating import quote_of
from annotations.scheme import Scheme, check_annotation
from annotations.text import Normalised, normalise


def placed_on(scheme: Scheme, raw: Annotation, article: Article, normalised: Normalised) -> Annotation:
    """Place an annotation from a file on the stored text. Refused if its quote does not match."""
    check_annotation(scheme, raw.layer, raw.label, raw.fields, raw.links)
    if scheme.layer(raw.layer).kind == "document":
        return raw._replace(article=article.id, start=None, end=None, quote="")
    if raw.start is None or raw.end is None:
        raise OffsetsError("it has no start and end.")
    start, end = normalised.position(raw.start), normalised.position(raw.end)
    quote = quote_of(article, start, end)
    if raw.quote and normalise(raw.quote).text != quote:
        raise OffsetsError(f"at {raw.start}–{raw.end} the text is “{quote[:60]}”, not “{raw.quote[:60]}”.")
    return raw._replace(article=article.id, start=start, end=end, quote=quote)


def id_for(mark: Annotation, annotator: Annotator, article: Article) -> AnnotationId:
    """The same id for the same annotation each time, so that importing a file twice changes nothing."""
    said = (mark.layer, mark.start, mark.end, mark.label, sorted(mark.fields.items()), sorted(mark.links.items()))
    parts = (article.sha256, annotator.name, annotator.kind, annotator.version, *said)
    return AnnotationId(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def same(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are equal except for their times."""
    return one == other._replace(created=one.created, updated=one.updated, seconds=one.seconds)
