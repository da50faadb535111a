"""Check a project: the integrity of the file, and of every article, annotation and link in it. Changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from annotations.errors import ClaimdeskError, ProjectDamaged, ProjectForeign, ProjectUnavailable
from annotations.model import Annotation, AnnotationId, Article, ArticleId
from annotations.operations.articles import article, hash_of
from annotations.project import Project, open_project
from annotations.scheme import Layer, check_annotation
from annotations.store import annotations as marks
from annotations.store import articles, integrity


def findings_in(path: Path, progress: Callable[[int, int], None] = lambda _, __: None) -> list[str]:
    """Check a project file; one that is too damaged to be opened, or was changed by others, is a finding itself.

    `progress` hears how many articles were checked, and of how many.
    """
    try:
        with closing(open_project(path)) as project:
            count = articles.count(project.database)
            return list(findings(project, lambda number: progress(number, count)))
    except ProjectDamaged as error:
        return [error.finding]
    except ProjectForeign as error:
        return [str(error)]


def findings(project: Project, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Give one sentence for each thing that is wrong; nothing when all is well. `progress` hears of each article."""
    try:
        with project.database.reading_anything():
            yield from integrity.file_findings(project.database)
            for number, article_id in enumerate(articles.ids_as_they_are(project.database), 1):
                if isinstance(article_id, str):
                    yield from _article_findings(project, ArticleId(article_id))
                else:
                    yield f"The id of an article is {article_id!r:.60} and was changed."
                progress(number)
    except ProjectDamaged as error:
        yield error.finding
    except ProjectUnavailable as error:
        yield str(error)


def _article_findings(project: Project, article_id: ArticleId) -> Iterator[str]:
    try:
        found = article(project, article_id)
        rows = marks.rows_of(project.database, article_id)
    except ProjectDamaged as error:
        yield error.finding
        return
    if hash_of(found.text) != found.sha256:
        yield f"Article {found.id} (“{found.title}”): the text does not match its sha256."
    annotations = []
    for row in rows:
        try:
            annotations.append(marks.record(row))
        except ProjectDamaged as error:
            yield error.finding
    there = {row[0] for row in rows}
    misquoted = marks.misquoted(project.database, article_id)
    for annotation in annotations:
        where = f"Annotation {annotation.id} in article {found.id}"
        for sentence in _annotation_findings(project, found, annotation, there, misquoted):
            yield f"{where}: {sentence}"
    for layer in (layer for layer in project.scheme.layers if layer.overlap == "none"):
        yield from _overlaps(layer, [a for a in annotations if a.layer == layer.name and a.verdict != "rejected"])


def _annotation_findings(
    project: Project, article: Article, annotation: Annotation, there: set[AnnotationId], misquoted: set[str]
) -> Iterator[str]:
    start, end = annotation.start, annotation.end
    try:
        check_annotation(project.scheme, annotation.layer, annotation.label, annotation.fields, annotation.links)
        is_span = project.scheme.layer(annotation.layer).kind == "span"
    except ClaimdeskError as error:
        yield str(error)
        return
    if is_span != (start is not None and end is not None):
        yield "it has no span." if is_span else "it has a span, but it is about the whole article."
    elif start is not None and end is not None and not 0 <= start < end <= len(article.text):
        yield f"its span {start}–{end} does not lie inside the text."
    elif annotation.id in misquoted:
        yield f"its quote does not match the text at {start}–{end}."
    for role, link in annotation.links.items():
        if link.annotation and link.annotation not in there:
            yield f"its {role} points to {link.annotation}, which does not exist."


def _overlaps(layer: Layer, annotations: list[Annotation]) -> Iterator[str]:
    last: dict[str, Annotation] = {}
    for annotation in annotations:
        before = last.get(annotation.annotator)
        if before and (before.end or 0) > (annotation.start or 0):
            yield (
                f"Annotations {before.id} and {annotation.id} in article {annotation.article} overlap, which the"
                f" layer {layer.name} does not allow."
            )
        if before is None or (annotation.end or 0) > (before.end or 0):
            last[annotation.annotator] = annotation
