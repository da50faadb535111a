"""The worker processes of one window: one set, kept warm, told what comes first while they go through a project."""

import threading

import pytest

from annotations.errors import UserCancelled
from annotations.highlight.limits import Limits
from annotations.highlight.pipeline_choice import RULES, SPANISH, Choice
from annotations.highlight.work_queue import WorkQueue
from annotations.highlight.worker_pool import WorkerPool
from annotations.model import ArticleId
from annotations.processes import running

EN, ES = Choice(RULES), Choice(SPANISH)


def never() -> bool:
    return False


@pytest.fixture
def readers():
    made = WorkerPool()
    yield made
    made.close()
    assert running() == []


def test_what_is_asked_for_comes_first_and_the_rest_stays_in_order() -> None:
    agenda = WorkQueue(map(ArticleId, "abcde"))
    assert next(agenda) == "a"
    assert agenda.first(map(ArticleId, "da")) == {"d"}
    assert agenda.first([ArticleId("e"), ArticleId("d"), ArticleId("x")]) == {"e", "d"}
    assert list(agenda) == ["e", "d", "b", "c"]


def test_two_that_read_the_same_meet_in_the_middle() -> None:
    agenda = WorkQueue(map(ArticleId, "abcde"))
    assert (next(agenda), next(agenda)) == ("a", "b")
    for lost in "ab":  # which were begun before it turned
        agenda.lost(ArticleId(lost))
    agenda.first([ArticleId("c")])
    assert (len(agenda), list(agenda)) == (3, ["c", "e", "d"])


def test_what_is_being_read_is_known_until_it_is_kept() -> None:
    agenda = WorkQueue(map(ArticleId, "ab"))
    next(agenda)
    assert agenda.first([ArticleId("a")]) == {"a"}
    agenda.done(ArticleId("a"))
    assert agenda.first([ArticleId("a")]) == frozenset()


def test_workers_read_what_was_put_first_while_they_were_at_work(readers: WorkerPool) -> None:
    agenda, order = WorkQueue(map(ArticleId, "abcdef")), list[str]()
    with readers.lent(EN, never) as workers, readers.reading(agenda):
        for result in workers.run((article, f"Peru {article}.") for article in agenda):
            order.append(result.key)
            if result.key == "a":
                assert readers.first(map(ArticleId, "fd")) == {"f", "d"}
    assert order[0] == "a"
    assert set(order[1:4]) == {"b", "f", "d"} or order[1:3] == ["f", "d"]  # b may have been begun already
    assert sorted(order) == list("abcdef")
    assert readers.first([ArticleId("b")]) == frozenset()


def test_workers_that_come_back_are_taken_again_while_they_are_warm(readers: WorkerPool) -> None:
    seen = []
    for _ in range(2):
        with readers.lent(EN, never) as workers:
            seen.append(workers.idle[0].process.pid)
        assert readers.warm
    with readers.lent(ES, never) as workers:
        assert len(running()) == 1
    readers.limits = Limits(seconds=5)
    with readers.lent(ES, never) as workers:
        assert workers.limits.seconds == 5
    assert seen[0] == seen[1]
    readers.let_go()
    assert not readers.warm


def test_one_that_waits_takes_the_workers_that_another_thread_gives_back(readers: WorkerPool) -> None:
    taken, release, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with readers.lent(EN, never) as workers:
            seen.append(workers.idle[0].process.pid)
            taken.set()
            release.wait()

    thread = threading.Thread(target=read)
    thread.start()
    taken.wait()
    with readers.lent(ES, never, wait=True):
        assert len(running()) == 2
    readers.let_go()
    threading.Timer(0.3, release.set).start()
    with readers.lent(EN, never, wait=True) as workers:
        seen.append(workers.idle[0].process.pid)
    thread.join()
    assert seen[0] == seen[1]


def test_waiting_for_workers_can_be_cancelled(readers: WorkerPool) -> None:
    with readers.lent(EN, never), pytest.raises(UserCancelled), readers.lent(EN, lambda: True, wait=True):
        pass


def test_nothing_is_kept_once_all_is_closed(readers: WorkerPool) -> None:
    with readers.lent(EN, never):
        readers.close()
    assert running() == []
