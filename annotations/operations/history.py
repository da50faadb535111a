"""The history: what was done when and by whom, and any earlier state of an article, to look at and to go back to."""

from collections.abc import Mapping, Set
from typing import Any, NamedTuple

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Status
from annotations.project import Project
from annotations.scheme import check_annotation
from annotations.store import annotations as marks
from annotations.store import annotators, answers, history, progress
from annotations.store.journal import Journal
from annotations.store.reversals import restore_image

PAGE = 200


class Entry(NamedTuple):
    """One step as the history shows it. `at` is ISO 8601 in UTC.

    What somebody else did is named but not told, so that people who read the same article stay blind to each other.
    `undone` steps hold no longer; `change` is the last change of the step, up to which an article can be restored.
    """

    step: int
    op: Op
    words: str
    who: str
    at: str
    undone: bool = False
    own: bool = False
    change: int = 0


class Difference(NamedTuple):
    """What going back would do to one's own annotations: those that come back, change and go, as they would be.

    `status` is the status that the article would have, none when that is what it has.
    """

    back: tuple[Annotation, ...] = ()
    changed: tuple[Annotation, ...] = ()
    gone: tuple[Annotation, ...] = ()
    status: Status | None = None


def history_of(
    project: Project, article: ArticleId | None = None, before: int | None = None, limit: int = PAGE
) -> list[Entry]:
    """Read steps, the latest first: of one article or of the project; `before` is the last step of the page before."""
    people = {a.id: a for a in annotators.annotators(project.database)}
    me = project.annotator and project.annotator.id
    found = history.steps(project.database, article, before, limit)
    return [_entry(step, people.get(step.by), me) for step in found]  # type: ignore[arg-type]


def state_after(project: Project, article: ArticleId, change: int) -> list[Annotation]:
    """Read the acting annotator's annotations of an article as they stood after a change of the journal."""
    now = {mark.id: mark for mark in marks.annotations_of(project.database, article, project.acting)}
    for (kind, row_id), image in _earlier(project, article, change).items():
        if kind is not Kind.ANNOTATION:
            continue
        now.pop(AnnotationId(row_id), None)
        if image is not None:
            now[AnnotationId(row_id)] = marks.of_row(image)
    return sorted(now.values(), key=lambda mark: (mark.start or 0, -(mark.end or 0)))


def difference(project: Project, article: ArticleId, change: int) -> Difference:
    """Tell what restoring an article would do."""
    now = {mark.id: mark for mark in marks.annotations_of(project.database, article, project.acting)}
    then = {mark.id: mark for mark in state_after(project, article, change)}
    return Difference(
        tuple(mark for mark in then.values() if mark.id not in now),
        tuple(mark for mark in then.values() if mark.id in now and _said(mark) != _said(now[mark.id])),
        tuple(mark for mark in now.values() if mark.id not in then),
        _earlier_status(project, article, change),
    )


def _earlier_status(project: Project, article: ArticleId, change: int) -> Status | None:
    now = progress.progress_of(project.database, article, project.acting).status
    earlier = _earlier(project, article, change)
    then: Status = next(((image or {}).get("status", "todo") for (kind, _), image in earlier.items()
                         if kind is Kind.PROGRESS), now)  # fmt: skip
    return None if then == now else then


def restore_article(project: Project, article: ArticleId, change: int) -> Changes:
    """Bring the acting annotator's work on an article back to what it was after a change; that can be undone, too.

    Time that was spent stays spent. Refused when an old annotation does not fit the scheme any more.
    """
    at = history.time_of(project.database, change)

    def write(journal: Journal) -> None:
        there = {mark.id for mark in marks.annotations_of(project.database, article)}
        there |= {mark.id for mark in state_after(project, article, change)}
        for (kind, row_id), image in _earlier(project, article, change).items():
            if image is not None and kind is Kind.ANNOTATION:
                image = _mended(project, image, there)
            restore_image(journal, kind, row_id, image)

    return project.transact(Op.RESTORE, write, f"{at[:10]} {at[11:16]} UTC")


def _mended(project: Project, image: Mapping[str, Any], there: Set[AnnotationId]) -> Mapping[str, Any]:
    """An old annotation as it can stand now: links to what is not there any more keep their words only."""
    mark = marks.of_row(image)
    try:
        check_annotation(project.scheme, mark.layer, mark.label, mark.fields, mark.links)
    except ClaimdeskError as error:
        raise ClaimdeskError(f"The article cannot be restored that far back: {error}") from None
    links = {
        role: link if link.annotation is None or link.annotation in there else link._replace(annotation=None)
        for role, link in mark.links.items()
    }
    return image if links == mark.links else {**image, "links": answers.links_json(links)}


def _earlier(project: Project, article: ArticleId, change: int) -> dict[tuple[Kind, str], Mapping[str, Any] | None]:
    """What the acting annotator's rows in an article were before they changed since; none: not there."""
    found: dict[tuple[Kind, str], Mapping[str, Any] | None] = {}
    for kind, row_id, before, after in history.changes_of_article(project.database, article, change):
        owner = (before or after or {}).get("annotator")
        if owner == project.acting and (kind, row_id) not in found:
            found[kind, row_id] = before
    return found


def _entry(step: history.Done, who: Annotator | None, me: AnnotatorId | None) -> Entry:
    name = f"{who.name} {who.version}".strip() if who else ""
    own = who is None or who.id == me
    words = step.words if own or (who and who.kind != "person") else ""
    return Entry(step.id, step.op, words, name, step.at, step.state in ("undone", "gone"), own, step.change)


def _said(mark: Annotation) -> Annotation:
    return mark._replace(created="", updated="", seconds=0.0)
