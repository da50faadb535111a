"""The marks of another file as they would stand here: whose they are, on which article, under which id."""

import hashlib
from collections.abc import Mapping

from annotations.errors import ClaimdeskError
from annotations.exchange.records import ImportNote
from annotations.merging.source_file import ArticleState
from annotations.model import AnnotationId, AnnotatorId, ArticleId
from annotations.project import Project
from annotations.scheme import Scheme, check_annotation
from annotations.store import annotations as marks
from annotations.store import annotators
from annotations.store.images import Row
from annotations.store.states import State


def arriving(
    project: Project, work: ArticleState, article: ArticleId, people: Mapping[AnnotatorId, AnnotatorId]
) -> tuple[dict[str, State], list[ImportNote]]:
    """Move the marks of one article over; those that scheme or text do not allow are left out, which is remarked.

    `people` has the annotators' ids here by those there.
    """
    found: dict[str, State] = {}
    remarks = []
    for row_id, state in work.marks.items():
        whose = people.get(state.last["annotator"])
        if whose is None:
            continue
        local = {"article": article, "annotator": whose}
        moved = state._replace(row=state.row and {**state.row, **local}, last={**state.last, **local})
        try:
            _check(project.scheme, moved.last, work.article["text"])
        except ClaimdeskError as error:
            if state.row is not None:
                place = f"{work.path}, “{work.article['title']}”"
                remarks.append(ImportNote(place, f"Annotation {row_id} was left out: {error}"))
        else:
            found[row_id] = moved
    return _with_own_ids(project, work, article, found), remarks


def _check(scheme: Scheme, row: Row, text: str) -> None:
    mark = marks.of_row(row)
    check_annotation(scheme, mark.layer, mark.label, mark.fields, mark.links)
    if mark.start is not None and mark.quote != text[mark.start : mark.end]:
        raise ClaimdeskError(f"At {mark.start}–{mark.end} the text does not read “{mark.quote[:60]}”.")


def _with_own_ids(
    project: Project, work: ArticleState, article: ArticleId, found: dict[str, State]
) -> dict[str, State]:
    """Give another id, always the same one, to marks whose id something else has here: ids may be hand-written."""
    new: dict[str, str] = {}
    names = {one.id: one[1:] for one in annotators.annotators(project.database)}
    for row_id, other in marks.annotations_among(project.database, map(AnnotationId, found)).items():
        whose = found[row_id].last["annotator"]
        if (other.article, other.annotator) != (article, whose):
            parts = f"{row_id} {work.article['sha256']} {names[whose]}"
            new[row_id] = hashlib.sha256(parts.encode()).hexdigest()[:32]
    return {new.get(i, i): _renamed(state, new) for i, state in found.items()} if new else found


def _renamed(state: State, new: Mapping[str, str]) -> State:
    """The state of a row with other ids, also where it refers to them."""

    def moved(row: Row) -> Row:
        links = row["links"]
        for before, after in new.items():
            links = links.replace(f'"annotation":"{before}"', f'"annotation":"{after}"')
        origin = new.get(row["derived_from"], row["derived_from"])
        return {**row, "id": new.get(row["id"], row["id"]), "links": links, "derived_from": origin}

    return state._replace(row=state.row and moved(state.row), last=moved(state.last))
