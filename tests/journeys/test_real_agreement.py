"""Three people tag the real articles through the window; the files are merged, and a disagreement is clicked."""

from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.annotators import annotators
from annotations.checking import findings
from annotations.importing import import_records, read_files
from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop.views.merging import MergeDialog

WORDS = (40, 160)  # how many words down each claim begins
ANSWERS = {"Ana": ("A 2 C", "D 7 V"), "Ben": ("A 2 C", "S 7 V"), "Cleo": ("A 1 C", "A 7 Z")}
ARTICLES = 5


def tag(analyst, answers: tuple[str, str]) -> None:
    """Tag two claims in an article and mark it done, by keys."""
    for keys, words in zip(answers, WORDS, strict=True):
        analyst.press("Ctrl+Home " + "Ctrl+Right " * words)
        analyst.press(f"Space {keys} R 1 T /")
        analyst.write("the talks")
        analyst.press("Enter Enter")
    analyst.press("Ctrl+Return")


@pytest.mark.slow
def test_three_people_s_files_are_merged_and_a_disagreement_is_clicked(
    open_window, corpus: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    with closing(create_project(tmp_path / "real.claimdesk", load_scheme("news-claims"))) as project:
        import_records(project, read_files(corpus))
    people = {}
    for who in ANSWERS:
        people[who] = open_window(Path(copy(tmp_path / "real.claimdesk", tmp_path / f"{who}.claimdesk")), who)
        people[who].sit_down()
        for _ in range(ARTICLES):
            tag(people[who], ANSWERS[who])
        assert people[who].window.windowTitle().startswith(who)
    ana = people["Ana"]
    for who in ("Ben", "Cleo"):
        people[who].window.close()
    ana.sit_down()

    def choose(dialog: MergeDialog) -> None:
        dialog.add([tmp_path / "Ben.claimdesk", tmp_path / "Cleo.claimdesk"])
        dialog._merge.click()  # noqa: SLF001

    ana.answer(MergeDialog, choose)
    with qtbot.waitSignal(ana.window.projects.task_ended):
        ana.window.actions_by_name["merge"].trigger()
    assert [person.name for person in annotators(ana.project)] == ["Ana", "Ben", "Cleo"]
    assert list(findings(ana.project)) == []

    ana.sit_down()
    ana.press("Ctrl+G")
    agreeing = ana.window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=30000)
    rows = agreeing._showing.rows  # noqa: SLF001
    stance = rows.row(rows.place_of("claim", "stance"))
    assert stance.headline.annotators == ("Ana", "Ben", "Cleo")
    assert (stance.coverage.compared, stance.coverage.of) == (2 * ARTICLES, 2 * ARTICLES)
    kind = rows.row(rows.place_of("claim", "claim_type"))
    assert kind.headline.value > stance.headline.value

    ana.window.pages.agreeing.page.overview.select(rows.place_of("claim", "stance"))
    ana.press("Enter")
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=30000)
    units = agreeing.page.inside.units.list
    assert units.model().rowCount() == ARTICLES
    where = units.visualRect(units.model().index(1, 0)).center()
    qtbot.mouseClick(units.viewport(), Qt.MouseButton.LeftButton, pos=where)
    compare = ana.window.pages.compare
    assert ana.window.pages.currentWidget() is compare
    assert compare.spot.differs == ("stance", "evidence")
    assert [name in compare.detail.text() for name in ANSWERS] == [True, True, True]
    ana.press("Esc Esc Esc")
    assert ana.window.pages.at_article
