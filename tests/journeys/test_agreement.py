"""The agreement page from the keyboard: three people's files, a disagreement, filters, a change, exports."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotations.exchange.jsonl import write
from annotations.importing import import_records, read_files
from annotations.operations.annotating import annotations_of, set_field
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import articles
from annotations.operations.exporting import records
from annotations.operations.progress import set_status
from annotations.project import create_project, open_project
from annotations.scheme import load_scheme
from desktop.commands.agreement_files import AgreementFiles
from desktop.views.article.span_rectangles import line_of
from desktop.views.dialogs.merging import MergeDialog


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


@pytest.fixture
def merged(open_window, three: list[Path], qtbot):
    """Ana's window, with the work of Ben and Cleo merged into her project, on the agreement page."""
    ana = open_window(three[0])
    ana.sit_down()

    def choose(dialog: MergeDialog) -> None:
        dialog.add(three[1:])
        dialog._merge.click()  # noqa: SLF001

    ana.answer(MergeDialog, choose)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.window.actions_by_name["merge"].trigger()
    ana.sit_down()
    ana.press("Ctrl+G")
    wait_for_figures(ana, qtbot)
    return ana


@pytest.fixture
def on_stance(open_window, sample: Path, qtbot):
    """Ana's window on the sample project, at what lies behind the agreement on stance."""
    ana = open_window(sample)
    ana.sit_down()
    ana.press("Ctrl+G")
    wait_for_figures(ana, qtbot)
    open_stance(ana, qtbot)
    return ana


def open_stance(ana, qtbot) -> None:
    agreeing = ana.window.pages.agreeing
    agreeing.page.overview.select(agreeing._showing.rows.place_of("claim", "stance"))  # noqa: SLF001
    ana.press("Enter")
    wait_for_figures(ana, qtbot)


@pytest.mark.slow
def test_merged_files_show_the_agreement_of_all_three(merged) -> None:
    rows = merged.window.pages.agreeing._showing.rows  # noqa: SLF001
    stance = rows.row(rows.place_of("claim", "stance"))
    assert stance.headline.annotators == ("Ana", "Ben", "Cleo")
    assert 0 < stance.headline.value < 1


@pytest.mark.slow
def test_a_disagreement_is_compared_in_the_article(merged, qtbot) -> None:
    open_stance(merged, qtbot)
    units = merged.window.pages.agreeing.page.inside.units.list
    assert QApplication.focusWidget() is units
    unit = merged.window.pages.agreeing._showing.unit(units.currentIndex().row())  # noqa: SLF001
    merged.press("Enter")
    compare = merged.window.pages.compare
    assert merged.window.pages.currentWidget() is compare
    assert "stance" in compare.spot.differs
    assert compare.spot.start < unit.end
    assert unit.start < compare.spot.end
    assert "≠ Stance" in compare.detail.text()
    assert seen(compare.beneath, compare.spot.start)


@pytest.mark.slow
def test_esc_goes_back_to_the_same_disagreement_and_then_to_the_article(merged, qtbot) -> None:
    open_stance(merged, qtbot)
    page = merged.window.pages.agreeing.page
    units = page.inside.units.list
    assert units.model().rowCount() > 3
    units.setCurrentIndex(units.model().index(units.model().rowCount() - 3, 0))
    merged.press("Down Down")
    row = units.currentIndex().row()
    merged.press("Enter Esc")
    assert merged.window.pages.currentWidget() is page
    assert QApplication.focusWidget() is units
    assert units.currentIndex().row() == row > 2
    merged.press("Esc Esc")
    assert merged.window.pages.at_article


@pytest.mark.slow
def test_a_cell_of_the_confusions_narrows_the_list(on_stance, qtbot) -> None:
    page, showing = on_stance.window.pages.agreeing.page, on_stance.window.pages.agreeing._showing  # noqa: SLF001
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
    on_stance.press("Enter")
    wait_for_figures(on_stance, qtbot)
    assert 0 < showing.units.rowCount() < everything
    page.inside.units.cell_dropped.emit()
    wait_for_figures(on_stance, qtbot)
    assert showing.units.rowCount() == everything


@pytest.mark.slow
def test_only_the_articles_of_the_queue_are_compared(on_stance, qtbot) -> None:
    agreeing = on_stance.window.pages.agreeing
    page, showing = agreeing.page, agreeing._showing  # noqa: SLF001
    on_stance.desk.queue.set_filter(on_stance.desk.queue.filter._replace(words="ferries"))
    page.overview.filters._queue.click()  # noqa: SLF001
    qtbot.waitUntil(lambda: not agreeing.busy and page.row.coverage.of < 59, timeout=30000)
    assert {showing.unit(row).title for row in range(showing.units.rowCount())} <= {
        "Finland denies having “closed the sea” to the ferries of Estonia"
    }
    page.overview.filters._queue.click()  # noqa: SLF001
    qtbot.waitUntil(lambda: not agreeing.busy and page.row.coverage.of == 59, timeout=30000)


@pytest.mark.slow
def test_figures_follow_a_change_of_a_mark_and_of_a_status(on_stance, qtbot) -> None:
    page, showing = on_stance.window.pages.agreeing.page, on_stance.window.pages.agreeing._showing  # noqa: SLF001
    everything, unit = showing.units.rowCount(), showing.unit(0)
    mine = next(r for r in unit.ratings if r.name == "Ana")
    others = next(r for r in unit.ratings if r.name == "Ben")
    before = page.row.headline.value
    on_stance.desk.session.run(set_field, mine.annotation, "stance", others.value)
    qtbot.waitUntil(lambda: showing.units.rowCount() == everything - 1, timeout=20000)
    assert page.row.headline.value > before
    on_stance.desk.session.run(set_status, unit.article, "todo")
    qtbot.waitUntil(lambda: page.row.coverage.of < 59, timeout=20000)
    wait_for_figures(on_stance, qtbot)


@pytest.mark.slow
def test_figures_are_exported_and_described(on_stance, qtbot, tmp_path: Path) -> None:
    files = on_stance.window.pages.findChild(AgreementFiles)
    for suffix in ("json", "csv"):
        files.export(tmp_path / f"out.{suffix}")
        wait_for_figures(on_stance, qtbot)
    assert '"krippendorff_alpha"' in (tmp_path / "out.json").read_text(encoding="utf-8")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith('"layer","field","unit"')
    on_stance.window.pages.agreeing.page.export_wanted.emit("methods")
    wait_for_figures(on_stance, qtbot)
    assert "Krippendorff's alpha (ordinal) was" in QApplication.clipboard().text()
