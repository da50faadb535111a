"""What a person can do with annotations: mark, move, label, set fields and links, delete."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from annotations.changes import Changes, Op
from annotations.display import shortened
from annotations.errors import ClaimdeskError, NotFound, OffsetsError
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId, FieldValue, Link
from annotations.operations.articles import article
from annotations.operations.completeness import settle
from annotations.operations.links import placed_links, requote_links
from annotations.operations.suggestions import make_room, take_away
from annotations.project import Project
from annotations.scheme import Layer, check_annotation, display_name, naming_field, remark_fields
from annotations.store import annotations as store
from annotations.store import near
from annotations.store.journal import Journal

QUOTE_SHOWN = 40

_T = TypeVar("_T")
_SHOWN: Mapping[object, str] = {None: "–", True: "yes", False: "no"}


def annotation(project: Project, annotation_id: AnnotationId) -> Annotation:
    """Read one annotation."""
    found = store.annotation(project.database, annotation_id)
    if found is None:
        raise NotFound("That mark is no longer in the project. It may have been removed in another window.")
    return found


def annotations_of(project: Project, article: ArticleId, annotator: AnnotatorId | None = None) -> list[Annotation]:
    """Read the annotations of one article, in reading order: everybody's, or one annotator's."""
    return store.annotations_of(project.database, article, annotator)


def annotations_among(project: Project, ids: Iterable[AnnotationId]) -> Mapping[AnnotationId, Annotation]:
    """Read those annotations that are there out of some ids."""
    return store.annotations_among(project.database, ids)


def quote_of(article: Article, start: int, end: int) -> str:
    """Read a span of an article; refused when it is empty or does not lie inside the text."""
    if not 0 <= start < end <= len(article.text):
        raise OffsetsError(
            f"The span {start}–{end} does not lie inside “{article.title}”, which has {len(article.text)} characters."
        )
    return article.text[start:end]


def add_annotation(
    project: Project,
    article_id: ArticleId,
    layer: str,
    start: int | None = None,
    end: int | None = None,
    label: str = "",
    fields: Mapping[str, FieldValue] | None = None,
    links: Mapping[str, Link] | None = None,
) -> Changes:
    """Mark a span of code points in a layer, or the whole document when there is no span.

    In a layer without overlaps the new mark replaces one's own under it, and rejects the suggestions under it.
    """
    kind = project.scheme.layer(layer)
    made = Annotation(
        AnnotationId(uuid.uuid4().hex), article_id, project.acting, layer, start, end,
        label=label, fields={**kind.defaults, **(fields or {})}, links=links or {},
    )  # fmt: skip
    made = _checked(project, made)

    def write(journal: Journal) -> None:
        _check_single(project, kind, made)
        store.insert(journal, made._replace(links=placed_links(project, made, made.links)))
        make_room(project, journal, made)
        settle(project, journal, made.article)

    return project.transact(Op.ADD_ANNOTATION, write, _title(kind, made))


def move_annotation(project: Project, annotation_id: AnnotationId, start: int, end: int) -> Changes:
    """Give one's annotation another span; links to it from the same article follow its words."""

    def title(after: Annotation) -> str:
        return _title(project.scheme.layer(after.layer), after)

    return _change(project, Op.MOVE_ANNOTATION, annotation_id, title, lambda mark: mark._replace(start=start, end=end))


def set_label(project: Project, annotation_id: AnnotationId, label: str) -> Changes:
    """Give one's annotation another label."""
    return _change(project, Op.SET_LABEL, annotation_id, lambda _: label, lambda mark: mark._replace(label=label))


def set_field(project: Project, annotation_id: AnnotationId, field: str, value: FieldValue | None) -> Changes:
    """Set a field of one's annotation, or clear it with none."""

    def title(mark: Annotation) -> str:
        known = project.scheme.layer(mark.layer).field(field)
        chosen = next((one.title for one in known.values if one.name == value), value) if known else value
        return f"{known.title if known else field}: {_SHOWN.get(chosen, chosen)}"

    return _change(
        project, Op.SET_FIELD, annotation_id, title, lambda mark: mark._replace(fields=_with(mark.fields, field, value))
    )


def set_link(project: Project, annotation_id: AnnotationId, role: str, link: Link | None) -> Changes:
    """Link one's annotation to another one, to words or to a constant of the scheme; none clears the role.

    A link to an annotation takes its words and its kind from there.
    """

    def linked(mark: Annotation) -> Annotation:
        return mark._replace(links=_with(mark.links, role, link and placed_links(project, mark, {role: link})[role]))

    def title(mark: Annotation) -> str:
        known = project.scheme.layer(mark.layer).link(role)
        return f"{known.title if known else role}: {mark.links[role].text if role in mark.links else '–'}"

    return _change(project, Op.SET_LINK, annotation_id, title, linked)


def copy_answers(project: Project, source_id: AnnotationId, target_id: AnnotationId) -> Changes:
    """Give one's annotation the links and fields of another of one's own in the layer.

    What the text tells stays, and so do remarks. Links that cannot lead from there, into another article or to itself,
    are left out.
    """
    source = _own(project, annotation(project, source_id))
    layer = project.scheme.layer(source.layer)
    own = {field.name for field in (*remark_fields(layer), *(field for field in layer.fields if field.prefill))}
    fields = {name: value for name, value in source.fields.items() if name not in own}

    def answered(mark: Annotation) -> Annotation:
        kept = {name: value for name, value in mark.fields.items() if name in own}
        here = source.article == mark.article
        links = {r: k for r, k in source.links.items() if not k.annotation or (here and k.annotation != mark.id)}
        return mark._replace(fields={**fields, **kept}, links=links)

    return _change(project, Op.SET_FIELD, target_id, lambda _: "the answers of the mark before", answered)


def delete_annotation(project: Project, annotation_id: AnnotationId) -> Changes:
    """Delete one's annotation, and the links to it in the same article. One made of a suggestion is rejected."""

    def write(journal: Journal) -> None:
        gone = _own(project, store.current(journal, annotation_id))
        journal.detail = _title(project.scheme.layer(gone.layer), gone)
        take_away(project, journal, gone)
        settle(project, journal, gone.article)

    return project.transact(Op.DELETE_ANNOTATION, write)


def _change(
    project: Project,
    op: Op,
    annotation_id: AnnotationId,
    title: Callable[[Annotation], str],
    change: Callable[[Annotation], Annotation],
) -> Changes:
    """Change one's annotation as it is when it is written; `title` names the change from what comes of it.

    A mark that was rejected or only confirmed with its article counts as accepted by hand afterwards.
    """

    def write(journal: Journal) -> None:
        before = _own(project, store.current(journal, annotation_id))
        after = _checked(project, change(before), before)
        journal.detail = title(after)
        if before.verdict == "rejected":
            after = after._replace(verdict="accepted")
        if before.how == "implicit":
            after = after._replace(how="")
        new = {name: value for name, value in after._asdict().items() if value != getattr(before, name)}
        if new:
            store.replace(journal, annotation_id, **new)
        if not new.keys().isdisjoint({"start", "end", "verdict"}):
            make_room(project, journal, after)
            requote_links(project, journal, after)
        if "fields" in new and display_name(project.scheme, before) != display_name(project.scheme, after):
            _call_alike(project, journal, after)
        settle(project, journal, after.article)

    return project.transact(op, write)


def _own(project: Project, mark: Annotation) -> Annotation:
    if mark.annotator != project.acting:
        raise ClaimdeskError("That mark is somebody else's. Accept it if it is a suggestion, or make your own.")
    return mark


def _with(things: Mapping[str, _T], name: str, thing: _T | None) -> dict[str, _T]:
    rest = {other: old for other, old in things.items() if other != name}
    return rest if thing is None else {**rest, name: thing}


def _checked(project: Project, made: Annotation, before: Annotation | None = None) -> Annotation:
    """Check an annotation against the scheme and, unless it stands where it did, take its quote from the text."""
    check_annotation(project.scheme, made.layer, made.label, made.fields, made.links)
    if before and (before.start, before.end) == (made.start, made.end):
        return made
    found = article(project, made.article)
    if project.scheme.layer(made.layer).kind == "document":
        return made._replace(start=None, end=None, quote="")
    return made._replace(quote=quote_of(found, -1 if made.start is None else made.start, made.end or 0))


def _check_single(project: Project, layer: Layer, made: Annotation) -> None:
    if layer.kind == "document" and near.in_layers(project.database, made.article, made.annotator, layer.name):
        raise ClaimdeskError(f"This article already has its “{layer.title}”. Change that one.")


def _call_alike(project: Project, journal: Journal, mark: Annotation) -> None:
    """Give one's marks of the same words in the article the full name of this one, also to what links say."""
    field = naming_field(project.scheme.layer(mark.layer))
    assert field
    name = mark.fields.get(field.name)
    for other in near.of_same_words(project.database, mark):
        other = other._replace(fields=_with(other.fields, field.name, name))
        store.replace(journal, other.id, fields=other.fields)
        requote_links(project, journal, other)


def _title(layer: Layer, made: Annotation) -> str:
    quote = shortened(made.quote, QUOTE_SHOWN)
    return f"{made.label or layer.title} “{quote}”" if quote else layer.title
