"""What is offered when an article is opened, and what is said where no pipeline could read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotations.highlight.pipeline_choice import OTHERS, RULES, fingerprint
from annotations.highlight.work_queue import WorkQueue
from annotations.model import Article, ArticleId
from annotations.operations.annotators import add_annotator, get_or_add_annotator
from annotations.operations.articles import add_articles, article
from annotations.operations.highlighting import save_problem, save_suggestions
from annotations.project import Project, open_project
from desktop.pipeline_settings import PipelineSettings
from desktop.settings import Settings
from desktop.views.article.failure_banner import FailureBanner
from desktop.workspace import Workspace

PATIENCE = 60_000  # milliseconds; the worker loads spaCy first
NEW = ArticleId("new")
WHY = "On this article the pipeline crashed."


@pytest.fixture
def unread(project: Project, desk: Workspace) -> Workspace:
    """The window on an article that no machine has read."""
    desk.offering.look()  # what is made at leisure is made now, however fast the machine is
    desk.session.run(add_articles, [Article(NEW, text="Norway told Kenya on Monday to wait.")])
    desk.opened.open(NEW)
    return desk


@pytest.fixture
def elsewhere(project: Project) -> Iterator[Project]:
    """The same project, opened by another program."""
    other = open_project(project.path)
    yield other
    other.close()


def line(desk: Workspace) -> str:
    """What the line above the article says."""
    shown = [one for one in desk.findChildren(FailureBanner) if one.isVisible()]
    return " | ".join(label.text() for one in shown for label in one.findChildren(QLabel))


def test_the_opened_article_and_its_neighbours_come_next_in_a_run_over_the_project(sample_desk: Workspace) -> None:
    sample_desk.offering.look()  # made at leisure, which may not have come yet
    queue = [sample_desk.queue.row(number).article for number in range(sample_desk.queue.rowCount())]
    with sample_desk.session.readers.reading(WorkQueue(queue)) as agenda:
        sample_desk.opened.open(queue[3])
        sample_desk.opened.open(queue[-1])
        assert list(agenda) == [queue[-1], *queue[3:6], *queue[:3], *queue[6:-1]]


def test_nothing_stands_above_an_article_that_can_be_read(unread: Workspace) -> None:
    assert line(unread) == ""


def test_why_an_article_was_not_read_stands_above_it_and_in_other_windows(
    unread: Workspace, elsewhere: Project
) -> None:
    machine = add_annotator(elsewhere, "tiny", "machine", "1")
    save_problem(elsewhere, machine, NEW, WHY)
    unread.session.follow()
    assert line(unread) == f"Not highlighted by tiny. {WHY}"
    unread.opened.open(ArticleId("port"))
    assert line(unread) == ""
    unread.opened.open(NEW)
    assert line(unread) == f"Not highlighted by tiny. {WHY}"
    save_suggestions(elsewhere, add_annotator(elsewhere, "other", "machine", "1"), [(article(elsewhere, NEW), [])])
    unread.session.follow()
    assert line(unread) == ""


def test_another_try_reads_the_article(unread: Workspace, settings, qtbot: QtBot) -> None:
    PipelineSettings(settings).names = {OTHERS: RULES}
    project = unread.session.project
    unread.session.run(save_problem, get_or_add_annotator(project, RULES, "machine", "0"), NEW, WHY)
    button = next(one for one in unread.findChildren(QToolButton) if one.text() == "Try again")
    with qtbot.waitSignal(unread.offering.highlighter.kept, timeout=PATIENCE):
        button.click()
        assert not button.isEnabled()
    assert line(unread) == ""
    assert {"Norway", "Kenya"} <= {mark.annotation.quote for mark in unread.opened.marks}


def test_a_pipeline_that_is_not_there_is_told_above_the_article(unread: Workspace, settings, qtbot: QtBot) -> None:
    PipelineSettings(settings).names = {OTHERS: "xx_no_such"}
    with qtbot.waitSignal(unread.offering.highlighter.kept, timeout=PATIENCE):
        unread.offering.retry()
    assert line(unread).startswith("Not highlighted. The pipeline “xx_no_such” is not installed")


def test_in_a_project_that_cannot_be_written_nothing_is_tried(unread: Workspace) -> None:
    project = unread.session.project
    unread.session.run(save_problem, get_or_add_annotator(project, RULES, "machine", "0"), NEW, WHY)
    project.database.readonly = True
    unread.opened.open(NEW)
    assert WHY in line(unread)
    assert not [one for one in unread.findChildren(QToolButton) if one.text() == "Try again" and one.isVisible()]
    unread.offering.retry()
    assert WHY in line(unread)
    project.database.readonly = False


def test_the_language_of_an_article_is_corrected_and_its_suggestions_follow(desk: Workspace, qtbot: QtBot) -> None:
    text = "Port talks\n\nLa canciller alemana Ortrud Weiss viajó a Noruega."
    desk.session.run(add_articles, [Article(NEW, text=text, language="pt")])
    desk.opened.open(NEW)
    desk.offering.ask = lambda current, known, parent: "es"
    desk.offering.ask_language()
    assert desk.opened.article is not None
    assert desk.opened.article.language == "es"
    qtbot.waitUntil(lambda: bool(desk.opened.marks), timeout=PATIENCE)
    found = {mark.annotation.quote: mark.annotation.label for mark in desk.opened.marks if mark.suggested}
    assert found["Noruega"] == "GPE"
    assert found["Ortrud Weiss"] == "PERSON"
    desk.session.undo()
    assert desk.opened.article.language == "pt"


def test_where_one_pipeline_is_for_both_languages_nothing_is_read_anew(desk: Workspace) -> None:
    before = [mark.id for mark in desk.opened.marks]
    desk.offering.ask = lambda current, known, parent: "it"
    desk.offering.ask_language()
    assert desk.opened.article is not None
    assert desk.opened.article.language == "it"
    assert [mark.id for mark in desk.opened.marks] == before != []


def test_it_is_told_once_that_no_pipeline_is_for_a_language(desk: Workspace) -> None:
    told: list[str] = []
    desk.offering.told.connect(told.append)
    for number in range(2):
        desk.session.run(add_articles, [Article(ArticleId(str(number)), text=f"Um texto {number}.", language="pt")])
        desk.opened.open(ArticleId(str(number)))
    assert [one for one in told if "Portuguese" in one] == [
        "No pipeline is chosen for Portuguese, so claimdesk-en suggests what it can. Choose a pipeline in "
        "Preferences → Pipelines, or correct the language in the Article menu."
    ]


def test_a_folder_that_was_never_allowed_is_not_run_and_that_is_told(
    desk: Workspace, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    kept, told = PipelineSettings(settings), list[str]()
    kept.names = {"": str(tmp_path / "mine")}
    desk.offering.told.connect(told.append)
    desk.offering.ask = lambda current, known, parent: "de"
    desk.offering.ask_language()
    assert told == [
        "The pipeline in mine was not used, because you have not allowed it or it has changed; claimdesk-en was "
        "used instead. To allow it, choose File → Highlight articles."
    ]
    kept.trust(fingerprint(str(tmp_path / "mine")))
    assert kept.trusted_choices()[""].pipeline == str(tmp_path / "mine")
    (tmp_path / "mine" / "code.py").write_text("print()")
    assert kept.trusted_choices()[""].pipeline == "claimdesk-en"
