"""The time that is counted while somebody works, by a clock that the test turns."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.model import Article, ArticleId
from annotations.operations.annotating import annotation
from annotations.operations.articles import add_articles
from annotations.operations.progress import progress_of
from desktop.commands.timing import IDLE_SECONDS
from desktop.workspace import Workspace


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(desk: Workspace) -> Clock:
    desk.commands.timing.keep()
    made = desk.commands.timing.clock = Clock()
    desk.commands.timing.tick()
    return made


@pytest.fixture
def two(desk: Workspace) -> Workspace:
    desk.session.run(add_articles, [Article(ArticleId("second"), text="Second.\n\nThe port of Oslo is open again.")])
    return desk


def spent(desk: Workspace, article: str) -> float:
    desk.commands.timing.write()
    project = desk.session.project
    return progress_of(project, ArticleId(article), project.acting).seconds


def test_time_is_counted_for_each_article_and_kept_when_it_is_left(two: Workspace, press, clock: Clock) -> None:
    clock.now += 20
    press("Ctrl+Down")
    clock.now += 5
    press("Ctrl+Up")
    assert (spent(two, "port"), spent(two, "second")) == (20, 5)


def test_time_on_a_claim_is_counted_for_the_claim_too(two: Workspace, at, press, clock: Clock) -> None:
    at.caret("Nobody else")
    press("Space")
    claim = at.focused.id
    clock.now += 8
    press("A")
    clock.now += 4
    press("Esc")
    clock.now += 30
    press("Ctrl+Down")
    assert spent(two, "port") == 42
    assert annotation(two.session.project, claim).seconds == 12


def test_long_pauses_are_left_out(two: Workspace, press, clock: Clock) -> None:
    clock.now += 10
    press(".")
    clock.now += IDLE_SECONDS + 1
    press(".")
    clock.now += 10
    press("Ctrl+Down")
    assert spent(two, "port") == 20


def test_no_time_passes_while_another_window_has_the_keyboard(two: Workspace, press, clock: Clock) -> None:
    clock.now += 10
    two.commands.timing._on_state(Qt.ApplicationState.ApplicationInactive)  # noqa: SLF001
    clock.now += 30
    two.commands.timing._on_state(Qt.ApplicationState.ApplicationActive)  # noqa: SLF001
    clock.now += 5
    press("Ctrl+Down")
    assert spent(two, "port") == 15


def test_time_is_written_now_and_then_and_nothing_is_lost(two: Workspace, press, clock: Clock) -> None:
    for _ in range(3):
        clock.now += 40
        press(".")
    assert spent(two, "port") == 80
    press("Ctrl+Down")
    assert spent(two, "port") == 120


def test_counting_time_is_on_no_undo_list_and_tells_nobody(two: Workspace, at, press, clock: Clock, qtbot) -> None:
    before = two.session.project.undo_detail
    clock.now += 20
    with qtbot.assertNotEmitted(two.session.changed):
        two.commands.timing.keep()
        two.commands.timing.write()
    assert two.session.project.undo_detail == before
    assert spent(two, "port") == 20


def test_passing_by_costs_nothing(two: Workspace, press, clock: Clock) -> None:
    clock.now += 0.4
    press("Ctrl+Down")
    assert spent(two, "port") == 0


def test_the_time_is_the_annotators_who_spent_it(two: Workspace, clock: Clock) -> None:
    ana = two.session.project.acting
    clock.now += 20
    two.set_annotator("Ben")
    clock.now += 5
    two.commands.timing.keep()
    assert spent(two, "port") == 5
    assert progress_of(two.session.project, ArticleId("port"), ana).seconds == 20


def test_an_article_that_is_left_is_written_soon(two: Workspace, press, clock: Clock, qtbot) -> None:
    clock.now += 20
    press("Ctrl+Down")
    project = two.session.project
    qtbot.waitUntil(lambda: progress_of(project, ArticleId("port"), project.acting).seconds == 20)


def test_what_the_platform_hands_to_the_window_is_a_sign_of_work(two: Workspace, clock: Clock, qtbot) -> None:
    clock.now += 20
    QTest.mouseMove(two.window().windowHandle(), QPoint(300, 300))
    clock.now += IDLE_SECONDS
    two.commands.timing.keep()
    assert spent(two, "port") == 20 + IDLE_SECONDS
