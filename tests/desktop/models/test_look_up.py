from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from annotations.model import ArticleId
from annotations.operations.queue import queue_numbers, queue_rows
from annotations.processes import running
from annotations.project import Project
from desktop.models import look_up
from desktop.models.queue import QueueModel
from desktop.roles import QueueRole
from desktop.session import Session


@pytest.fixture
def model(sample: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[QueueModel]:
    """A queue that takes even the sample for a large project."""
    monkeypatch.setattr(look_up, "AT_ONCE", 0)
    monkeypatch.setattr(look_up, "TRIED", 0)
    session = Session(sample)
    made = QueueModel(session)
    yield made
    made.stop()
    session.close()


def articles(model: QueueModel) -> list[str]:
    return [model.index(row).data(QueueRole.ARTICLE) for row in range(model.rowCount())]


def test_a_large_project_is_filtered_beside_the_window(model: QueueModel, qtbot: QtBot) -> None:
    looking: list[bool] = []
    model.looking.connect(looking.append)
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter("todo"))
        assert len(articles(model)) == 8  # what was shown stays until the answer is there
    assert articles(model) == ["sample-07", "sample-08"]
    assert looking == [True, False]


def test_of_filters_in_haste_the_last_one_is_shown(model: QueueModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        for words in ("t", "te", "telescope"):
            model.set_filter(QueueFilter(words=words))
    assert articles(model) == ["sample-05"]


def test_the_window_does_it_when_the_process_has_died(model: QueueModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter("todo"))
    model._look_up._looking.process.kill()  # noqa: SLF001
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter("done"))
    assert len(articles(model)) == 6


def test_an_article_is_found_in_any_order(model: QueueModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter(sort="published", descending=True))
    found = articles(model)
    assert found != sorted(found)
    assert [model.index_of(ArticleId(article)) for article in found] == list(range(8))
    assert model.index_of(ArticleId("nowhere")) == -1


def test_a_bug_in_the_process_is_reported_and_the_window_does_it(model: QueueModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter("todo"))
    with qtbot.captureExceptions() as caught:
        model._look_up._looking.ask("nobody", QueueFilter("mine"))  # noqa: SLF001
        with qtbot.waitSignal(model.modelReset, timeout=20_000):
            model._look_up._timer.start()  # noqa: SLF001
    assert [kind.__name__ for kind, _, _ in caught] == ["ProcessFailed"]
    assert articles(model) == ["sample-07", "sample-08"]


def test_disagreements_among_very_many_marks_are_looked_up_beside_the_window(
    sample: Project, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(look_up, "AT_ONCE", 20)  # more than the articles, fewer than the marks
    monkeypatch.setattr(look_up, "TRIED", 0)
    session = Session(sample)
    model = QueueModel(session)
    looking: list[bool] = []
    model.looking.connect(looking.append)
    model.set_filter(QueueFilter("done"))
    assert True not in looking
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter(disagreement=True))
    assert looking[-2:] == [True, False]
    assert articles(model) == [
        row.article for row in queue_rows(sample, queue_numbers(sample, QueueFilter(disagreement=True)))
    ]
    model.stop()
    session.close()


def test_what_takes_a_moment_is_found_without_a_process(model: QueueModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_up, "TRIED", 1000)
    monkeypatch.setattr(look_up, "MOMENT", 60)
    model.set_filter(QueueFilter(words="telescope"))
    assert articles(model) == ["sample-05"]
    assert not running()


def test_what_takes_longer_is_handed_to_the_process(
    model: QueueModel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(look_up, "TRIED", 1000)
    monkeypatch.setattr(look_up, "MOMENT", -1)
    with qtbot.waitSignal(model.modelReset, timeout=20_000):
        model.set_filter(QueueFilter(words="telescope"))
    assert articles(model) == ["sample-05"]
    assert len(running()) == 1
    assert len(queue_rows(model._session.project, model.numbers)) == 1  # noqa: SLF001 - it has no deadline any more


def test_the_process_starts_when_it_is_needed_and_ends_when_it_is_not(
    model: QueueModel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert not running()
    model._look_up._idle.setInterval(0)  # noqa: SLF001
    for words in ("telescope", "treaty"):
        with qtbot.waitSignal(model.modelReset, timeout=20_000):
            model.set_filter(QueueFilter(words=words))
        qtbot.waitUntil(lambda: not running(), timeout=20_000)
