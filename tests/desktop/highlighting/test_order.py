"""Which of the opened articles is read first, and what becomes of one that takes long."""

import math
import threading

import pytest
from pytestqt.qtbot import QtBot

from annotations.highlight.source import SourceText
from annotations.highlight.worker_process import Worker
from annotations.model import Article, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.articles import add_articles
from annotations.operations.machines import machine_cards, was_highlighted
from annotations.operations.open_suggestions import open_suggestions
from desktop.highlight_requests import HighlightRequest
from desktop.highlighter import Highlighter
from desktop.session import Session
from tests.desktop.highlighting.conftest import PATIENCE, A, B, C


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that workers have been given, in order."""
    keys, give = list[str](), Worker.read

    def noted(worker: Worker, text: SourceText) -> None:
        keys.append(text.key)
        give(worker, text)

    monkeypatch.setattr(Worker, "read", noted)
    return keys


def wanted(session: Session, article: ArticleId, *, pipeline: bool = False, names: bool = False) -> HighlightRequest:
    return HighlightRequest(article, session.project.acting, pipeline, names)


def test_the_pipeline_reads_the_article_opened_last_first(
    session: Session, highlighter: Highlighter, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.highlighter.LONG_SECONDS", math.inf)
    order, kept, opened, give = list[str](), list[str](), threading.Event(), Worker.read

    def read(worker: Worker, text: SourceText) -> None:
        order.append(text.key)
        opened.wait(PATIENCE / 1000)
        give(worker, text)

    monkeypatch.setattr(Worker, "read", read)
    highlighter.kept.connect(kept.append)
    highlighter.want(wanted(session, A, pipeline=True))
    qtbot.waitUntil(lambda: order == [A], timeout=PATIENCE)
    for article in (B, C):
        highlighter.want(wanted(session, article, pipeline=True))
    opened.set()
    qtbot.waitUntil(lambda: len(kept) == 3, timeout=PATIENCE)
    assert order == kept == [A, C, B]
    assert {"Norway", "Kenya"} <= {one.quote for one in open_suggestions(session.project, B)}
    assert machine_cards(session.project)[0].hash
    with qtbot.waitSignal(highlighter.kept, timeout=PATIENCE):
        highlighter.want(wanted(session, A, pipeline=True))
    places = [(one.layer, one.start, one.end) for one in annotations_of(session.project, A)]
    assert len(places) == len(set(places))


def test_articles_that_gave_way_are_read_when_nothing_else_waits(
    session: Session, highlighter: Highlighter, read: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.highlighter.LONG_SECONDS", -1.0)
    kept: list[str] = []
    highlighter.kept.connect(kept.append)
    for article in (A, B, C):
        highlighter.want(wanted(session, article, pipeline=True))
    qtbot.waitUntil(lambda: sorted(kept) == [A, B, C], timeout=PATIENCE)
    assert kept[-1] == read[0]  # loading its pipeline was not held against it, and it gave way to the others
    assert all(was_highlighted(session.project, article) for article in (A, B, C))


def test_an_article_that_takes_long_does_not_keep_the_one_that_is_opened_next_waiting(
    session: Session, highlighter: Highlighter, read: list[str], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.highlighter.LONG_SECONDS", 0.1)
    slow = ArticleId("slow")
    add_articles(session.project, [Article(slow, text="1 " * 2_000_000)])
    highlighter.want(wanted(session, slow, pipeline=True))
    qtbot.waitUntil(lambda: read == [slow], timeout=PATIENCE)
    kept: list[str] = []
    highlighter.kept.connect(kept.append)
    highlighter.want(wanted(session, C, pipeline=True))
    qtbot.waitUntil(lambda: C in kept, timeout=PATIENCE)
    assert open_suggestions(session.project, C)
    assert not was_highlighted(session.project, slow)
