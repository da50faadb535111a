"""What can be done with a machine's suggestions: accept, relabel, reject.

A machine's annotations are never changed. Accepting one makes a copy of the person's own that says what it comes
from; rejecting one makes such a copy too, with the verdict.
"""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId, AnnotatorId, Link
from annotations.operations.completeness import settle
from annotations.project import Project
from annotations.scheme import Scheme, check_annotation, display_name, names_among, naming_field, renamed
from annotations.store import annotations as store
from annotations.store import near
from annotations.store.journal import Journal


def accepted_copy(suggestion: Annotation, annotator: AnnotatorId, how: str = "") -> Annotation:
    """The annotator's own copy of a suggestion."""
    return suggestion._replace(
        id=AnnotationId(uuid.uuid4().hex), annotator=annotator, verdict="accepted", how=how,
        derived_from=suggestion.id, created="", updated="", seconds=0.0,
    )  # fmt: skip


def accept_suggestion(project: Project, suggestion: Annotation, label: str | None = None) -> Changes:
    """Take a suggestion as one's own, with another label when one is given. It replaces one's own marks under it.

    Its links lead to one's own copies of what they point to, where there are such.
    """
    copy = accepted_copy(suggestion, project.acting)
    if label is not None:
        check_annotation(project.scheme, copy.layer, label, copy.fields, copy.links)
        copy = copy._replace(label=label)
    copy = copy._replace(
        fields={**project.scheme.layer(copy.layer).defaults, **copy.fields},
        links={role: _own_link(project, suggestion, role, link) for role, link in copy.links.items()},
    )
    (copy,) = called_alike(project.scheme, [copy], near.of_same_words(project.database, copy))
    return _decide(project, Op.ACCEPT, suggestion, copy)


def called_alike(scheme: Scheme, copies: Iterable[Annotation], own: Iterable[Annotation]) -> list[Annotation]:
    """Give copies of suggestions the full names that one's own marks of the same words have in the article."""
    copies, own, names = list(copies), list(own), dict[AnnotationId, str]()
    for layer in (one for one in scheme.layers if naming_field(one)):
        there = [one for one in own if one.layer == layer.name and one.verdict != "rejected"]
        names |= names_among(layer, there, [copy for copy in copies if copy.layer == layer.name])
    return [
        renamed(scheme.layer(copy.layer), copy, names[copy.id]) if naming_field(scheme.layer(copy.layer)) else copy
        for copy in copies
    ]


def _own_link(project: Project, suggestion: Annotation, role: str, link: Link) -> Link:
    """Lead a link to the annotator's own reading of what it points to; where that was rejected its words remain."""
    target = link.annotation and store.annotation(project.database, link.annotation)
    if not target:
        return link
    there = near.made_of(project.database, target, project.acting)
    accepted = next((mark for mark in there if mark.verdict != "rejected"), None)
    if accepted:
        return Link(display_name(project.scheme, accepted), accepted.id, link.kind)
    known = project.scheme.layer(suggestion.layer).link(role)
    return Link(link.text, None, known.kinds.get("words", "")) if there and known else link


def reject_suggestion(project: Project, suggestion: Annotation) -> Changes:
    """Say that a suggestion is wrong."""
    copy = accepted_copy(suggestion, project.acting)._replace(verdict="rejected")
    return _decide(project, Op.REJECT, suggestion, copy)


def _decide(project: Project, op: Op, suggestion: Annotation, copy: Annotation) -> Changes:
    def write(journal: Journal) -> None:
        if near.decided_among(project.database, suggestion.article, copy.annotator, [suggestion.id]):
            raise ClaimdeskError(f"You have already decided on “{suggestion.quote}”. Change your own mark, or undo.")
        store.insert(journal, copy)
        if copy.verdict == "accepted":
            make_room(project, journal, copy)
        settle(project, journal, copy.article)

    return project.transact(op, write, f"“{suggestion.quote}”")


class Displaced(NamedTuple):
    """What a mark would take the place of: one's own marks go, and the suggestions of machines are rejected."""

    own: tuple[Annotation, ...] = ()
    suggested: tuple[Annotation, ...] = ()


def displaced_by(project: Project, made: Annotation) -> Displaced:
    """Find what a mark of the acting annotator takes the place of; nothing in a layer whose marks may overlap.

    A suggestion that says the same is left as it is. The mark may already be in the project, or not yet.
    """
    if project.scheme.layer(made.layer).overlap != "none":
        return Displaced()
    under = near.under(project.database, made)
    own = [mark for mark in under if mark.annotator == made.annotator]
    suggested = [mark for mark in under if mark.annotator != made.annotator]
    return Displaced(
        tuple(mark for mark in own if mark.verdict != "rejected"),
        tuple(mark for mark in suggested if mark.id != made.derived_from and not _same(mark, made)),
    )


def make_room(project: Project, journal: Journal, made: Annotation) -> None:
    """Let a mark stand alone in a layer without overlaps: one's own marks under it go, suggestions are rejected.

    Links to a mark that goes lead to the new one.
    """
    under = displaced_by(project, made)
    for other in under.own:
        take_away(project, journal, other, made)
    for other in under.suggested:
        store.insert(journal, accepted_copy(other, made.annotator)._replace(verdict="rejected"))


def take_away(project: Project, journal: Journal, gone: Annotation, instead: Annotation | None = None) -> None:
    """Delete a mark, or reject it when it was made of a suggestion; links to it go, or lead to what stands instead."""
    for other in near.linking_to(project.database, gone.article, gone.annotator, [gone.id]):
        links = {role: link for role, link in other.links.items() if link.annotation != gone.id}
        if instead and other.id != instead.id:
            new = Link(display_name(project.scheme, instead), instead.id)
            links = {role: links.get(role) or new._replace(kind=link.kind) for role, link in other.links.items()}
        store.replace(journal, other.id, links=links)
    if gone.derived_from and gone.verdict == "accepted":
        store.replace(journal, gone.id, verdict="rejected", how="")
    else:
        store.delete(journal, gone.id)


def overlap(one: Annotation, other: Annotation) -> bool:
    """Whether two spans of one article share a character."""
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _same(one: Annotation, other: Annotation) -> bool:
    return (one.start, one.end, one.label) == (other.start, other.end, other.label)
