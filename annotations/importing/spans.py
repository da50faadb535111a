"""Place an annotation from a file on the stored text, checked against scheme and quote, with a stable id."""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from annotations.errors import OffsetsError
from annotations.model import Annotation, AnnotationId, Annotator, Article
from annotations.operations.annotating import quote_of
from annotations.scheme import Scheme, check_annotation
from annotations.text import Normalised, normalise

_MOST_REMEMBERED = 20_000
_ID, _BEGIN = 32, 14  # hex digits of an id, and of the part that the annotations of an article have in common
_made = Annotation._make


class SchemeCheck:
    """Checks annotations against a scheme. What was found right once is remembered: files say few things very often."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._right: set[tuple[Any, ...]] = set()
        self._documents = {layer.name for layer in scheme.layers if layer.kind == "document"}
        self.exclusive = {layer.name for layer in scheme.layers if layer.overlap == "none"} | self._documents
        """The layers in which marks exclude each other."""

    def check(self, mark: Annotation) -> None:
        """Raise SchemeError for anything that is not in the scheme."""
        said: tuple[Any, ...] = (mark.layer, mark.label)
        if mark.fields:
            said += tuple((name, type(value), value) for name, value in mark.fields.items())
        try:
            known = not mark.links and said in self._right
        except TypeError:  # an answer that is a list, say
            known = False
        if not known:
            check_annotation(self._scheme, mark.layer, mark.label, mark.fields, mark.links)
            if not mark.links and len(self._right) < _MOST_REMEMBERED:
                self._right.add(said)

    def is_document(self, layer: str) -> bool:
        """Whether annotations of a layer are about the whole article."""
        return layer in self._documents


class Placing:
    """Places the annotations of one record on the stored text, with stable ids."""

    def __init__(
        self, check: SchemeCheck, annotator: Annotator, article: Article, normalised: Normalised,
        own: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._check, self._annotator, self._article, self._normalised = check, annotator, article, normalised
        self._own = own  # the ids of what the annotator has marked in the article
        self._whose = repr((article.sha256, annotator.name, annotator.kind, annotator.version))[:-1]
        self._begin = sha256(self._whose.encode()).hexdigest()[:_BEGIN]

    def placed(self, raw: Annotation) -> Annotation:
        """An annotation from a file as the project has it. Refused where the scheme lacks it or its quote differs."""
        self._check.check(raw)
        start, end, quote = self._place(raw)
        mark_id = raw.id or self._id_for(raw, start, end)
        return _made((mark_id, self._article.id, self._annotator.id, raw.layer, start, end, quote, *raw[7:]))

    def _place(self, raw: Annotation) -> tuple[int | None, int | None, str]:
        if self._check.is_document(raw.layer):
            return None, None, ""
        start, end = raw.start, raw.end
        if start is None or end is None:
            raise OffsetsError("it has no start and end.")
        if self._normalised.removed:
            start, end = self._normalised.position(start), self._normalised.position(end)
        quote = quote_of(self._article, start, end)
        if raw.quote and raw.quote != quote and normalise(raw.quote).text != quote:
            raise OffsetsError(f"at {raw.start}–{raw.end} the text is “{quote[:60]}”, not “{raw.quote[:60]}”.")
        return start, end, quote

    def _id_for(self, raw: Annotation, start: int | None, end: int | None) -> AnnotationId:
        """The same id for the same annotation each time, so that importing a file twice changes nothing.

        The ids of an article's annotations begin in the same way, so that they are near each other in the index.
        """
        fields = sorted(raw.fields.items()) if raw.fields else []
        links = sorted(raw.links.items()) if raw.links else []
        said = f", {raw.layer!r}, {start}, {end}, {raw.label!r}, {fields!r}, {links!r})".encode()
        if self._own:
            former = sha256(self._whose.encode() + said).hexdigest()[:_ID]
            if former in self._own:
                return AnnotationId(former)
        return AnnotationId(self._begin + sha256(said).hexdigest()[: _ID - _BEGIN])


def same(one: Annotation, other: Annotation) -> bool:
    """Whether two annotations are equal except for their times."""
    return one == other._replace(created=one.created, updated=one.updated, seconds=one.seconds)
