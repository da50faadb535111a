"""Every occurrence at once: find some words everywhere, and mark those that were chosen, in one undo step.

The full-text index says which articles can have the words; where they stand is told by the text itself. The first word
may be the end of a longer one unless whole words are asked for, and the index knows nothing of the ends of words: it is
left out then, and when nothing else remains every article is read. So it is where words are not set apart by spaces.
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import SchemeError
from annotations.language.segmenting import has_unspaced, stands_alone
from annotations.model import Annotation, AnnotationId, ArticleId
from annotations.operations.completeness import settle
from annotations.operations.open_suggestions import machines_of
from annotations.operations.searching.hits import in_context
from annotations.operations.searching.language import Phrase, searchable
from annotations.operations.searching.matching import looker
from annotations.operations.suggestions import accepted_copy, take_away
from annotations.project import Project
from annotations.scheme import Layer, check_annotation
from annotations.store import annotations as store
from annotations.store import search
from annotations.store.journal import Journal
from annotations.store.occurrences import MarkedSpan, marked_spans

Status = Literal["free", "marked_same", "marked_other", "masked"]
SLICE = 15  # occurrences; they are written in some 3 ms, so that a window stays quick
_BATCH = 64


class Occurrence(NamedTuple):
    """A place where the words stand. `start` and `end` are code points, half open.

    `status` tells what is there in the layer: nothing, or a suggestion that says the same (free), just that, something
    else, or masked text. `finished`: the annotator has done or skipped the article.
    """

    number: int
    article: ArticleId
    title: str
    start: int
    end: int
    before: str
    hit: str
    after: str
    status: Status
    finished: bool


def find(
    project: Project,
    words: str,
    layer: str,
    label: str = "",
    *,
    numbers: Sequence[int] | None = None,
    match_case: bool = True,
    whole_words: bool = True,
) -> Iterator[Occurrence]:
    """Find where words stand in some articles, or in all, and what a mark in a layer would meet there.

    Blanks and line ends in the words stand for any of them. Articles are read as the occurrences are taken.
    """
    kind = _span_layer(project, layer)
    words = searchable(words)
    if not words.strip():
        return iter(())
    wanted = search.everything(project.database) if numbers is None else search.article_set(numbers)
    if expression := _expression(words, whole_words=whole_words):
        wanted &= search.articles_with_words(project.database, expression)
    pattern = _pattern(words, match_case=match_case)
    return _occurrences(project, pattern, kind, label, search.members(wanted), whole_words)


def _occurrences(
    project: Project, pattern: re.Pattern[str], kind: Layer, label: str, numbers: Sequence[int], whole_words: bool
) -> Iterator[Occurrence]:
    finished = looker(project).finished
    for begin in range(0, len(numbers), _BATCH):
        texts = search.texts(project.database, numbers[begin : begin + _BATCH])
        spans = {number: list(_spans(pattern, texts[number][2], whole_words)) for number in texts}
        marked = _marked(project, [texts[number][0] for number in texts if spans[number]], kind)
        for number, (article, title, text) in texts.items():
            for start, end in spans[number]:
                status = marked[article].status(start, end, label)
                context = in_context(text, (start, end))
                yield Occurrence(number, article, title, start, end, *context, status, bool(finished >> number & 1))


def mark(
    project: Project,
    chosen: Sequence[Occurrence],
    layer: str,
    label: str = "",
    *,
    override: bool = False,
    finished: bool = False,
    step: int = 0,
) -> Changes:
    """Mark occurrences in a layer; `step` is the one that an earlier slice gave, so that all are undone as one.

    Looks at what is there when it is written. A suggestion that says the same is accepted. Masked text and what is
    marked alike already is passed over; so is what is marked otherwise, unless `override` lets the new mark replace it,
    and finished articles unless `finished` lets them be changed. `SLICE` occurrences are a good slice.
    """
    kind = _span_layer(project, layer)
    check_annotation(project.scheme, layer, label, {}, {})
    fields = {field.name: field.default for field in kind.fields if field.default is not None}
    blank = Annotation(AnnotationId(""), ArticleId(""), project.acting, layer, label=label, fields=fields)

    def write(journal: Journal) -> None:
        closed = 0 if finished else looker(project).finished
        texts = search.texts(project.database, {one.number for one in chosen})
        marked = _marked(project, [article for article, _, _ in texts.values()], kind)
        for one in chosen:
            article, _, text = texts.get(one.number, (ArticleId(""), "", ""))
            if article == one.article and not closed >> one.number & 1 and one.end <= len(text):
                made = blank._replace(article=article, start=one.start, end=one.end, quote=text[one.start : one.end])
                marked[article].mark(project, journal, made, override=override)
        for article in marked if finished else ():
            settle(project, journal, article)

    detail = f"{label or kind.title} every “{chosen[0].hit}”" if chosen else ""
    return project.transact(Op.ADD_ANNOTATION, write, detail, step=step)


class _Marked:
    """What the annotator sees marked in one article, in one layer and in those that mask text."""

    def __init__(self, kind: Layer, masks: set[str], own: list[MarkedSpan], suggested: list[MarkedSpan]) -> None:
        self._kind = kind
        self._masks = [one for one in own + suggested if one.layer in masks]
        self._own = [one for one in own if one.layer == kind.name]
        self._suggested = [one for one in suggested if one.layer == kind.name]

    def status(self, start: int, end: int, label: str) -> Status:
        """What stands at a span."""
        if any(one.start < end and start < one.end for one in self._masks):
            return "masked"
        if own := self._met(self._own, start, end):
            return "marked_same" if (start, end, label) in map(_said, own) else "marked_other"
        suggested = self._met(self._suggested, start, end)
        return "free" if not suggested or _said(suggested[0]) == (start, end, label) else "marked_other"

    def mark(self, project: Project, journal: Journal, made: Annotation, *, override: bool) -> None:
        """Write an annotation where it may stand."""
        start, end = made.start or 0, made.end or 0
        status = self.status(start, end, made.label)
        if status != "free" and not (override and status == "marked_other"):
            return
        own, suggested = self._met(self._own, start, end), self._met(self._suggested, start, end)
        same = next((one for one in suggested if _said(one) == (start, end, made.label)), None)
        suggestion = same and store.annotation(project.database, same.id)
        made = (
            accepted_copy(suggestion, made.annotator)
            if suggestion
            else made._replace(id=AnnotationId(uuid.uuid4().hex))
        )
        store.insert(journal, made)
        for old in store.annotations_among(
            project.database, [one.id for one in own + suggested if one != same]
        ).values():
            if old.annotator == made.annotator:
                take_away(project, journal, old, made)
            else:
                store.insert(journal, accepted_copy(old, made.annotator)._replace(verdict="rejected"))
        self._own = [one for one in self._own if one not in own]
        self._suggested = [one for one in self._suggested if one not in suggested]
        self._own.append(MarkedSpan(made.article, made.id, made.annotator, made.layer, start, end, made.label))

    def _met(self, spans: list[MarkedSpan], start: int, end: int) -> list[MarkedSpan]:
        """Those that a mark there could not stand beside."""
        if self._kind.overlap == "none":
            return [one for one in spans if one.start < end and start < one.end]
        return [one for one in spans if (one.start, one.end) == (start, end)]


def _said(one: MarkedSpan) -> tuple[int, int, str]:
    return one.start, one.end, one.label


def _marked(project: Project, articles: Sequence[ArticleId], kind: Layer) -> dict[ArticleId, _Marked]:
    """What is marked in some articles: one's own annotations that stand, and suggestions not yet decided on."""
    machines = machines_of(project)
    masks = {one.name for one in project.scheme.layers if one.masks and one != kind}
    spans = marked_spans(project.database, articles, [project.acting, *machines], {kind.name, *masks})
    marked = {}
    for article, found in spans.items():
        own = [one for one in found if one.annotator == project.acting]
        decided = {one.derived_from for one in own}
        suggested = [one for one in found if one.annotator != project.acting and one.id not in decided]
        suggested.sort(key=lambda one: machines.index(one.annotator))
        marked[article] = _Marked(kind, masks, [one for one in own if one.verdict != "rejected"], suggested)
    return marked


def _span_layer(project: Project, layer: str) -> Layer:
    kind = project.scheme.layer(layer)
    if kind.kind == "document":
        raise SchemeError(f"“{kind.title}” is about whole articles. Choose a layer that marks words.")
    return kind


def _pattern(words: str, *, match_case: bool) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())), 0 if match_case else re.IGNORECASE)


def _spans(pattern: re.Pattern[str], text: str, whole_words: bool) -> Iterator[tuple[int, int]]:
    """Where a pattern stands and cuts no letter, and no word when whole words are asked for."""
    position = 0
    while match := pattern.search(text, position):
        alone = stands_alone(text, *match.span(), whole_words=whole_words)
        if alone:
            yield match.span()
        position = match.end() if alone else match.start() + 1


def _expression(words: str, *, whole_words: bool) -> str:
    if has_unspaced(words):
        return ""
    rest = words if whole_words else re.sub(r"^\s*(?:[^\W_]|[^\0-\x7f])+", "", words)
    known = any(character.isalnum() for character in rest)
    return Phrase(rest.replace('"', " ").strip(), prefix=True).expression if known else ""
