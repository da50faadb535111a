"""The cards of machine annotators: what they say, and what is chosen on them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from annotations.model import Annotator, AnnotatorId, LabelFigures, MachineCard, ScoreCounts
from desktop.views.machine_cards import MachineCards

CARD = MachineCard(
    Annotator(AnnotatorId("m"), "rules", "machine", "1.2"), "MIT", "abcdef0123456789", ("GPE",), True, 0.25
)


@pytest.fixture
def cards(qtbot: QtBot) -> MachineCards:
    made = MachineCards([CARD])
    qtbot.addWidget(made)
    made.show()
    return made


def words(cards: MachineCards) -> str:
    return " | ".join(label.text() for label in cards.findChildren(QLabel))


def test_a_card_tells_name_version_licence_hash_and_labels(cards: MachineCards) -> None:
    for part in ("rules  1.2", "Licence: MIT", "Hash: abcdef012345…", "Labels: GPE"):
        assert part in words(cards)
    assert cards.findChild(QSpinBox).value() == 25


def test_a_card_describes_a_source_of_the_registry(qtbot: QtBot) -> None:
    made = MachineCards([CARD._replace(description="Every capitalised word.")])
    qtbot.addWidget(made)
    assert "Every capitalised word." in words(made)


def test_switch_and_score_are_told(cards: MachineCards, qtbot: QtBot) -> None:
    told: list[tuple[object, ...]] = []
    cards.switched.connect(lambda *what: told.append(what))
    cards.threshold_chosen.connect(lambda *what: told.append(what))
    qtbot.keyClick(cards.findChild(QCheckBox), Qt.Key.Key_Space)
    with qtbot.waitSignal(cards.threshold_chosen):
        for value in (30, 40, 50):
            cards.findChild(QSpinBox).setValue(value)
    assert told == [("m", False), ("m", 0.5)]


def test_a_score_is_told_when_the_cards_are_closed(cards: MachineCards, qtbot: QtBot) -> None:
    cards.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test closes it itself
    cards.findChild(QSpinBox).setValue(50)
    with qtbot.waitSignal(cards.threshold_chosen) as told:
        cards.accept()
    assert told.args == ["m", 0.5]


def test_in_a_project_that_cannot_be_written_nothing_can_be_switched(qtbot: QtBot) -> None:
    cards = MachineCards([CARD], readonly=True)
    qtbot.addWidget(cards)
    assert not cards.findChild(QCheckBox).isEnabled()
    assert not cards.findChild(QSpinBox).isEnabled()


def test_figures_come_with_precision_recall_and_f1(cards: MachineCards) -> None:
    cards.show_figures("m", [LabelFigures("entity", "GPE", 4, 3, 6), LabelFigures("claim", "", 0, 0, 2)])
    assert "GPE | 0.75 | 0.50 | 0.60 | 4 | 6" in words(cards)
    assert "claim | – | 0.00 | 0.00 | 0 | 2" in words(cards)


def test_without_finished_articles_there_is_a_sentence(cards: MachineCards) -> None:
    cards.show_figures("m", [])
    assert "nothing to compare" in words(cards)


def test_a_project_without_machines_says_how_to_get_one(qtbot: QtBot) -> None:
    empty = MachineCards([])
    qtbot.addWidget(empty)
    assert "Choose File → Highlight articles" in words(empty)


def test_a_card_tells_how_many_suggestions_its_score_hides_and_how_many_have_none(cards: MachineCards) -> None:
    cards.show_figures("m", [], ScoreCounts({0.2: 1000, 0.25: 200, 0.9: 34}, 6))
    assert "1,000 of 1,240 suggestions are hidden" in words(cards)
    assert "scores range from 20% to 90%" in words(cards)
    assert "6 have no score and are always shown" in words(cards)
    cards.findChild(QSpinBox).setValue(30)
    assert "1,200 of 1,240 suggestions are hidden" in words(cards)


def test_figures_that_are_counted_anew_stand_in_the_place_of_the_earlier_ones(cards: MachineCards) -> None:
    cards.show_figures("m", [LabelFigures("entity", "GPE", 4, 3, 6)])
    cards.show_figures("m", [LabelFigures("entity", "GPE", 2, 2, 6)])
    shown = [label.text() for label in cards.findChildren(QLabel) if label.isVisible()]
    assert (shown.count("GPE"), "1.00" in shown, "0.75" in shown) == (1, True, False)
