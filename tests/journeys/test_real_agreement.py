"""Three people tag the real articles through the window; the files are merged, and a disagreement is clicked."""

from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.importing import import_records, read_files
from annotations.operations.annotators import annotators
from annotations.operations.checking import findings
from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop.views.dialogs.merging import MergeDialog

WORDS = (40, 160)  # how many words down each claim begins
ANSWERS = {"Ana": ("A 2 C", "D 7 V"), "Ben": ("A 2 C", "S 7 V"), "Cleo": ("A 1 C", "A 7 Z")}
ARTICLES = 5


def tag(analyst, answers: tuple[str, str]) -> None:
    """Tag two claims in an article from the keyboard, and mark it done."""
    for keys, words in zip(answers, WORDS, strict=True):
        analyst.press("Ctrl+Home " + "Ctrl+Right " * words)
        analyst.press(f"Space {keys} R 1 T /")
        analyst.write("the talks")
        analyst.press("Enter Enter")
    analyst.press("Ctrl+Return")


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the three files, which the first test to ask for them fills."""
    return tmp_path_factory.mktemp("tagged")


@pytest.fixture
def three(open_window, corpus: list[Path], tagged: Path, tmp_path: Path) -> list[Path]:
    """Copies of the files of three people, each tagged through a window of its own."""
    if not (tagged / "Cleo.claimdesk").exists():
        with closing(create_project(tagged / "real.claimdesk", load_scheme("news-claims"))) as project:
            import_records(project, read_files(corpus))
        for who in ANSWERS:
            analyst = open_window(Path(copy(tagged / "real.claimdesk", tagged / f"{who}.claimdesk")), who)
            analyst.sit_down()
            for _ in range(ARTICLES):
                tag(analyst, ANSWERS[who])
            assert analyst.window.windowTitle().startswith(who)
            analyst.window.close()
    return [Path(copy(tagged / f"{who}.claimdesk", tmp_path)) for who in ANSWERS]


@pytest.fixture
def ana(open_window, three: list[Path], qtbot: QtBot):
    """Ana's window, with the work of the two others merged into her project."""
    ana = open_window(three[0], "Ana")
    ana.sit_down()

    def choose(dialog: MergeDialog) -> None:
        dialog.add(three[1:])
        dialog._merge.click()  # noqa: SLF001

    ana.answer(MergeDialog, choose)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.window.actions_by_name["merge"].trigger()
    ana.sit_down()
    return ana


def show_agreement(ana, qtbot: QtBot):
    """Open the agreement page, and return what computes it, when it has done so."""
    ana.press("Ctrl+G")
    agreeing = ana.window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=30000)
    return agreeing


@pytest.mark.slow
def test_merging_the_files_of_three_people_leaves_nothing_wrong(ana) -> None:
    assert [person.name for person in annotators(ana.project)] == ["Ana", "Ben", "Cleo"]
    assert list(findings(ana.project)) == []


@pytest.mark.slow
def test_every_claim_of_the_three_is_compared(ana, qtbot: QtBot) -> None:
    rows = show_agreement(ana, qtbot)._showing.rows  # noqa: SLF001
    stance = rows.row(rows.place_of("claim", "stance"))
    assert stance.headline.annotators == ("Ana", "Ben", "Cleo")
    assert (stance.coverage.compared, stance.coverage.of) == (2 * ARTICLES, 2 * ARTICLES)
    kind = rows.row(rows.place_of("claim", "claim_type"))
    assert kind.headline.value > stance.headline.value


@pytest.mark.slow
def test_clicking_a_disagreement_compares_the_three(ana, qtbot: QtBot) -> None:
    agreeing = show_agreement(ana, qtbot)
    agreeing.page.overview.select(agreeing._showing.rows.place_of("claim", "stance"))  # noqa: SLF001
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
