from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.deferred import AfterFirstPaint


def test_steps_are_done_in_turn_after_the_first_picture_each_until_it_has_no_more(qtbot: QtBot) -> None:
    widget, done, more = QWidget(), [], [True, True, False]
    qtbot.addWidget(widget)
    leisure = AfterFirstPaint(widget, [lambda: done.append("once"), lambda: done.append("often") or more.pop(0)])
    assert done == []
    widget.show()
    qtbot.waitUntil(lambda: done == ["once", "often", "often", "often"])
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in leisure.findChildren(QTimer)))


def test_nothing_is_done_after_it_was_stopped(qtbot: QtBot) -> None:
    widget, done = QWidget(), []
    qtbot.addWidget(widget)
    AfterFirstPaint(widget, [lambda: done.append("once")]).stop()
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.wait(60)
    assert done == []
