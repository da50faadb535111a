"""The project in figures: articles, annotators, labels. Reads only."""

from typing import Any

from annotations.model import Annotator
from annotations.operations.annotators import annotators
from annotations.operations.machines import problems
from annotations.project import Project
from annotations.store import statistics as store
from annotations.store.progress import seconds_spent, status_counts


def statistics(project: Project) -> dict[str, Any]:
    """Count what is in the project; the names are those of `claimdesk stats --json`."""
    database = project.database
    return {
        "project": str(project.path),
        "readonly": project.readonly,
        "scheme": {"name": project.scheme.name, "version": project.scheme.version},
        "articles": store.article_figures(database),
        "annotators": [_annotator(project, annotator) for annotator in annotators(project)],
        "problems": [
            {
                "article": one.article,
                "title": one.title,
                "machine": one.machine.name,
                "version": one.machine.version,
                "why": one.sentence,
            }
            for one in problems(project)
        ],
    }


def _annotator(project: Project, annotator: Annotator) -> dict[str, Any]:
    """One annotator's figures; `labels` counts values by layer and field, and a layer's labels under `label`.

    `confirmed` counts by layer the annotations that were only confirmed with their article, not made one by one.
    """
    labels: dict[str, dict[str, dict[str, int]]] = {}
    for layer, field, value, count in store.value_counts(project.database, annotator.id):
        labels.setdefault(layer, {}).setdefault(field, {})[value] = count
    return {
        "name": annotator.name,
        "kind": annotator.kind,
        "version": annotator.version,
        "articles": status_counts(project.database, annotator.id),
        "annotations": store.layer_counts(project.database, annotator.id),
        "confirmed": store.confirmed_counts(project.database, annotator.id),
        "verdicts": store.verdict_counts(project.database, annotator.id),
        "labels": labels,
        "seconds": {
            "articles": round(seconds_spent(project.database, annotator.id), 1),
            "annotations": store.seconds_by_layer(project.database, annotator.id),
        },
    }
