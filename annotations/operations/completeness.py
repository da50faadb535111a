"""Completeness: which required choices an annotator's work on an article lacks, and what its status says of that."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Status
from annotations.project import Project
from annotations.scheme import Scheme, asks, missing_choices
from annotations.store import near, progress
from annotations.store.journal import Journal


class Missing(NamedTuple):
    """What one annotation lacks, by the titles of its fields and links. `annotation` is none where one is to be made.

    That is so for a layer of documents with a required choice of which nothing is said yet.
    """

    annotation: Annotation | None
    titles: tuple[str, ...]


def missing_among(scheme: Scheme, own: Iterable[Annotation]) -> list[Missing]:
    """Find what the annotations of one annotator on one article lack; rejected ones lack nothing."""
    standing = [mark for mark in own if mark.verdict != "rejected"]
    found = [Missing(mark, missing_choices(scheme.layer(mark.layer), mark)) for mark in standing]
    said = {mark.layer for mark in standing}
    for layer in scheme.layers:
        if layer.kind == "document" and layer.name not in said:
            nothing = Annotation(AnnotationId(""), ArticleId(""), AnnotatorId(""), layer.name)
            found.append(Missing(None, missing_choices(layer, nothing)))
    return [one for one in found if one.titles]


def missing_in(project: Project, article: ArticleId) -> list[Missing]:
    """Find what the acting annotator's work on an article lacks, in reading order."""
    asking = (layer.name for layer in project.scheme.layers if layer.kind == "document" or asks(layer))
    return missing_among(project.scheme, near.in_layers(project.database, article, project.acting, *asking))


def settle(project: Project, journal: Journal, article: ArticleId) -> None:
    """Let the status of a finished article say whether it is complete, after its annotations were changed."""
    before = progress.progress_of(project.database, article, project.acting)
    if before.status in ("done", "incomplete"):
        now: Status = "incomplete" if missing_in(project, article) else "done"
        if now != before.status:
            progress.set_progress(journal, before._replace(status=now))
