"""Three people's files are merged, agreement is opened, a disagreement is looked at in the compare view, and back."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotations.annotating import annotations_of, set_field
from annotations.annotators import act_as, annotators
from annotations.articles import articles
from annotations.exchange.jsonl import write
from annotations.exporting import records
from annotations.importing import import_records, read_files
from annotations.progress import set_status
from annotations.project import create_project, open_project
from annotations.scheme import load_scheme
from desktop.commands.agreement_files import AgreementFiles
from desktop.views.merging import MergeDialog
from desktop.views.places import line_of


@pytest.fixture
def three(sample: Path, tmp_path: Path) -> list[Path]:
    """Three copies of the sample's articles, each with one person's work: Ana's, Ben's, and Cleo's, who doubts much."""
    paths = []
    with closing(open_project(sample)) as project:
        lines = {a.name: tmp_path / f"{a.name}.jsonl" for a in annotators(project)}
        for person in annotators(project):
            write(lines[person.name], records(project, [person]))
    for who in ("Ana", "Ben", "Cleo"):
        path = tmp_path / f"{who}.claimdesk"
        with closing(create_project(path, load_scheme("news-claims"))) as project:
            source = lines["Ana" if who == "Cleo" else who]
            text = source.read_text(encoding="utf-8")
            if who == "Cleo":
                text = text.replace('"annotator":"Ana"', '"annotator":"Cleo"').replace('"id":"', '"id":"c')
                text = text.replace('"annotation":"', '"annotation":"c')
                source = tmp_path / "cleo-lines.jsonl"
                source.write_text(text, encoding="utf-8")
            import_records(project, read_files([source]))
            if who == "Cleo":
                act_as(project, "Cleo")
                for article in articles(project):
                    for mark in annotations_of(project, article.id):
                        if mark.fields.get("stance") == "support":
                            set_field(project, mark.id, "stance", "neutral")
        paths.append(path)
    return paths


def wait_for_figures(ana, qtbot) -> None:
    agreeing = ana.window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=30000)


def seen(text, position: int) -> bool:
    """Whether a position of the text is in view."""
    top, bottom = line_of(text.document(), text._offsets.to_unit(position))  # noqa: SLF001
    scrolled = text.verticalScrollBar().value()
    return scrolled <= top and bottom <= scrolled + text.viewport().height()


@pytest.mark.slow
def test_merged_files_show_their_agreement_and_a_disagreement_is_seen_and_left_by_keys(
    open_window, three: list[Path], qtbot, tmp_path: Path
) -> None:
    ana = open_window(three[0])
    ana.sit_down()

    def choose(dialog: MergeDialog) -> None:
        dialog.add(three[1:])
        dialog._merge.click()  # noqa: SLF001

    ana.answer(MergeDialog, choose)
    with qtbot.waitSignal(ana.window.projects.task_ended):
        ana.window.actions_by_name["merge"].trigger()
    ana.sit_down()
    ana.press("Ctrl+G")
    agreeing = ana.window.pages.agreeing
    page, rows = agreeing.page, agreeing._showing.rows  # noqa: SLF001
    wait_for_figures(ana, qtbot)
    stance = rows.row(rows.place_of("claim", "stance"))
    assert stance.headline.annotators == ("Ana", "Ben", "Cleo")
    assert 0 < stance.headline.value < 1

    page.overview.select(rows.place_of("claim", "stance"))
    ana.press("Enter")
    wait_for_figures(ana, qtbot)
    units = page.inside.units.list
    assert QApplication.focusWidget() is units
    assert units.model().rowCount() > 3
    units.setCurrentIndex(units.model().index(units.model().rowCount() - 3, 0))
    ana.press("Down Down")
    row = units.currentIndex().row()
    unit = agreeing._showing.unit(row)  # noqa: SLF001
    ana.press("Enter")
    compare = ana.window.pages.compare
    assert ana.window.pages.currentWidget() is compare
    assert "stance" in compare.spot.differs
    assert compare.spot.start < unit.end
    assert unit.start < compare.spot.end
    assert "≠ Stance" in compare.detail.text()
    assert seen(compare.beneath, compare.spot.start)

    ana.press("Esc")
    assert ana.window.pages.currentWidget() is page
    assert QApplication.focusWidget() is units
    assert units.currentIndex().row() == row > 2
    ana.press("Esc Esc")
    assert ana.window.pages.at_article


@pytest.mark.slow
def test_a_cell_narrows_the_list_and_a_change_is_followed(open_window, sample: Path, qtbot, tmp_path: Path) -> None:
    ana = open_window(sample)
    ana.sit_down()
    ana.press("Ctrl+G")
    agreeing = ana.window.pages.agreeing
    page, showing = agreeing.page, agreeing._showing  # noqa: SLF001
    wait_for_figures(ana, qtbot)
    page.overview.select(showing.rows.place_of("claim", "stance"))
    ana.press("Enter")
    wait_for_figures(ana, qtbot)
    everything = showing.units.rowCount()
    confusion = showing.models["confusion"]
    cell = next(
        index
        for row in range(confusion.rowCount())
        for column in range(confusion.columnCount())
        if confusion.cell(index := confusion.index(row, column)).choice
    )
    page.inside.grids["confusion"].setFocus()
    page.inside.grids["confusion"].setCurrentIndex(cell)
    ana.press("Enter")
    wait_for_figures(ana, qtbot)
    assert 0 < showing.units.rowCount() < everything
    page.inside.units.cell_dropped.emit()
    wait_for_figures(ana, qtbot)
    assert showing.units.rowCount() == everything

    ana.desk.queue.set_filter(ana.desk.queue.filter._replace(words="ferries"))
    page.overview.filters._queue.click()  # noqa: SLF001
    qtbot.waitUntil(lambda: not agreeing.busy and page.row.coverage.of < 59, timeout=30000)
    assert {showing.unit(row).title for row in range(showing.units.rowCount())} <= {
        "Finland denies having “closed the sea” to the ferries of Estonia"
    }
    page.overview.filters._queue.click()  # noqa: SLF001
    qtbot.waitUntil(lambda: not agreeing.busy and page.row.coverage.of == 59, timeout=30000)

    unit = showing.unit(0)
    mine = next(r for r in unit.ratings if r.name == "Ana")
    others = next(r for r in unit.ratings if r.name == "Ben")
    before = page.row.headline.value
    ana.desk.session.run(set_field, mine.annotation, "stance", others.value)
    qtbot.waitUntil(lambda: showing.units.rowCount() == everything - 1, timeout=20000)
    assert page.row.headline.value > before
    ana.desk.session.run(set_status, unit.article, "todo")
    qtbot.waitUntil(lambda: page.row.coverage.of < 59, timeout=20000)
    wait_for_figures(ana, qtbot)

    files = ana.window.pages.findChild(AgreementFiles)
    for suffix in ("json", "csv"):
        files.export(tmp_path / f"out.{suffix}")
        wait_for_figures(ana, qtbot)
    assert '"krippendorff_alpha"' in (tmp_path / "out.json").read_text(encoding="utf-8")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("layer,field,unit")
    page.export_wanted.emit("methods")
    wait_for_figures(ana, qtbot)
    assert "Krippendorff's alpha (ordinal) was" in QApplication.clipboard().text()
