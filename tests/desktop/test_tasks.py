import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotations.errors import ExportFailed, UserCancelled
from desktop.tasks import WAITING, Task

Cancelled = Callable[[], bool]


def counting(count: int) -> Callable[[Cancelled], Iterator[int]]:
    return lambda cancelled: iter(range(count))


def endless(cancelled: Cancelled) -> Iterator[int]:
    number = 0
    while not cancelled():
        yield number
        number += 1


def run(qtbot: QtBot, task: Task) -> str:
    with qtbot.waitSignal(task.ended) as blocker:
        task.start()
    return blocker.args[0]


def alive(name: str) -> bool:
    return any(thread.name == name for thread in threading.enumerate())


@pytest.mark.parametrize("count", [0, 1, WAITING, 10 * WAITING + 1])
def test_every_result_is_taken_in_order(qtbot: QtBot, count: int) -> None:
    taken: list[int] = []
    assert run(qtbot, Task("Counting", counting(count), taken.append)) == ""
    assert taken == list(range(count))
    assert not alive("Counting")


def test_the_last_result_is_never_lost(qtbot: QtBot) -> None:
    for _ in range(50):
        taken: list[int] = []
        run(qtbot, Task("Short", counting(1), taken.append))
        assert taken == [0]


def test_results_are_taken_on_the_main_thread_and_made_beside_it(qtbot: QtBot) -> None:
    threads: list[Any] = []

    def work(cancelled: Cancelled) -> Iterator[threading.Thread]:
        yield threading.current_thread()

    run(qtbot, Task("Where", work, lambda made_in: threads.extend([made_in, threading.current_thread()])))
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_progress_says_how_much_of_how_much(qtbot: QtBot) -> None:
    task, told = Task("Counting", counting(4), lambda _: None, total=4), []
    task.progressed.connect(lambda words, share: told.append((words, share)))
    run(qtbot, task)
    assert all(words.startswith("Counting: ") and " of 4, " in words for words, _ in told)
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_without_a_total_nobody_knows_how_far_it_is(qtbot: QtBot) -> None:
    task = Task("Endless", endless, lambda _: None)
    with qtbot.waitSignal(task.progressed) as blocker:
        task.start()
    assert blocker.args[1] == -1.0
    task.cancel_and_join()


def test_cancelled_work_stops_and_keeps_what_was_taken(qtbot: QtBot) -> None:
    taken: list[int] = []
    task = Task("Endless", endless, taken.append)
    task.start()
    qtbot.waitUntil(lambda: len(taken) > 100)
    with qtbot.waitSignal(task.ended) as blocker:
        task.cancel()
        seen = len(taken)
    assert blocker.args == [""]
    assert len(taken) == seen
    assert not alive("Endless")


def test_waiting_ends_the_thread_at_once_and_tells_nothing(qtbot: QtBot) -> None:
    task = Task("Endless", endless, lambda _: None)
    with qtbot.assertNotEmitted(task.ended, wait=50):
        task.start()
        task.cancel_and_join()
        assert not alive("Endless")


def test_work_that_fails_ends_with_its_sentence_after_all_its_results(qtbot: QtBot) -> None:
    taken: list[int] = []

    def failing(cancelled: Cancelled) -> Iterator[int]:
        yield from range(3)
        raise ExportFailed("The disk is full. Make room.")

    assert run(qtbot, Task("Failing", failing, taken.append)) == "The disk is full. Make room."
    assert taken == [0, 1, 2]


def test_work_that_the_user_stopped_tells_no_sentence(qtbot: QtBot) -> None:
    def stopped(cancelled: Cancelled) -> Iterator[int]:
        yield 1
        raise UserCancelled("Highlighting was stopped.")

    assert run(qtbot, Task("Stopped", stopped, lambda _: None)) == ""


def test_a_result_that_cannot_be_kept_ends_the_work_with_its_sentence(qtbot: QtBot) -> None:
    taken: list[int] = []

    def take(number: int) -> None:
        taken.append(number)
        if number == 3:
            raise ExportFailed("The disk is full. Make room.")

    assert run(qtbot, Task("Endless", endless, take)) == "The disk is full. Make room."
    assert taken == [0, 1, 2, 3]
    assert not alive("Endless")


def bug_after(count: int) -> Callable[[Cancelled], Iterator[int]]:
    def work(cancelled: Cancelled) -> Iterator[int]:
        yield from range(count)
        raise LookupError("a bug")

    return work


def bugs(caught: list[Any]) -> list[str]:
    return [str(error) for _, error, _ in caught]


@pytest.mark.parametrize("count", [0, 3, 5 * WAITING])
def test_a_bug_in_the_thread_is_no_success_and_is_reported_once(qtbot: QtBot, count: int) -> None:
    taken: list[int] = []
    with qtbot.captureExceptions() as caught:
        told = run(qtbot, Task("Import", bug_after(count), taken.append))
    assert told == "Import stopped because of a bug in Claimdesk. Everything done before that is saved."
    assert bugs(caught) == ["a bug"]
    assert caught[0][2] is not None
    assert taken == list(range(count))
    assert not alive("Import")


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), MemoryError(), RecursionError()])
def test_whatever_is_raised_ends_the_work(qtbot: QtBot, error: BaseException) -> None:
    def work(cancelled: Cancelled) -> Iterator[int]:
        yield 1
        raise error

    with qtbot.captureExceptions() as caught:
        assert "stopped because of a bug" in run(qtbot, Task("Work", work, lambda _: None))
    assert [one for _, one, _ in caught] == [error]


def test_a_bug_before_the_first_result_is_no_success_either(qtbot: QtBot) -> None:
    def work(cancelled: Cancelled) -> Iterator[int]:
        raise LookupError("a bug")

    with qtbot.captureExceptions() as caught:
        assert "stopped because of a bug" in run(qtbot, Task("Work", work, lambda _: None))
    assert bugs(caught) == ["a bug"]


def test_a_bug_in_keeping_a_result_ends_the_work_and_is_reported_once(qtbot: QtBot) -> None:
    taken: list[int] = []

    def take(number: int) -> None:
        taken.append(number)
        if number == 3:
            raise LookupError("a bug")

    with qtbot.captureExceptions() as caught:
        assert "stopped because of a bug" in run(qtbot, Task("Work", endless, take))
    assert bugs(caught) == ["a bug"]
    assert taken == [0, 1, 2, 3]
    assert not alive("Work")


def test_a_bug_in_work_that_is_waited_for_is_reported_too(qtbot: QtBot) -> None:
    began = threading.Event()

    def work(cancelled: Cancelled) -> Iterator[int]:
        yield 1
        began.set()
        while not cancelled():
            pass
        raise LookupError("a bug")

    task = Task("Work", work, lambda _: None).start()
    with qtbot.captureExceptions() as caught:
        began.wait()
        task.cancel_and_join()
    assert bugs(caught) == ["a bug"]
