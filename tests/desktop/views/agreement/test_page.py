"""The agreement page, shown alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotations.agreement.records import Cell, Coverage, Figure, Interval, Point, Row
from annotations.agreement.study_input import AS_USUAL
from annotations.errors import ExportFailed
from annotations.model import Annotator, AnnotatorId
from desktop.figure_tables import GridCell
from desktop.roles import FigureRole
from desktop.theme import DARK, LIGHT
from desktop.views.agreement.breakdown import GRIDS, BreakdownView
from desktop.views.agreement.chart_images import save_picture
from desktop.views.agreement.explanation import Explanation
from desktop.views.agreement.filters import FilterBar
from desktop.views.agreement.overview import Overview
from desktop.views.agreement.page import AgreementPage

ALPHA = Figure(
    "krippendorff_alpha", "claim", "stance", "ordinal", 0.715, ci=Interval(0.61, 0.8, resamples=1000), units=59,
    pairable=45,    left_out=14, annotators=("Ana", "Ben"), rule="unit: place of a claim", observed=0.2,
)  # fmt: skip
ROW = Row("claim", "stance", "Stance", "label", ALPHA, (), Coverage(45, 59), "unreliable")
PLACE = Row("claim", "", "Same place", "place", Figure("pairwise_span_f1_mean", value=0.9), state="reliable")


def model_of(*cells: object, role: int = FigureRole.RECORD) -> QStandardItemModel:
    """A model with a row for each record."""
    model = QStandardItemModel()
    for cell in cells:
        items = [QStandardItem(getattr(cell, "text", "words")) for _ in range(8)]
        for item in items:
            item.setEditable(False)
            item.setData(cell, role)
            item.setData((0.667, 0.8), FigureRole.THRESHOLDS)
        model.appendRow(items)
    return model


@pytest.fixture
def page(qtbot: QtBot) -> AgreementPage:
    grids = {name: model_of(GridCell("1", 0.5, Cell("a", "b"), figure=ALPHA)) for name in GRIDS}
    overview, units = model_of(ROW, PLACE), QStandardItemModel()
    made = AgreementPage(Overview(overview), BreakdownView(grids, units))
    made.kept = (overview, grids, units)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_enter_opens_the_row_that_has_the_keyboard(page: AgreementPage, qtbot: QtBot) -> None:
    page.overview.select(-1)
    page.take_keyboard()
    with qtbot.waitSignal(page.overview.row_opened) as told:
        qtbot.keyClick(page.overview.table, Qt.Key.Key_Return)
    assert told.args == [ROW]


def test_back_goes_from_a_row_to_the_overview_and_then_away(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_inside(ROW, "Claims", "Not reliable")
    assert page.row == ROW
    page.go_back()
    assert page.row is None
    with qtbot.waitSignal(page.left):
        page.go_back()


def test_places_have_no_labels_to_confuse(page: AgreementPage) -> None:
    page.show_inside(ROW, "Claims", "Not reliable")
    assert not page.inside.parts["labels"].isHidden()
    page.show_inside(PLACE, "Claims", "Reliable")
    assert page.inside.parts["labels"].isHidden()
    assert page.inside.parts["confusion"].isHidden()
    assert any("F1 .90" in label.text() for label in page.findChildren(QLabel))


def test_a_cell_is_chosen_by_mouse_and_by_key_and_its_figure_explained(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_inside(ROW, "Claims", "Not reliable")
    grid = page.inside.grids["pairs"]
    index = grid.model().index(0, 0)
    with qtbot.waitSignal(page.inside.cell_chosen) as told:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())
    assert told.args == [Cell("a", "b")]
    grid.setFocus()
    grid.setCurrentIndex(index)
    with qtbot.waitSignal(page.inside.cell_chosen):
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    page.explain_current()
    dialog = page.findChild(Explanation)
    assert "Krippendorff's alpha" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_how_a_figure_was_computed_is_told_with_rule_and_counts(page: AgreementPage, qtbot: QtBot) -> None:
    dialog = Explanation(ALPHA)
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Krippendorff's alpha" in words
    assert "unit: place of a claim" in words
    assert {"59", "45", "14", "Ana, Ben"} <= set(words)


def test_the_filter_bar_tells_what_was_chosen_once(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.show_people([Annotator(AnnotatorId("a"), "Ana"), Annotator(AnnotatorId("b"), "Ben")])
    with qtbot.waitSignal(bar.changed) as told:
        bar._people[1][1].trigger()  # noqa: SLF001
    assert told.args[0].annotators == ("b",)
    with qtbot.waitSignal(bar.changed) as told:
        bar._rule.setCurrentIndex(2)  # noqa: SLF001
    assert told.args[1] == AS_USUAL._replace(iou=0.5)
    with qtbot.assertNotEmitted(bar.changed):
        bar._thresholds._boxes[0].editingFinished.emit()  # noqa: SLF001
    with qtbot.waitSignal(bar.changed) as told:
        bar.set_thresholds("claim.stance", 0.5, 0.7)
    assert told.args[1].thresholds == {"claim.stance": (0.5, 0.7)}
    with qtbot.waitSignal(bar.changed) as told:
        bar._thresholds._boxes[0].setValue(0.9)  # noqa: SLF001
        bar._thresholds._boxes[0].editingFinished.emit()  # noqa: SLF001
    assert (told.args[1].tentative, told.args[1].reliable) == (0.8, 0.9)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_charts_are_painted_in_both_themes_and_saved_as_pictures(page: AgreementPage, theme, tmp_path: Path) -> None:
    page.set_theme(theme)
    page.show_inside(ROW, "Claims", "Not reliable")
    points = [Point(f"2025-03-{day:02}", 0.1 * day, 0.05 * day, 0.15 * day, 50, 1, 0.5) for day in range(1, 6)]
    page.inside.show_trend(points, [("2025-03-03", 2)], (0.667, 0.8))
    chart = page.inside.chart
    assert "2025-03-05: .50" in chart.accessibleDescription()
    for suffix in ("png", "svg"):
        save_picture(chart, tmp_path / f"chart.{suffix}")
    picture = QImage(str(tmp_path / "chart.png"))
    colours = {
        picture.pixelColor(QPoint(x, y)).name() for x in range(0, picture.width(), 3) for y in range(picture.height())
    }
    assert len(colours) > 5
    assert "<polyline" in (tmp_path / "chart.svg").read_text()
    with pytest.raises(ExportFailed, match="cannot be written"):
        save_picture(chart, tmp_path / "nowhere" / "chart.png")
