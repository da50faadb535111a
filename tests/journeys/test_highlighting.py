from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.operations.annotators import annotators
from annotations.operations.checking import findings

pytestmark = pytest.mark.slow
PATIENCE = 60_000  # milliseconds; the worker loads spaCy first


@pytest.fixture
def ana(open_window, sample: Path):
    return open_window(sample)


def machines(analyst) -> list[str]:
    return [one.name for one in annotators(analyst.project) if one.kind == "machine"]


def test_names_are_suggested_and_accepted_by_keys(ana, qtbot: QtBot) -> None:
    while not ana.title.startswith("Kenya leaves"):
        ana.press("Ctrl+Down")
    shares: list[float] = []
    ana.window.jobs.progressed.connect(lambda words, share: shares.append(share))
    with qtbot.waitSignal(ana.window.jobs.ended, timeout=PATIENCE):
        ana.press("Ctrl+H")
    assert len(machines(ana)) == 1
    assert shares == sorted(shares)
    assert max(shares) <= 1
    suggested = [mark for mark in ana.marks("entity") if mark.suggested]
    assert {"Kenya", "Uruguay"} <= {mark.annotation.quote for mark in suggested}
    ana.press("Tab Y N")
    assert len([mark for mark in ana.marks("entity") if mark.suggested]) <= len(suggested) - 2
    ana.press("Esc Ctrl+Return")
    assert [mark for mark in ana.marks("entity") if mark.suggested] == []
    assert list(findings(ana.project)) == []


def test_highlighting_twice_adds_nothing(ana, qtbot: QtBot) -> None:
    for _ in range(2):
        with qtbot.waitSignal(ana.window.jobs.ended, timeout=PATIENCE):
            ana.press("Ctrl+H")
        count = ana.project.database.number("SELECT count(*) FROM annotations")
    assert len(machines(ana)) == 1
    assert ana.project.database.number("SELECT count(*) FROM annotations") == count


def test_closing_the_window_stops_the_worker(ana, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ana.window.jobs.progressed, timeout=PATIENCE):
        ana.press("Ctrl+H")
    ana.window.close()


def test_a_worker_that_is_cancelled_while_it_loads_was_stopped_and_did_not_fail(ana, qtbot: QtBot) -> None:
    ana.press("Ctrl+H")
    with qtbot.waitSignal(ana.window.jobs.ended, timeout=PATIENCE):
        ana.desk.footer.cancelled.emit()
    assert ana.told == ["Highlighting was stopped."]


def test_new_articles_are_highlighted_after_their_import(ana, qtbot: QtBot) -> None:
    story = ana.project.path.with_name("story.txt")
    story.write_text("Port talks\n\nNorway told Kenya on Monday to wait.", encoding="utf-8")
    ended: list[None] = []
    ana.window.jobs.ended.connect(lambda: ended.append(None))
    ana.window.imports.import_files(ana.desk.session, [str(story)])
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=PATIENCE)
    ana.press("Ctrl+Down " * 8)
    assert ana.title == "Port talks"
    assert {"Norway", "Kenya", "Monday"} <= {mark.annotation.quote for mark in ana.marks("entity")}
