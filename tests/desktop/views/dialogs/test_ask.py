import pytest
from PySide6.QtCore import Qt

from desktop.views.dialogs.ask import AskWords


@pytest.fixture
def asked(qtbot) -> AskWords:
    dialog = AskWords("Skip", "Why?", ["Off topic", "No text"])
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def test_a_digit_takes_a_proposal(asked, qtbot) -> None:
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_2)
    assert (asked.result(), asked.words) == (1, "No text")


def test_a_digit_in_words_is_a_digit(asked, qtbot) -> None:
    qtbot.keyClicks(asked.focusWidget(), "Page 2  of")
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert (asked.result(), asked.words) == (1, "Page 2 of")


def test_enter_takes_nothing_when_nothing_is_written(asked, qtbot) -> None:
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert (asked.result(), asked.words) == (1, "")


def test_escape_leaves_the_question(asked, qtbot) -> None:
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Escape)
    assert asked.result() == 0
    assert not asked.isVisible()
