"""Claims that are suggested: visited by Tab, taken by one key, tagged by three more."""

import pytest
from pytestqt.qtbot import QtBot

from annotations.operations.annotating import annotations_of
from annotations.operations.checking import findings
from annotations.scheme import missing_choices

pytestmark = pytest.mark.slow
PATIENCE = 60_000  # milliseconds; the worker loads spaCy first


@pytest.fixture
def ana(open_window, sample, qtbot: QtBot):
    """Ana at an article of the sample that nobody has marked, which was highlighted when she opened it."""
    analyst = open_window(sample)
    analyst.window.settings.highlight_opened = True
    while not analyst.title.startswith("Kenya leaves"):
        analyst.press("Ctrl+Down")
    qtbot.waitUntil(lambda: bool(suggested(analyst)), timeout=PATIENCE)
    return analyst


def suggested(analyst) -> list:
    return [mark for mark in analyst.marks("claim") if mark.suggested]


def test_an_article_that_is_opened_has_names_claims_and_masks_suggested(ana) -> None:
    assert {"Kenya", "Uruguay"} <= {mark.annotation.quote for mark in ana.marks("entity") if mark.suggested}
    assert "46,000 tons are stopped in Mombasa" in " ".join(mark.annotation.quote for mark in suggested(ana))
    assert {mark.tag for mark in ana.marks("boilerplate")} >= {"caption", "dateline", "nav"}
    masks = ana.marks("boilerplate")
    assert not [m for m in ana.marks("entity") for mask in masks if mask.start < m.end and m.start < mask.end]


def test_tab_visits_claims_and_y_takes_one_that_is_then_tagged(ana) -> None:
    seen = set()
    for _ in range(60):
        ana.press("Tab")
        seen.add(ana.focused.layer)
        if ana.focused.layer == "claim" and ana.focused.fields["quote"] == "direct":
            break
    assert {"entity", "claim"} <= seen
    before, suggestion = len(suggested(ana)), ana.focused
    ana.press("Y")
    assert ana.focused.derived_from == suggestion.id
    assert ana.focused.annotator == ana.project.acting
    assert ana.focused.links["claimer"].text == suggestion.links["claimer"].text
    assert ana.focused.fields["quote"] == "direct"
    ana.press("A 2 C")
    assert missing_choices(ana.project.scheme.layer("claim"), ana.focused) == ()
    ana.press("Enter")
    assert ana.focused is None
    assert len(suggested(ana)) == before - 1
    assert list(findings(ana.project)) == []


def test_an_answer_takes_a_suggested_claim_too(ana) -> None:
    while not (ana.focused and ana.focused.layer == "claim"):
        ana.press("Tab")
    suggestion = ana.focused
    ana.press("S 7 C Enter")
    (taken,) = [mark.annotation for mark in ana.marks("claim") if mark.annotation.derived_from == suggestion.id]
    assert {"stance": "neutral", "claim_type": "fact", "evidence": "named"}.items() <= taken.fields.items()


def test_a_suggested_claim_is_refused_by_one_key(ana) -> None:
    while not (ana.focused and ana.focused.layer == "claim"):
        ana.press("Tab")
    before = len(suggested(ana))
    ana.press("N")
    assert len(suggested(ana)) == before - 1
    ana.press("Ctrl+Z")
    assert len(suggested(ana)) == before


def test_a_machine_that_is_switched_off_on_its_card_offers_nothing(ana, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication, QCheckBox

    ana.window.actions_by_name["machines"].trigger()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if type(one).__name__ == "MachineCards")
    dialog.findChild(QCheckBox).click()
    assert suggested(ana) == []
    dialog.findChild(QCheckBox).click()
    assert suggested(ana)
    dialog.accept()


def test_a_least_score_hides_names_at_once_and_what_is_done_then_is_what_was_shown(ana, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QSpinBox

    names = [mark for mark in ana.marks("entity") if mark.suggested]
    assert all(mark.annotation.score is not None for mark in names)
    assert all(f"with a score of {mark.annotation.score:.0%}" in mark.maker for mark in names)
    scores = sorted({mark.annotation.score for mark in names})
    assert len(scores) > 3
    least = round(100 * scores[len(scores) // 2])
    ana.window.actions_by_name["machines"].trigger()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if type(one).__name__ == "MachineCards")
    dialog.findChild(QSpinBox).setValue(least)
    wanted = {mark.id for mark in names if mark.annotation.score >= least / 100}
    qtbot.waitUntil(lambda: all(mark.annotation.score >= least / 100 for mark in ana.marks("entity")), timeout=PATIENCE)
    shown = {mark.id for mark in ana.marks("entity")}
    assert {mark.id for mark in names} & shown == wanted  # where masks are hidden too, names below them may be added
    qtbot.waitUntil(
        lambda: any("suggestions are hidden" in label.text() for label in dialog.findChildren(QLabel)), timeout=PATIENCE
    )
    dialog.accept()
    assert 0 < len(wanted) < len(names)
    article = ana.desk.opened.article.id
    ana.sit_down()
    ana.press("Ctrl+Return")
    own = [mark for mark in annotations_of(ana.project, article) if mark.annotator == ana.project.acting]
    assert {mark.derived_from for mark in own if mark.layer == "entity"} == shown
    assert all(mark.score >= least / 100 for mark in own if mark.layer == "entity")


def test_switching_a_machine_off_is_undone_by_key_and_seen_in_another_window(ana, open_window, qtbot: QtBot) -> None:
    from annotations.operations.machines import machine_cards, use_machine

    machine, before = machine_cards(ana.project)[0].annotator, len(suggested(ana))
    ben = open_window(ana.project.path, "Ben")
    ben.desk.opened.open(ana.desk.opened.article.id)
    assert len(suggested(ben)) == before
    ana.sit_down()
    ana.desk.session.run(use_machine, machine.id, shown=False)
    assert ana.window.actions_by_name["undo"].text() == "Undo: suggestions of claimdesk-en: off"
    ben.desk.session.follow()
    assert (suggested(ana), suggested(ben)) == ([], [])
    ana.press("Ctrl+Z")
    ben.desk.session.follow()
    assert (len(suggested(ana)), len(suggested(ben))) == (before, before)
