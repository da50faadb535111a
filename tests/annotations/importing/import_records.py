"""Records to import, for the tests beside it."""

from collections.abc import Callable
from typing import Any

from annotations.importing import Imported
from annotations.model import Annotation
from annotations.operations.annotating import annotations_of
from annotations.operations.articles import articles
from annotations.project import Project

TEXT = "Ana Ruiz said Peru “closed” it."


Take = Callable[..., Imported]


def record(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"article": "a", "text": TEXT, "annotator": "Ben", "annotations": list(annotations), **more}


def mark(start: int, end: int, label: str = "PERSON", **more: Any) -> dict[str, Any]:
    return {"layer": "entity", "start": start, "end": end, "label": label, **more}


def taken(project: Project) -> list[Annotation]:
    return [found for article in articles(project) for found in annotations_of(project, article.id)]
