"""What can be done with pre-highlighting: find the articles that want it, and keep what a machine suggests."""

import uuid
from collections.abc import Sequence

from annotations.annotating import quote_of
from annotations.changes import Changes, Op
from annotations.model import Annotation, AnnotationId, Annotator, Article, ArticleId, Progress, Suggestion
from annotations.project import Project
from annotations.scheme import check_annotation
from annotations.store import annotations as store
from annotations.store import articles, progress
from annotations.store.journal import Journal


def articles_to_highlight(project: Project, machine: Annotator) -> list[ArticleId]:
    """The articles on which this machine has not been yet, in order."""
    done = progress.articles_done(project.database, machine.id)
    return [article_id for article_id in articles.ids(project.database) if article_id not in done]


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
            store.insert(journal, *(_annotation(project, machine, article, suggestion) for suggestion in suggestions))
            progress.set_progress(journal, Progress(article.id, machine.id, "done"))

    return project.transact(Op.HIGHLIGHT, write, machine.name, everybody=True, step=step)


def _annotation(project: Project, machine: Annotator, article: Article, suggestion: Suggestion) -> Annotation:
    check_annotation(project.scheme, suggestion.layer, suggestion.label, {}, {})
    return Annotation(
        AnnotationId(uuid.uuid4().hex), article.id, machine.id, suggestion.layer, suggestion.start, suggestion.end,
        quote_of(article, suggestion.start, suggestion.end), suggestion.label, score=suggestion.score,
    )  # fmt: skip
