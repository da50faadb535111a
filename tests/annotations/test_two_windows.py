"""One file, two windows or programs: each hears what the other wrote, and nothing that was written is lost."""

import subprocess
import sys

import pytest

from annotations.changes import Kind
from annotations.errors import ClaimdeskError, ImportFailed, NotFound
from annotations.exchange.records import ImportNote, Record
from annotations.importing import import_records
from annotations.model import Annotator, AnnotatorId, Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of, delete_annotation, set_label
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.operations.progress import set_status
from annotations.project import Project


def test_the_second_window_hears_what_the_first_wrote(project: Project, story: Article, second_window: Project) -> None:
    made = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    news = second_window.external_changes()
    assert news is not None
    assert (news.op, news.articles, news.touched) == (None, {story.id}, {Kind.ANNOTATION: {made}})
    assert second_window.external_changes() is None


def test_ones_own_writing_is_no_news(project: Project, story: Article, second_window: Project) -> None:
    project.external_changes()
    add_annotation(project, story.id, "claim", 0, 8)
    project.undo()
    project.redo()
    assert project.external_changes() is None


def test_writing_in_turns_loses_no_news(project: Project, story: Article, second_window: Project) -> None:
    project.external_changes()
    marks = []
    for start in range(0, 40, 4):
        marks.append(add_annotation(second_window, story.id, "claim", start, start + 2).added[0])
        add_annotation(project, story.id, "claim", start + 1, start + 3)
    news = project.external_changes()
    assert news is not None
    assert set(marks) <= news.touched[Kind.ANNOTATION]
    assert project.external_changes() is None


def test_news_tell_of_what_is_gone_and_of_people_and_articles(
    project: Project, story: Article, second_window: Project
) -> None:
    made = add_annotation(project, story.id, "claim", 0, 8).added[0]
    second_window.external_changes()
    delete_annotation(project, made)
    set_status(project, story.id, "skip")
    add_articles(project, [Article(ArticleId("new"), text="New.")])
    act_as(project, "Eve")
    news = second_window.external_changes()
    assert news is not None
    assert news.articles == {story.id, "new"}
    assert set(news.touched) == {Kind.ANNOTATION, Kind.PROGRESS, Kind.ARTICLE, Kind.ANNOTATOR}


def test_an_import_that_came_to_nothing_hides_no_later_news(project: Project, second_window: Project) -> None:
    wrong = [Record(Article(text="One.")), ImportNote("in.jsonl:2", "This line is not JSON.")]
    project.external_changes()
    with pytest.raises(ImportFailed):
        import_records(project, wrong, strict=True)
    add_articles(second_window, [Article(ArticleId("x"), text="X.")])
    news = project.external_changes()
    assert news is not None
    assert news.articles == {"x"}


def test_what_was_removed_in_the_other_window_is_told(project: Project, story: Article, second_window: Project) -> None:
    act_as(second_window, "Ana")
    made = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    delete_annotation(second_window, made)
    with pytest.raises(ClaimdeskError, match="no longer in the project. It may have been removed in another window"):
        set_label(project, made, "ORG")


def test_working_on_an_article_that_was_undone_in_the_other_window_is_refused(
    project: Project, story: Article, second_window: Project
) -> None:
    project.undo()
    with pytest.raises(NotFound, match="That article is no longer in the project"):
        add_annotation(second_window, story.id, "claim", 0, 3)
    with pytest.raises(NotFound, match="That article is no longer in the project"):
        set_status(second_window, story.id, "done")


def test_somebody_who_was_undone_in_the_other_window_is_told(
    project: Project, story: Article, second_window: Project
) -> None:
    import_records(project, [Record(Article(text="One."), Annotator(AnnotatorId(""), "Eve"))])
    act_as(second_window, "Eve")
    project.undo()
    with pytest.raises(ClaimdeskError, match="Another window has changed .*Look at it"):
        add_annotation(second_window, story.id, "claim", 0, 3)


WRITE = """
import sys
from pathlib import Path
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.model import ArticleId
from annotations.project import open_project
project = open_project(Path(sys.argv[1]))
act_as(project, sys.argv[2])
for _ in range(60):
    add_annotation(project, ArticleId("story"), "claim", 0, 8)
    project.undo()
    project.redo()
project.close()
"""


def test_two_programs_writing_at_once_lose_nothing(project: Project, story: Article) -> None:
    command = [sys.executable, "-c", WRITE, project.path]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in ("Ana", "Ben", "Eve")]
    assert [writer.communicate()[1] for writer in writers] == ["", "", ""]
    found = [mark.annotator for mark in annotations_of(project, story.id)]
    assert [found.count(person.id) for person in annotators(project)] == [60, 60, 60]
    assert list(findings(project)) == []
