"""What can be done with an annotator's progress: mark an article done, todo or skipped."""

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from annotations.changes import Changes, Op
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Progress, Status
from annotations.operations import articles
from annotations.operations.completeness import settle
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.suggestions import accepted_copy, called_alike
from annotations.project import Project
from annotations.scheme import REASON, document_layer, naming_field
from annotations.store import annotations as marks
from annotations.store import near, search
from annotations.store import progress as store
from annotations.store.journal import Journal


def progress_of(project: Project, article: ArticleId, annotator: AnnotatorId) -> Progress:
    """Read how far an annotator is with an article."""
    return store.progress_of(project.database, article, annotator)


def done_by(project: Project, article: ArticleId) -> set[AnnotatorId]:
    """Read who has done an article."""
    return {one.annotator for one in store.progress_on(project.database, article) if one.status == "done"}


def set_status(project: Project, article: ArticleId, status: Status, reason: str = "") -> Changes:
    """Mark an article for the acting annotator; one that is skipped may have a reason, until it has another status.

    Marking it done confirms the suggestions that were not rejected, in the layers of which the scheme says so; the
    copies say `how = "implicit"`. With a required choice missing it is incomplete instead, until the choice is made.
    """
    annotator = project.acting

    def write(journal: Journal) -> None:
        before = store.progress_of(project.database, articles.article(project, article).id, annotator)
        wanted: Status = "done" if status == "incomplete" else status
        if wanted == "done":
            named = (layer.name for layer in project.scheme.layers if naming_field(layer))
            own = near.in_layers(project.database, article, annotator, *named)
            copies = [
                accepted_copy(suggestion, annotator, how="implicit")
                for suggestion in open_suggestions(project, article)
                if project.scheme.layer(suggestion.layer).confirm
            ]
            marks.insert(journal, *called_alike(project.scheme, copies, own))
        if wanted != before.status:
            store.set_progress(journal, before._replace(status=wanted))
        _set_reason(project, journal, article, reason if status == "skip" else "")
        settle(project, journal, article)

    return project.transact(Op.SET_STATUS, write, f"{status}: {reason}" if reason else status)


class Outcome(NamedTuple):
    """What marking an article done left behind, by layer: how many suggestions it confirmed, how many are undecided."""

    confirmed: Mapping[str, int]
    undecided: Mapping[str, int]


def outcome(project: Project, article: ArticleId, changes: Changes) -> Outcome:
    """Read what marking an article done did with the suggestions that the acting annotator had not decided on."""
    made = marks.annotations_among(project.database, changes.added).values()
    confirmed = Counter(mark.layer for mark in made if mark.how == "implicit")
    return Outcome(confirmed, Counter(mark.layer for mark in open_suggestions(project, article)))


def reasons_given(project: Project) -> list[str]:
    """Read for which reasons the acting annotator has skipped articles."""
    layer = document_layer(project.scheme)
    return search.answers_given(project.database, project.acting, layer.name, REASON) if layer else []


def _set_reason(project: Project, journal: Journal, article: ArticleId, reason: str) -> None:
    layer = document_layer(project.scheme)
    if layer is None or layer.field(REASON) is None:
        return
    known = next(iter(near.in_layers(project.database, article, project.acting, layer.name)), None)
    if known is None and reason:
        defaults = {field.name: field.default for field in layer.fields if field.default is not None}
        made = AnnotationId(uuid.uuid4().hex)
        fields = {**defaults, REASON: reason}
        marks.insert(journal, Annotation(made, article, project.acting, layer.name, fields=fields))
    elif known and known.fields.get(REASON, "") != reason:
        rest = {name: value for name, value in known.fields.items() if name != REASON}
        marks.replace(journal, known.id, fields={**rest, REASON: reason} if reason else rest)
