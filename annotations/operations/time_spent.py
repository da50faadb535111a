"""The time that was spent: on an article and on each of its annotations. Counted elsewhere, kept here.

Time is journalled but not undone: nobody gets back the time that went into what is taken back.
"""

from collections.abc import Mapping

from annotations.changes import Changes, Kind, Op
from annotations.model import AnnotationId, ArticleId
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import progress
from annotations.store.journal import Journal


def add_time(
    project: Project, article: ArticleId, seconds: float, by_mark: Mapping[AnnotationId, float] | None = None
) -> Changes:
    """Add seconds to what the acting annotator has spent on an article, and those of them that went into marks.

    Marks that are gone or somebody else's are passed over: their time stays with the article.
    """
    by_mark = by_mark or {}

    def write(journal: Journal) -> None:
        progress.add_seconds(journal, article, project.acting, seconds)
        for mark in marks.annotations_among(project.database, by_mark).values():
            if mark.annotator == project.acting and by_mark[mark.id]:
                journal.update(Kind.ANNOTATION, mark.id, {"seconds": round(mark.seconds + by_mark[mark.id], 3)})

    return project.transact(Op.SPEND_TIME, write)
