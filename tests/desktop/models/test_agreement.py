"""The models of the agreement page."""

import pytest
from PySide6.QtCore import Qt

from annotations.agreement.records import (
    Cell,
    Confusion,
    Coverage,
    Disagreement,
    Distribution,
    Figure,
    Interval,
    PairFigures,
    Rating,
    Row,
)
from annotations.agreement.study_input import AS_USUAL
from annotations.model import AnnotatorId, ArticleId
from annotations.scheme import load_scheme
from desktop.figure_tables import Grid, GridCell, interval, number
from desktop.models import agreement_grids as grids
from desktop.models.agreement_overview import OverviewModel
from desktop.models.disagreements import DisagreementModel
from desktop.models.grid import GridModel
from desktop.roles import FigureRole

ALPHA = Figure(
    "krippendorff_alpha", "claim", "stance", "ordinal", 0.715, ci=Interval(0.61, 0.8), annotators=("Ana", "Ben")
)
BESIDE = Figure("gwet_ac2", value=0.75), Figure("percent_agreement", value=0.8)
STANCE = Row("claim", "stance", "Stance", "label", ALPHA, BESIDE, Coverage(45, 59), "unreliable")
PLACE = Row("claim", "", "Same place", "place", Figure("pairwise_span_f1_mean", level="iou", value=0.88))
NONE = Row("claim", "check", "Check", "label", Figure("krippendorff_alpha", reason="Everyone used one label."))


@pytest.fixture
def overview() -> OverviewModel:
    made = OverviewModel(load_scheme("news-claims"))
    made.begin(AS_USUAL._replace(thresholds={"claim.stance": (0.5, 0.7)}))
    for row in (PLACE, STANCE, NONE):
        made.add(row)
    return made


@pytest.mark.parametrize(
    ("value", "words"), [(0.715, ".71"), (1.0, "1.00"), (-0.083, "−.08"), (-0.001, ".00"), (None, "–")]
)
def test_coefficients_are_written_with_two_decimals(value, words) -> None:
    assert number(value) == words


def test_an_interval_is_written_when_there_is_one() -> None:
    assert (interval(ALPHA), interval(PLACE.headline)) == ("[.61, .80]", "")


def test_rows_stand_under_their_layer_and_headings_cannot_be_chosen(overview, qtmodeltester) -> None:
    qtmodeltester.check(overview)
    first = [overview.index(row, 0).data() for row in range(overview.rowCount())]
    assert first == ["Claims", "Same place", "Stance", "Check"]
    assert not overview.flags(overview.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert overview.place_of("claim", "stance") == 2


def test_a_row_says_its_figures_and_why_there_is_none(overview) -> None:
    words = [overview.index(2, column).data() for column in range(8)]
    assert words == ["Stance", ".71 [.61, .80]", "AC2 .75", ".80", "45 / 59", "2", "", "Not reliable"]
    assert overview.index(3, 1).data() == "Everyone used one label."
    assert overview.index(2, 0).data(FigureRole.THRESHOLDS) == (0.5, 0.7)
    assert overview.index(3, 0).data(FigureRole.THRESHOLDS) == (0.667, 0.8)


def test_pairs_have_their_coefficient_above_and_what_they_share_below() -> None:
    pair = PairFigures(AnnotatorId("a"), AnnotatorId("b"), ("Ana", "Ben"), 45, kappa=Figure("cohen_kappa", value=0.64))
    grid = grids.pairs_grid([pair])
    assert [[cell.text for cell in row] for row in grid.cells] == [["", ".64"], ["45", ""]]
    assert (grid.cells[0][1].choice, grid.cells[1][0].choice) == (Cell("a", "b"), Cell("b", "a"))


def test_what_differs_in_a_confusion_can_be_chosen_and_is_shaded_by_how_often() -> None:
    confusion = Confusion("a", "b", ("oppose", "support"), ((20.0, 1.0), (4.0, 9.0)))
    grid = grids.confusion_grid(confusion, {"oppose": "Oppose"})
    assert grid.columns == ("Oppose", "support")
    assert grid.cells[1][0].choice == Cell("a", "b", "support", "oppose")
    assert (grid.cells[0][0].choice, grid.cells[1][0].shade, grid.cells[0][1].shade) == (None, 1.0, 0.25)


def test_a_distribution_is_in_shares(qtmodeltester) -> None:
    model = GridModel()
    model.show_grid(
        grids.distribution_grid([Distribution(AnnotatorId("a"), "Ana", (("x", 3), ("y", 1)), 4)], {"x": "X"})
    )
    qtmodeltester.check(model)
    assert [model.index(0, column).data() for column in range(3)] == ["75%", "25%", "4"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Ana, X: 75%"


def test_another_grid_takes_the_place_of_the_first() -> None:
    model = GridModel()
    model.show_grid(Grid(("A",), ("r",), ((GridCell("1"),),)))
    model.show_grid(Grid())
    assert (model.rowCount(), model.columnCount()) == (0, 0)


def test_disagreements_come_in_parts_and_say_what_everybody_said(qtmodeltester) -> None:
    def unit(name: str) -> Disagreement:
        ratings = tuple(
            Rating(AnnotatorId(who), who, value, value, None, "given") for who, value in (("Ana", "x"), ("Ben", "y"))
        )
        return Disagreement(name, ArticleId("a"), "Story", 1, 4, "words", ratings, 2.0, "claim", "stance")

    model = DisagreementModel()
    model.add([unit("one")])
    model.add([unit("two")])
    qtmodeltester.check(model)
    assert [model.index(row).data() for row in range(2)] == ["words: Ana: x · Ben: y"] * 2
    assert (model.row_of("two"), model.row_of("none")) == (1, -1)
    model.clear()
    assert model.unit(0) is None
