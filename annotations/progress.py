"""What can be done with an annotator's progress: mark an article done, todo or skipped."""

from annotations import articles
from annotations.changes import Changes, Op
from annotations.model import AnnotatorId, ArticleId, Progress, Status
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import progress as store
from annotations.store.journal import Journal
from annotations.suggestions import accepted_copy, open_suggestions


def progress_of(project: Project, article: ArticleId, annotator: AnnotatorId) -> Progress:
    """Read how far an annotator is with an article."""
    return store.progress_of(project.database, article, annotator)


def set_status(project: Project, article: ArticleId, status: Status) -> Changes:
    """Mark an article for the acting annotator.

    Marking it done confirms the suggestions that were not rejected, in the layers of which the scheme says so; the
    copies say `how = "implicit"`.
    """
    annotator = project.acting

    def write(journal: Journal) -> None:
        before = store.progress_of(project.database, articles.article(project, article).id, annotator)
        if status != before.status:
            store.set_progress(journal, before._replace(status=status))
        if status == "done":
            for suggestion in open_suggestions(project, article):
                if project.scheme.layer(suggestion.layer).confirm:
                    marks.insert(journal, accepted_copy(suggestion, annotator, how="implicit"))

    return project.transact(Op.SET_STATUS, write, status)
