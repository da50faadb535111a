"""The compare view, shown alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotations.model import AnnotatorId, Article, ArticleId
from annotations.operations.articles import completed
from annotations.scheme import Scheme
from desktop.comparison import Comparison, Lane, Spot
from desktop.marks import Mark
from desktop.theme import DARK, LIGHT
from desktop.views.article.span_rectangles import segments
from desktop.views.compare.page import ComparePage
from desktop.views.widgets.chips import Chip

TEXT = "A headline\n\nAda Holm met Bo Ek in Oslo.\n\n" + "The talks went on and on. " * 60 + "They ended in Bergen.\n"


@pytest.fixture
def page(qtbot: QtBot) -> ComparePage:
    made = ComparePage()
    qtbot.addWidget(made)
    made.resize(1100, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def spot(scheme: Scheme, make_mark: Callable[..., Mark]) -> Callable[..., Spot]:
    """A spot on words, with the label that each lane gave or none."""

    def made(words: str, *labels: str, differs: tuple[str, ...] = ()) -> Spot:
        start = TEXT.index(words)
        marks = [make_mark(TEXT, words, label) if label else None for label in labels]
        marks = [
            mark and mark._replace(annotation=mark.annotation._replace(id=f"{n} {words}"))
            for n, mark in enumerate(marks)
        ]
        return Spot(scheme.layer("entity"), start, start + len(words), tuple(marks), differs)

    return made


@pytest.fixture
def shown(spot: Callable[..., Spot]) -> Comparison:
    """Ada agreed on, Bo Ek with two labels, Bergen marked by the first only."""
    lanes = (Lane(AnnotatorId("ana"), "Ana", "blue"), Lane(AnnotatorId("ben"), "Ben", "orange"))
    spots = (
        spot("Ada Holm", "PERSON", "PERSON"),
        spot("Bo Ek", "PERSON", "ORG", differs=("label",)),
        spot("Bergen", "GPE", "", differs=("",)),
    )
    return Comparison(completed(Article(ArticleId("story"), text=TEXT)), lanes, spots)


def test_steps_go_from_difference_to_difference_and_around(page: ComparePage, shown: Comparison) -> None:
    page.show_comparison(shown, "", -1, hidden=False)
    page.take_keyboard()
    seen = []
    for direction in (1, 1, 1, -1):
        page.step(direction)
        seen.append(page.current)
    assert seen == [1, 2, 1, 2]
    assert page.beneath.verticalScrollBar().value() > 0


def test_what_everybody_says_is_told_with_what_differs_first(page: ComparePage, shown: Comparison) -> None:
    page.show_comparison(shown, "", 1, hidden=False)
    words = page.detail.text()
    assert words.index("≠ Label") < words.index("Person") < words.index("Organisation")
    assert words.index("Organisation") < words.index("“Bo Ek”")
    page.look_at(2)
    assert "not marked" in page.detail.text()


def test_both_layouts_show_the_same(page: ComparePage, shown: Comparison, qtbot: QtBot) -> None:
    page.show_comparison(shown, "", 1, hidden=False)
    page.take_keyboard()
    with qtbot.waitSignal(page.layout_chosen) as told:
        page.turn_layout()
    assert told.args == [True]
    assert page.is_beside
    columns = [column.text for column in page.beside.findChildren(type(page.beside._columns[0]))]  # noqa: SLF001
    assert [column.accessibleName() for column in columns] == ["Article as Ana read it", "Article as Ben read it"]
    page.step(1)
    assert page.current == 2


def test_columns_scroll_together(page: ComparePage, shown: Comparison, qtbot: QtBot) -> None:
    page.show_comparison(shown, "", -1, hidden=False)
    page.show_beside(True)
    one, other = (column.text for column in page.beside._columns)  # noqa: SLF001
    qtbot.waitUntil(lambda: one.verticalScrollBar().maximum() > 0 and other.verticalScrollBar().maximum() > 0)
    one.verticalScrollBar().setValue(one.verticalScrollBar().maximum() // 2)
    assert one.at_top()[0] == other.at_top()[0]
    assert other.verticalScrollBar().value() > 0


def test_names_are_hidden_and_shown_in_turn(page: ComparePage, shown: Comparison, qtbot: QtBot) -> None:
    for hidden in (False, True):
        page.show_comparison(shown, "", 1, hidden=hidden)
        with qtbot.waitSignal(page.hidden_names_wanted) as told:
            page.turn_names()
        assert told.args == [not hidden]


@pytest.mark.parametrize("beside", [True, False])
def test_the_keyboard_stays_with_the_text_when_names_are_hidden(
    page: ComparePage, shown: Comparison, qtbot: QtBot, beside: bool
) -> None:
    page.show_comparison(shown, "", 1, hidden=False)
    if page.is_beside != beside:
        page.turn_layout()
    page.take_keyboard()
    assert page.isAncestorOf(QApplication.focusWidget())
    lanes = tuple(lane._replace(name=f"Annotator {number}") for number, lane in enumerate(shown.lanes))
    page.show_comparison(shown._replace(lanes=lanes), "", 1, hidden=True)
    qtbot.wait(1)
    assert QApplication.focusWidget() is not None
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_keys_in_effect_are_named(page: ComparePage) -> None:
    keys = {"next_difference": "F9", "previous_difference": "", "side_by_side": "Ctrl+B"}
    page.show_keys(lambda action: keys.get(action, ""))
    tips = {button.accessibleName(): button.toolTip() for button in page.bar.findChildren(QToolButton)}
    assert tips["Next difference"] == "Next difference (F9)"
    assert tips["Previous difference"] == "Previous difference"
    assert "F9: differences · Ctrl+B: side by side" in [label.text() for label in page.findChildren(QLabel)]


def test_layers_are_offered_with_the_number_of_their_differences(page: ComparePage, shown: Comparison) -> None:
    page.show_comparison(shown, "entity", 1, hidden=False)
    chips = {chip.text(): chip for chip in page.bar.findChildren(Chip)}
    assert chips["Names"].accessibleName() == "Names: 2 differences"
    assert chips["Names"].isChecked()
    assert all(button.accessibleName() for button in page.bar.findChildren(QToolButton))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_agrees_is_grey_and_what_differs_has_its_label_s_colour(
    page: ComparePage, shown: Comparison, theme
) -> None:
    page.set_theme(theme)
    page.show_comparison(shown, "", -1, hidden=False)
    picture = page.beneath.viewport().grab().toImage()

    def colour(words: str) -> QColor:
        start = TEXT.index(words)
        rect = next(segments(page.beneath.document(), start, start + len(words)))
        lane = page.beneath._lane_rect(rect, 0)  # noqa: SLF001
        point = QPoint(int(lane.right()) - 3, int(lane.center().y()))
        return picture.pixelColor(point * picture.devicePixelRatio())

    assert colour("Ada Holm").saturation() < colour("Bo Ek").saturation()


def test_a_click_in_a_lane_looks_at_its_spot(page: ComparePage, shown: Comparison, qtbot: QtBot) -> None:
    page.show_comparison(shown, "", -1, hidden=False)
    start = TEXT.index("Bo Ek")
    rect = next(segments(page.beneath.document(), start, start + 5))
    where = page.beneath._lane_rect(rect, 1).center().toPoint()  # noqa: SLF001
    qtbot.mouseClick(page.beneath.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.current == 1
