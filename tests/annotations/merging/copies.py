"""Copies of a project that several people work on, for the tests beside it."""

from collections.abc import Callable

from annotations.model import Annotation, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import annotators
from annotations.project import Project

Copy = Callable[[str], Project]


def marks(project: Project, article: str = "story") -> list[Annotation]:
    return annotations_of(project, ArticleId(article))


def names(project: Project) -> list[str]:
    return [annotator.name for annotator in annotators(project)]
