"""What can be done with pre-highlighting: find the articles that want it, and keep what a machine suggests."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import UserCancelled
from annotations.highlight.pipeline_choice import OTHERS, Choice, Choices, for_language
from annotations.highlight.source import SourceText
from annotations.language.detection import language_of
from annotations.model import (
    Annotation,
    AnnotationId,
    Annotator,
    Article,
    ArticleId,
    FieldValue,
    Link,
    Progress,
    Suggestion,
)
from annotations.operations.annotating import quote_of
from annotations.project import Project
from annotations.scheme import FULL_NAME, Field, LinkRole, check_annotation, named
from annotations.store import annotations as store
from annotations.store import annotators, articles, machines, progress
from annotations.store.journal import Journal

if TYPE_CHECKING:
    from annotations.highlight.boilerplate import RecurringLines

OF_A_SOURCE = 200  # articles that are looked at to tell what recurs in a source, when one of them is highlighted
LayerSpan = tuple[str, int, int]  # a layer and a span of code points


class DecidedSpans(NamedTuple):
    """The ids and the full names, where there are some, of an article's suggestions."""

    ids: Mapping[LayerSpan, AnnotationId]
    names: Mapping[LayerSpan, str]


def articles_by_choice(project: Project, choices: Choices) -> dict[Choice, list[ArticleId]]:
    """Which pipeline is to read which articles, by their languages; the language is told where it was not kept."""
    found: dict[Choice, list[ArticleId]] = {choices[OTHERS]: []}
    for article_id, language, beginning in articles.languages(project.database):
        choice = for_language(choices, language or language_of(beginning))
        found.setdefault(choice, []).append(article_id)
    return found


def articles_to_highlight(
    project: Project, machine: Annotator, among: Iterable[ArticleId] | None = None
) -> list[ArticleId]:
    """The articles, among all or some, that this machine has not read yet, in order; where it failed comes last."""
    done = progress.articles_done(project.database, machine.id)
    failed = machines.articles_failed(project.database, machine.id)
    among = articles.ids(project.database) if among is None else among
    return sorted((one for one in among if one not in done), key=failed.__contains__)


def recurring_lines(project: Project, cancelled: Callable[[], bool] = lambda: False) -> "RecurringLines":
    """Count the lines that recur in the articles of a source. Takes a second for 4,000 articles of usual length."""
    from annotations.highlight.boilerplate import RecurringLines

    lines = RecurringLines()
    for one in articles.articles(project.database):
        if cancelled():
            raise UserCancelled
        lines.add(one.source, one.text)
    return lines


def texts_to_highlight(
    project: Project, waiting: Iterable[ArticleId], lines: "RecurringLines", machine: tuple[str, str]
) -> Iterator[SourceText]:
    """Read articles for the workers, with the lines that recur in their sources.

    Those that are gone are left out, and those that the machine, by name and version, has read meanwhile for another
    window or program.
    """
    for article_id in waiting:
        found = articles.article(project.database, article_id)
        if found and not progress.done_by_machine(project.database, article_id, *machine):
            yield _text(found, lines)


def text_to_highlight(project: Project, article_id: ArticleId) -> SourceText | None:
    """Read one article for a source; none if it is gone. Lines that recur are looked for in part of its publisher's."""
    from annotations.highlight.boilerplate import RecurringLines

    found = articles.article(project.database, article_id)
    if found is None:
        return None
    lines = RecurringLines()
    lines.add_all((found.source, text) for text in articles.texts_of(project.database, found.source, OF_A_SOURCE))
    return _text(found, lines)


def _text(article: Article, lines: "RecurringLines") -> SourceText:
    recurring = lines.of(article.source, article.text)
    return SourceText(article.id, article.text, article.language or language_of(article.text), recurring)


def save_suggestions(
    project: Project, machine: Annotator, found: Sequence[tuple[Article, Sequence[Suggestion]]], step: int = 0
) -> Changes:
    """Keep what a machine suggests for whole articles, which are then done for it. Twice does nothing twice."""

    def write(journal: Journal) -> None:
        for article, suggestions in found:
            if progress.progress_of(project.database, article.id, machine.id).status == "done":
                continue
            if articles.number_of(project.database, article.id) is None:
                continue  # its import was undone while the machine was reading
            store.insert(journal, *_annotations(project, machine, article, suggestions))
            progress.set_progress(journal, Progress(article.id, machine.id, "done"))
            _forget_problems(project, journal, machine, article.id)

    return project.transact(Op.HIGHLIGHT, write, machine.name, attributed=False, step=step)


def add_suggestions(
    project: Project, machine: Annotator, article: Article, found: Sequence[Suggestion], step: int = 0
) -> Changes:
    """Keep more suggestions of a machine that is never done with an article; those that it has made there are left."""

    def write(journal: Journal) -> None:
        known = store.annotations_of(project.database, article.id, machine.id)
        places = {(one.layer, one.start, one.end) for one in known}
        new = [one for one in found if (one.layer, one.start, one.end) not in places]
        if articles.number_of(project.database, article.id) is not None:
            store.insert(journal, *_annotations(project, machine, article, new))

    return project.transact(Op.HIGHLIGHT, write, machine.name, attributed=False, step=step)


def save_problem(project: Project, machine: Annotator, article: ArticleId, sentence: str) -> Changes:
    """Keep why a machine has not read an article. It is asked again when highlighting is started again."""

    def write(journal: Journal) -> None:
        if articles.number_of(project.database, article) is not None:
            machines.set_problem(journal, article, machine.id, sentence)

    return project.transact(Op.HIGHLIGHT, write, machine.name, attributed=False)


def _forget_problems(project: Project, journal: Journal, machine: Annotator, article: ArticleId) -> None:
    """An article that was read has no problem any more, nor with another version of the same pipeline."""
    names = {one.id: one.name for one in annotators.annotators(project.database)}
    for failed, _ in machines.problems(project.database, article):
        if names.get(failed) == machine.name:
            machines.set_problem(journal, article, failed, "")


def _annotations(
    project: Project, machine: Annotator, article: Article, found: Sequence[Suggestion]
) -> list[Annotation]:
    """Make the annotations of an article's suggestions, with links among them."""
    kept = [suggestion for suggestion in found if named(project.scheme.layers, suggestion.layer)]
    ids = {(one.layer, one.start, one.end): AnnotationId(uuid.uuid4().hex) for one in kept}
    names = {(one.layer, one.start, one.end): str(one.fields.get(FULL_NAME, "")) for one in kept}
    return [_annotation(project, machine, article, one, DecidedSpans(ids, names)) for one in kept]


def _annotation(
    project: Project, machine: Annotator, article: Article, suggestion: Suggestion, places: DecidedSpans
) -> Annotation:
    layer = project.scheme.layer(suggestion.layer)
    fields = {field.name: value for field in layer.fields if (value := _answer(field, suggestion)) is not None}
    links = {role.name: link for role in layer.links if (link := _link(article, role, suggestion, places)) is not None}
    check_annotation(project.scheme, layer.name, suggestion.label, fields, links)
    return Annotation(
        places.ids[suggestion.layer, suggestion.start, suggestion.end], article.id, machine.id, layer.name,
        suggestion.start, suggestion.end, quote_of(article, suggestion.start, suggestion.end), suggestion.label,
        fields, links, score=suggestion.score,
    )  # fmt: skip


def _answer(field: Field, suggestion: Suggestion) -> FieldValue | None:
    """What a suggestion says to a field, by its name or its rule of prefilling; none when that is no value of it."""
    value = suggestion.fields.get(field.name, suggestion.fields.get(field.prefill))
    known = field.kind != "choice" or any(value == one.name for one in field.values)
    return value if known else None


def _link(article: Article, role: LinkRole, suggestion: Suggestion, places: DecidedSpans) -> Link | None:
    """Where a suggestion's link leads, by the role's name or rule; none when the role leads nowhere like that."""
    link = suggestion.links.get(role.name) or suggestion.links.get(role.prefill)
    if link is None:
        return None
    place = (link.layer, link.start, link.end)
    target = places.ids.get(place) if link.layer in role.to else None
    if target:
        return Link(places.names[place] or article.text[link.start : link.end], target, role.kinds.get(link.layer, ""))
    if named(role.constants, link.text):
        return Link(link.text)
    return Link(link.text, None, role.kinds.get("words", "")) if role.words and link.text else None
