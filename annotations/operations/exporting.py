"""Export: the project's articles as records, streamed, for a format to write."""

from collections.abc import Iterator, Sequence

from annotations.errors import ClaimdeskError, ExportFailed
from annotations.exchange.records import Record, is_done
from annotations.model import Annotation, Annotator, AnnotatorId, Progress
from annotations.operations.annotators import annotators, known_annotator
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import articles, progress


def records(project: Project, chosen: Sequence[Annotator] | None = None, *, done: bool = False) -> Iterator[Record]:
    """The project as records: a line for each article and each of the chosen annotators who has been at it.

    Without a choice it is everybody, machines first, since people's marks link to theirs; and an article that nobody
    has been at gives a line of its own. With `done` there are only articles that a person has marked as done, and the
    gold reading; raises ExportFailed when there are none.
    """
    found = _records(project, chosen, untouched=chosen is None and not done)
    return _done_only(found) if done else found


def _done_only(found: Iterator[Record]) -> Iterator[Record]:
    record = None
    for record in filter(is_done, found):
        yield record
    if record is None:
        raise ExportFailed("No article is done yet. Mark some as done, or export all of them.")


def _records(project: Project, chosen: Sequence[Annotator] | None, *, untouched: bool) -> Iterator[Record]:
    people = sorted(annotators(project) if chosen is None else chosen, key=_machines_first)
    scheme = project.scheme.name, project.scheme.version
    for article in articles.articles(project.database):
        work: dict[AnnotatorId, list[Annotation]] = {}
        for mark in marks.annotations_of(project.database, article.id):
            work.setdefault(mark.annotator, []).append(mark)
        done = {p.annotator: p for p in progress.progress_on(project.database, article.id)}
        at_it = 0
        for person in people:
            own = tuple(work.get(person.id, ()))
            _, _, status, seconds = done.get(person.id) or Progress(article.id, person.id)
            if own or status != "todo" or seconds:
                at_it += 1
                yield Record(article, person, status, seconds, own, scheme=scheme)
        if untouched and not at_it:
            yield Record(article, scheme=scheme)


def people_of(project: Project) -> list[Annotator]:
    """The people among a project's annotators, whose work is what is trained on unless somebody else is named."""
    return [annotator for annotator in annotators(project) if annotator.kind == "person"]


def _machines_first(annotator: Annotator) -> tuple[bool, str, str, str]:
    return annotator.kind != "machine", annotator.kind, annotator.name, annotator.version


def choose_annotators(project: Project, name: str | None, *, gold: bool = False) -> list[Annotator] | None:
    """Whose work to export: one annotator's, the gold reading, or (none) everybody's."""
    if gold:
        found = [annotator for annotator in annotators(project) if annotator.kind == "gold"]
        if not found:
            raise ClaimdeskError(f"{project.path} has no gold reading yet. Export somebody's work with --annotator.")
        return found
    return [known_annotator(project, name)] if name else None
