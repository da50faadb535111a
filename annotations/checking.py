"""Check a project: the integrity of the file, and of every article, annotation and link in it. Reads only."""

from collections.abc import Callable, Iterator

from annotations.articles import articles, hash_of
from annotations.errors import ClaimdeskError, ProjectUnavailable
from annotations.model import Annotation, AnnotationId, Article
from annotations.project import Project
from annotations.scheme import Layer, check_annotation
from annotations.store import annotations as marks
from annotations.store import integrity


def findings(project: Project, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Give one sentence for each thing that is wrong; nothing when all is well. `progress` hears of each article."""
    try:
        yield from integrity.file_findings(project.database)
        for number, article in enumerate(articles(project), 1):
            yield from _article_findings(project, article)
            progress(number)
    except ProjectUnavailable as error:
        yield str(error)


def _article_findings(project: Project, article: Article) -> Iterator[str]:
    if hash_of(article.text) != article.sha256:
        yield f"Article {article.id} (“{article.title}”): the text is not what its sha256 says."
    annotations = marks.annotations_of(project.database, article.id)
    there = {annotation.id for annotation in annotations}
    for annotation in annotations:
        where = f"Annotation {annotation.id} in article {article.id}"
        for sentence in _annotation_findings(project, article, annotation, there):
            yield f"{where}: {sentence}"
    exclusive = {layer.name: layer for layer in project.scheme.layers if layer.overlap == "none"}
    for layer in exclusive.values():
        yield from _overlaps(layer, [a for a in annotations if a.layer == layer.name and a.verdict != "rejected"])


def _annotation_findings(
    project: Project, article: Article, annotation: Annotation, there: set[AnnotationId]
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
    elif annotation.quote != article.text[start or 0 : end or 0]:
        yield f"its quote is not what stands at {start}–{end}."
    for role, link in annotation.links.items():
        if link.annotation and link.annotation not in there:
            yield f"its {role} points to {link.annotation}, which is not there."


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
