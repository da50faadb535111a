from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.changes import Changes, Kind, Op
from annotations.errors import UserCancelled
from annotations.model import AnnotationId, ArticleId
from annotations.operations.annotating import add_annotation, delete_annotation
from annotations.operations.annotators import act_as
from annotations.project import Project, open_project
from desktop.open_article import OpenArticle
from desktop.session import Session

PORT = ArticleId("port")


@pytest.fixture
def second(project: Project) -> Iterator[Session]:
    """Another window on the same file, in which Ben works."""
    other = open_project(project.path)
    act_as(other, "Ben")
    session = Session(other)
    yield session
    session.close()


def test_what_an_operation_changed_is_told_to_everybody(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed) as blocker:
        changes = session.run(add_annotation, PORT, "claim", 0, 10)
    assert blocker.args == [changes]
    assert changes.op is Op.ADD_ANNOTATION
    assert changes.articles == {PORT}


def test_a_failed_operation_tells_its_sentence_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.changed), qtbot.waitSignal(session.failed) as blocker:
        assert session.run(delete_annotation, AnnotationId("nowhere")) is None
    assert "no longer in the project" in blocker.args[0]


def test_what_the_user_stopped_is_told_to_nobody(session: Session, qtbot: QtBot) -> None:
    def stopped(project: Project) -> Changes:
        raise UserCancelled

    with qtbot.assertNotEmitted(session.changed), qtbot.assertNotEmitted(session.failed):
        assert session.run(stopped) is None


def test_a_bug_is_not_hidden_as_a_notice(session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.failed), pytest.raises(ZeroDivisionError):
        session.run(lambda project: 1 // 0)


def test_undo_and_redo_tell_what_they_did(session: Session) -> None:
    made = session.run(add_annotation, PORT, "claim", 0, 10)
    assert session.undo().touched == {Kind.ANNOTATION: frozenset(made.added)}
    assert session.redo().added == made.added


def test_nothing_to_undo_is_said(session: Session, qtbot: QtBot) -> None:
    act_as(session.project, "Ben")
    with qtbot.waitSignal(session.failed) as blocker:
        session.undo()
    assert blocker.args == ["There is nothing to undo."]


def test_a_window_hears_nothing_of_its_own_writes_twice(session: Session, qtbot: QtBot) -> None:
    session.run(add_annotation, PORT, "claim", 0, 10)
    with qtbot.assertNotEmitted(session.changed):
        session.follow()


def test_the_second_window_follows_the_first_by_itself(session: Session, second: Session, qtbot: QtBot) -> None:
    made = session.run(add_annotation, PORT, "claim", 0, 10)
    with qtbot.waitSignal(second.changed) as blocker:
        pass
    assert blocker.args[0].op is None
    assert made.added[0] in blocker.args[0].touched[Kind.ANNOTATION]


def test_the_same_annotator_in_two_windows_sees_one_work(session: Session, second: Session) -> None:
    act_as(second.project, "Ana")
    opened = OpenArticle(second)
    opened.open(PORT)
    before = len(opened.marks)
    made = session.run(add_annotation, PORT, "claim", 0, 10)
    second.follow()
    assert len(opened.marks) == before + 1
    second.run(delete_annotation, made.added[0])
    assert second.undo()
    session.follow()
    assert session.project.undo_detail == second.project.undo_detail


def test_two_windows_writing_by_turns_lose_nothing(session: Session, second: Session) -> None:
    for start in range(5):
        session.run(add_annotation, PORT, "claim", start, 20)
        second.run(add_annotation, PORT, "claim", start, 30)
    session.follow()
    ours, theirs = OpenArticle(session), OpenArticle(second)
    ours.open(PORT)
    theirs.open(PORT)
    assert [m.end for m in ours.marks if m.layer.name == "claim"] == [20] * 5
    assert [m.end for m in theirs.marks if m.layer.name == "claim"] == [30] * 5


def test_a_closed_session_follows_no_more(project: Project, tmp_path: Path) -> None:
    session = Session(project)
    session.close()
    assert not any(timer.isActive() for timer in session.findChildren(type(session._follow)))  # noqa: SLF001
