"""What can be done about agreement: read what everybody marked, for `annotations.agreement` to compare.

Reading goes on where an earlier reading ended: only articles that were changed since are read again.
"""

from collections import defaultdict

from annotations.agreement.study_input import ArticleReadings, ReadingStatus, StudyInput
from annotations.model import AnnotatorId, Article, ArticleId
from annotations.operations.annotators import annotators
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import articles, history, progress, schemes


def read_study_input(project: Project, previous: StudyInput | None = None) -> StudyInput:
    """Read everybody's marks on all articles, or what has changed of them since `previous`."""
    database = project.database
    change = history.latest_change(database)
    works = dict(previous.works) if previous else {}
    if previous is None:
        stands: dict[ArticleId, dict[AnnotatorId, ReadingStatus]] = defaultdict(dict)
        for article, annotator, status, since in progress.since_when(database):
            stands[article][annotator] = ReadingStatus(status, since)
        for found in articles.articles(database):
            works[found.id] = _work(project, found, change, stands[found.id])
    else:
        for article in history.changes_after(database, previous.change)[0].articles:
            read = articles.article(database, article)
            if read is None:
                works.pop(article, None)
                continue
            rows = progress.since_when(database, article)
            works[article] = _work(
                project, read, change, {who: ReadingStatus(status, since) for _, who, status, since in rows}
            )
    return StudyInput(project.scheme, tuple(annotators(project)), works, tuple(schemes.versions(database)), change)


def _work(
    project: Project, article: Article, revision: int, stands: dict[AnnotatorId, ReadingStatus]
) -> ArticleReadings:
    found = tuple(marks.annotations_of(project.database, article.id))
    group = str(article.meta.get("group", ""))
    return ArticleReadings(article.id, article.title, article.text, revision, stands, found, group)


def by_story(evidence: StudyInput) -> StudyInput:
    """Put articles that are copies of one another into one group, so that intervals are over stories.

    Copies are found as for training splits; raises ExportFailed without the extra that this takes.
    """
    from annotations.training.groups import article_groups

    groups = article_groups((work.article, work.text) for work in evidence.works.values())
    works = {article: work._replace(group=groups[article]) for article, work in evidence.works.items()}
    return evidence._replace(works=works)
