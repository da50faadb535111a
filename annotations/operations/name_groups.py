"""What can be done with names that belong together in an article: join them under one full name, and split them.

A decision holds for the whole group as it is seen: what of it was only suggested is accepted with it.
"""

from collections.abc import Iterable

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId
from annotations.operations.annotating import annotation
from annotations.operations.completeness import settle
from annotations.operations.links import requote_links
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.suggestions import accepted_copy, make_room
from annotations.project import Project
from annotations.scheme import Layer, names_among, naming_field, one_line, renamed
from annotations.store import annotations as store
from annotations.store.journal import Journal


def join_names(project: Project, annotation_id: AnnotationId, name: str) -> Changes:
    """Call a mark and all that belong with it by another full name, which may be that of another group."""
    mark, layer = _named(project, annotation_id)
    name = one_line(name)
    if not name:
        raise ClaimdeskError(f"Choose the full name of “{mark.quote}”.")
    members = _group(project, layer, mark)
    return _call(project, Op.JOIN_NAMES, layer, mark, members, name, f"“{mark.quote}” with {name}")


def split_names(project: Project, annotation_id: AnnotationId, name: str = "", *, only: bool = False) -> Changes:
    """Take a mark and those of the same words out of their group, or it only; `name` is what they are called then.

    Without a name they are called by their words, which is refused where these are the full name of the group.
    """
    mark, layer = _named(project, annotation_id)
    name = one_line(name) or one_line(mark.quote)
    group = _group(project, layer, mark)
    now = _names(project, layer, mark)[mark.id]
    if name == now:
        raise ClaimdeskError(
            f"“{mark.quote}” is the full name itself. Split the shorter names from it, or give another full name."
        )
    members = [mark] if only else [one for one in group if one.quote == mark.quote]
    return _call(project, Op.SPLIT_NAMES, layer, mark, members, name, f"“{mark.quote}” from {now}")


def _named(project: Project, annotation_id: AnnotationId) -> tuple[Annotation, Layer]:
    mark = annotation(project, annotation_id)
    layer = project.scheme.layer(mark.layer)
    if naming_field(layer) is None:
        raise ClaimdeskError(f"Marks of “{layer.title}” have no full names, so they cannot be joined or split.")
    return mark, layer


def _reading(project: Project, layer: Layer, mark: Annotation) -> tuple[list[Annotation], list[Annotation]]:
    """The acting annotator's own marks of a layer in an article, and the suggestions that are open to them."""
    own = store.annotations_of(project.database, mark.article, project.acting)
    suggested = [one for one in open_suggestions(project, mark.article) if one.layer == layer.name]
    return [one for one in own if one.layer == layer.name and one.verdict != "rejected"], suggested


def _names(project: Project, layer: Layer, mark: Annotation) -> dict[AnnotationId, str]:
    return names_among(layer, *_reading(project, layer, mark))


def _group(project: Project, layer: Layer, mark: Annotation) -> list[Annotation]:
    own, suggested = _reading(project, layer, mark)
    names = names_among(layer, own, suggested)
    if mark.id not in names:
        raise ClaimdeskError("That mark is rejected or somebody else's. Make your own, or accept it first.")
    return [one for one in (*own, *suggested) if one.label == mark.label and names[one.id] == names[mark.id]]


def _call(
    project: Project, op: Op, layer: Layer, mark: Annotation, members: Iterable[Annotation], name: str, words: str
) -> Changes:
    def write(journal: Journal) -> None:
        for member in members:
            after = renamed(layer, member, name)
            if member.annotator != project.acting:
                after = accepted_copy(after, project.acting)
                store.insert(journal, after._replace(fields={**layer.defaults, **after.fields}))
                make_room(project, journal, after)
            elif after.fields != member.fields:
                store.replace(journal, member.id, fields=after.fields)
            requote_links(project, journal, after)
        settle(project, journal, mark.article)

    return project.transact(op, write, words)
