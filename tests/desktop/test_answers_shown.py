"""Every answer is named in the footer and brought into view in the inspector."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import At


@pytest.fixture
def claim(desk: Workspace, at: At, press) -> None:
    desk.reader.setFocus()
    at.select("Nobody else was asked")
    press("Space")


def said(desk: Workspace) -> str:
    label = desk.footer._done  # noqa: SLF001
    return label.text() if label.isVisible() else ""


def test_an_answer_is_named(window: Window, desk: Workspace, claim: None, press, at: At) -> None:
    assert said(desk) == ""
    number = desk.opened.focused.number
    press("S")
    assert said(desk) == f"Stance: Neutral  ·  claim {number}"
    press("G")
    assert said(desk) == f"Disputed: yes  ·  claim {number}"
    press("G")
    assert said(desk) == f"Disputed: no  ·  claim {number}"
    desk.footer._gone.timeout.emit()  # noqa: SLF001
    assert said(desk) == ""


def test_an_answer_is_seen_in_a_low_window(window: Window, desk: Workspace, claim: None, press) -> None:
    window.resize(1000, 420)
    QApplication.processEvents()
    form = desk.inspector.form("claim")
    for keys, field in (("A", "stance"), ("W", "certainty"), ("G", "disputed"), ("S", "stance")):
        press(keys)
        QApplication.processEvents()
        row = form.row_of(field)
        top = row.mapTo(desk.inspector.viewport(), row.rect().topLeft()).y()
        assert 0 <= top < desk.inspector.viewport().height(), field
