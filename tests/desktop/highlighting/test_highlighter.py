"""The article that is opened is read beside the window: names at once, the pipeline with a worker that stays warm."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotations.highlight.pipeline_choice import OTHERS, Choice
from annotations.highlight.source import Source, SourceText
from annotations.highlight.worker_process import Worker
from annotations.model import AnnotatorId, Article, ArticleId, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.articles import add_articles, articles
from annotations.operations.machines import problems_of, was_highlighted
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.suggestion_sources import learned_suggestions
from annotations.processes import running
from annotations.project import Project
from annotations.store.progress import articles_done
from desktop.highlight_requests import HighlightRequest
from desktop.highlight_run import highlight_task
from desktop.highlighter import Highlighter
from desktop.session import Session
from desktop.tasks import Task
from tests.desktop.highlighting.conftest import CHOICES, MANY, PATIENCE, A, B, C


def wanted(session: Session, article: ArticleId, *, pipeline: bool = False, names: bool = False) -> HighlightRequest:
    return HighlightRequest(article, session.project.acting, pipeline, names)


def test_names_that_were_marked_elsewhere_are_offered(session: Session, highlighter: Highlighter, qtbot: QtBot) -> None:
    add_annotation(session.project, A, "entity", 0, 6, "GPE")
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE) as kept:
        highlighter.want(wanted(session, B, names=True))
    assert kept.args == [B]
    assert [one.quote for one in open_suggestions(session.project, B)] == ["Norway"]


def test_a_pipeline_that_is_missing_is_told_once(session: Session, qtbot: QtBot) -> None:
    highlighter, told = Highlighter(session, {OTHERS: Choice("xx_no_such")}), list[str]()
    session.failed.connect(told.append)
    for article in (A, B):
        with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
            highlighter.want(wanted(session, article, pipeline=True, names=True))
    highlighter.stop()
    assert len(told) == 1
    assert "xx_no_such" in told[0]
    assert problems_of(session.project, A) == []


def test_nothing_is_read_in_a_project_that_cannot_be_written(session: Session, highlighter: Highlighter) -> None:
    session.project.database.readonly = True
    highlighter.want(wanted(session, A, names=True))
    session.project.database.readonly = False
    assert [one.name for one in annotators(session.project) if one.name == "string match"] == []


def test_a_project_that_cannot_be_read_any_more_is_told_and_another_article_starts_again(
    session: Session, highlighter: Highlighter, qtbot: QtBot
) -> None:
    path = session.project.database.path
    session.project.database.path = path.with_name("gone.claimdesk")
    with qtbot.waitSignal(session.failed, timeout=PATIENCE) as failed:
        highlighter.want(wanted(session, B, names=True))
    assert "gone.claimdesk" in failed.args[0]
    session.project.database.path = path
    add_annotation(session.project, A, "entity", 0, 6, "GPE")
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, C, names=True))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that workers have been given, in order."""
    keys, give = list[str](), Worker.read

    def noted(worker: Worker, text: SourceText) -> None:
        keys.append(text.key)
        give(worker, text)

    monkeypatch.setattr(Worker, "read", noted)
    return keys


@pytest.fixture
def run(session: Session) -> Iterator[Task]:
    """A run over the project, which has many articles."""
    add_articles(session.project, [Article(one, text=f"Norway told Zork {one}: wait.", language="en") for one in MANY])
    parent = QObject()
    task = highlight_task(session, CHOICES, parent)
    yield task
    task.cancel_and_join()


def test_an_article_that_is_opened_jumps_the_queue_of_a_run_over_the_project(
    session: Session, highlighter: Highlighter, run: Task, read: list[str], qtbot: QtBot
) -> None:
    kept: list[str] = []
    highlighter.kept.connect(kept.append)
    with qtbot.waitSignal(session.changed, timeout=PATIENCE):
        run.start()
    add_annotation(session.project, MANY[5], "entity", 12, 16, "ORG")
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, MANY[-1], pipeline=True, names=True))
    assert read.index(MANY[-1]) < len(MANY) // 2
    assert kept[0] == MANY[-1]
    assert len(running()) == 1
    with qtbot.waitSignal(run.ended, timeout=PATIENCE):
        pass
    assert sorted(read) == sorted(one.id for one in articles(session.project))
    assert {"Norway", "Zork"} <= {one.quote for one in open_suggestions(session.project, MANY[-1])}


def test_a_run_that_has_met_an_article_that_takes_long_does_not_keep_the_opened_one_waiting(
    session: Session, highlighter: Highlighter, read: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.highlighter.OVERDUE_SECONDS", 0.3)
    slow, last = ArticleId("slow"), ArticleId("last")
    add_articles(session.project, [Article(slow, text="1 " * 2_000_000), Article(last, text="Norway told Kenya.")])
    parent = QObject()
    run = highlight_task(session, CHOICES, parent).start()
    qtbot.waitUntil(lambda: slow in read, timeout=PATIENCE)
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE) as kept:
        highlighter.want(wanted(session, last, pipeline=True))
    assert kept.args == [last]
    assert open_suggestions(session.project, last)
    assert not was_highlighted(session.project, slow)
    run.cancel_and_join()


def test_a_run_takes_the_warm_worker_and_leaves_it_warm(
    session: Session, highlighter: Highlighter, run: Task, read: list[str], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, B, pipeline=True))
    (before,) = running()
    with qtbot.waitSignal(run.ended, timeout=PATIENCE):
        run.start()
    assert running() == [before]
    assert sorted(read) == sorted(one.id for one in articles(session.project))


def test_what_a_cancelled_run_has_left_of_opened_articles_is_read_all_the_same(
    session: Session, highlighter: Highlighter, run: Task, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.changed, timeout=PATIENCE):
        run.start()
    run.cancel()
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE) as kept:
        highlighter.want(wanted(session, MANY[-1], pipeline=True))
    assert kept.args == [MANY[-1]]
    assert open_suggestions(session.project, MANY[-1])
    done = articles_done(session.project.database, annotators(session.project)[-1].id)
    with_marks = {one.article for key in MANY for one in annotations_of(session.project, key)}
    assert with_marks <= done


@pytest.fixture
def thread_bugs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What ended threads, as the crash report gets it."""
    met = list[str]()
    monkeypatch.setattr(threading, "excepthook", lambda arguments: met.append(str(arguments.exc_value)))
    return met


def test_highlighting_lives_on_after_a_bug(
    session: Session, highlighter: Highlighter, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    add_annotation(session.project, A, "entity", 0, 6, "GPE")

    def broken(project: Project, source: Source, article: ArticleId, who: AnnotatorId) -> list[Suggestion]:
        if article != B:
            return learned_suggestions(project, source, article, who)
        raise LookupError("a bug")

    monkeypatch.setattr("annotations.operations.suggestion_sources.learned_suggestions", broken)
    highlighter.kept.connect((kept := list[str]()).append)
    with qtbot.captureExceptions() as caught:
        for article in (C, B):
            highlighter.want(wanted(session, article, names=True))
        qtbot.waitUntil(lambda: kept == [C] and bool(caught), timeout=PATIENCE)
    assert [str(error) for _, error, _ in caught] == ["a bug"]
    monkeypatch.undo()
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, B, names=True))
    assert kept == [C, B]


def test_a_worker_that_cannot_be_let_go_does_not_end_highlighting(
    session: Session, highlighter: Highlighter, thread_bugs: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.highlighter.COLD_SECONDS", 0.0)

    def broken() -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(session.readers, "let_go", broken)
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, B, names=True))
    qtbot.waitUntil(lambda: "a bug" in thread_bugs, timeout=PATIENCE)
    monkeypatch.undo()
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, C, names=True))


def test_a_bug_while_a_run_keeps_what_was_found_ends_the_run_and_is_reported(
    session: Session, run: Task, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(*_: object) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr("annotations.operations.result_keeper.save_suggestions", broken)
    with (
        qtbot.captureExceptions() as caught,
        qtbot.waitSignal(session.highlighted, timeout=PATIENCE),
        qtbot.waitSignal(run.ended, timeout=PATIENCE) as ended,
    ):
        run.start()
    assert "stopped because of a bug" in ended.args[0]
    assert [str(error) for _, error, _ in caught] == ["a bug"]
