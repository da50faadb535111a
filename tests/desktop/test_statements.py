"""How many SQL statements an action costs, from the key press to the repaint, as SQLite runs them."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from annotations.model import AnnotationId, Link
from annotations.operations.annotating import add_annotation, set_field, set_link
from desktop.workspace import Workspace
from tests.desktop.conftest import At

# What is said for the first time gets a number: five of the statements below, which later ones do not need.
FINISH = 40  # and two more for each suggestion that is confirmed


class Counter:
    """Counts what SQLite runs: statements, and apart from them those that triggers and indexes run inside of one."""

    def __init__(self, desk: Workspace) -> None:
        self._connection = desk.session.project.database.connection
        self.statements: list[str] = []
        self.echoes = 0

    def _note(self, sql: str) -> None:
        # A statement that writes many rows is reported for each. Inside of one that writes, SQLite reports a comment or
        # the same again, and the full-text index reads its own settings again when somebody else has written.
        latest = self.statements[-1] if self.statements else ""
        writing = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if sql.startswith("--") or "'main'." in sql or (writing and _form(sql) == _form(latest)):
            self.echoes += 1
        else:
            self.statements.append(sql)

    def of(self, act: Callable[[], object]) -> int:
        """Act, let the window paint itself, and count."""
        QApplication.processEvents()
        self.statements.clear()
        self._connection.set_trace_callback(self._note)
        try:
            act()
            for window in QApplication.topLevelWidgets():
                window.repaint()
            QApplication.processEvents()
        finally:
            self._connection.set_trace_callback(None)
        return len(self.statements)


def _form(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"x?'(?:[^']|'')*'|\b\d+\b|-\d+", "?", sql)


@pytest.fixture
def counter(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> Counter:
    # It is asked twice a second, whatever is done.
    monkeypatch.setattr(desk.session.project, "external_changes", lambda: None)
    desk.reader.setFocus()
    return Counter(desk)


@pytest.fixture
def claim(desk: Workspace, at: At) -> AnnotationId:
    """A claim of one's own that has the focus."""
    made = desk.session.run(add_annotation, desk.opened.article.id, "claim", *at.span("The quay is open"))
    assert made
    desk.opened.focus(made.added[0])
    return made.added[0]


def costs(counter: Counter, act: Callable[[], object], most: int) -> None:
    counted = counter.of(act)
    assert "COMMIT" in counter.statements, "nothing was done"
    assert counted <= most, "\n".join(counter.statements)


def test_a_tag(counter: Counter, press, claim: AnnotationId) -> None:
    costs(counter, lambda: press("S"), 20)
    costs(counter, lambda: press("D"), 20)


def test_a_claim(counter: Counter, press, desk: Workspace, at: At) -> None:
    at.select("Nobody else was asked")
    costs(counter, lambda: press("Space"), 23)


def test_a_claim_whose_speaker_is_found_in_the_text(counter: Counter, press, desk: Workspace, at: At) -> None:
    at.select("The quay is open and Bergen knows it")
    costs(counter, lambda: press("Space"), 25)
    assert at.focused
    assert at.focused.links["claimer"].text == "Per Moe"


def test_a_name(counter: Counter, press, desk: Workspace, at: At) -> None:
    at.select("Nobody")
    costs(counter, lambda: press("Shift+P"), 25)


def test_a_name_in_the_place_of_a_suggestion(counter: Counter, press, desk: Workspace, at: At) -> None:
    at.select("Oslo had")
    costs(counter, lambda: press("Shift+P"), 28)  # the suggestion is rejected: a row and a line of the journal


def test_accepting(counter: Counter, press, at: At) -> None:
    at.focus("Oslo")
    costs(counter, lambda: press("Y"), 26)


def test_rejecting(counter: Counter, press, at: At) -> None:
    at.focus("Oslo")
    costs(counter, lambda: press("N"), 23)


def test_deleting(counter: Counter, press, claim: AnnotationId) -> None:
    costs(counter, lambda: press("N"), 20)


def test_a_link(counter: Counter, press, at: At, claim: AnnotationId) -> None:
    press("R")
    costs(counter, lambda: press(at.hint("Oslo")), 20)
    assert at.focused
    assert at.focused.links["claimer"].text == "Oslo"


def test_finishing_and_each_suggestion_that_it_confirms(counter: Counter, press, desk: Workspace, at: At) -> None:
    confirmed = len([mark for mark in desk.opened.marks if mark.suggested])
    costs(counter, lambda: press("Ctrl+Return"), FINISH + 2 * confirmed)  # a row and a line of the journal for each
    assert desk.opened.status in ("done", "incomplete")


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, claim: desk.session.run(set_field, claim, "stance", "support"),
        lambda desk, claim: desk.session.run(set_link, claim, "claimer", Link("Oslo")),
    ],
)
def test_undo_and_redo(counter: Counter, press, desk: Workspace, claim: AnnotationId, act) -> None:
    assert act(desk, claim)
    costs(counter, lambda: press("Ctrl+Z"), 18)
    costs(counter, lambda: press("Ctrl+Shift+Z"), 18)


@pytest.mark.parametrize("keys", ["Y", "N"])
def test_undo_and_redo_of_a_decision(counter: Counter, press, at: At, keys: str) -> None:
    at.focus("Oslo")
    press(keys)
    costs(counter, lambda: press("Ctrl+Z"), 23)
    costs(counter, lambda: press("Ctrl+Shift+Z"), 23)
