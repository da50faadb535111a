import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.operations.notes import notes, questions
from annotations.project import Project
from desktop.theme import LIGHT
from desktop.views.dialogs.notes import NoteLine, NotesDialog
from desktop.views.widgets.chips import Chip

KINDS = {"unsure": "Unsure", "note": "Note", "question": "Question", "bookmark": "Bookmark"}


@pytest.fixture
def dialog(project: Project, qtbot) -> NotesDialog:
    story = "port"
    add_annotation(project, story, "claim", 0, 10, fields={"note": "see Ben", "unsure": True})
    add_annotation(project, story, "document", fields={"question": "Is it news?"})
    lines = [NoteLine(r.name, "" if r.value is True else r.value, r.mark.quote, r.title) for r in notes(project)]
    made = NotesDialog(lines, KINDS, LIGHT)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def texts(dialog: NotesDialog) -> list[str]:
    found = dialog.findChild(QListWidget)
    return [found.item(row).text().split("\n")[0] for row in range(found.count())]


def test_all_remarks_are_listed_by_article_and_place(dialog: NotesDialog) -> None:
    assert texts(dialog) == ["Question: Is it news?", "Unsure", "Note: see Ben"]


def test_a_chip_shows_one_kind_and_words_narrow_it(dialog: NotesDialog, qtbot) -> None:
    qtbot.keyClicks(dialog.focusWidget(), "ben")
    assert texts(dialog) == ["Note: see Ben"]
    dialog.focusWidget().clear()
    next(chip for chip in dialog.findChildren(Chip) if chip.objectName() == "unsure").click()
    assert texts(dialog) == ["Unsure"]


def test_enter_chooses_the_one_that_the_arrows_reached(dialog: NotesDialog, qtbot) -> None:
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.chosen) as blocker:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert blocker.args == [1]
    assert not dialog.isVisible()


def test_others_remarks_are_not_read(project: Project) -> None:
    add_annotation(project, "port", "claim", 0, 10, fields={"note": "mine"})
    act_as(project, "Ben")
    assert notes(project) == []


def test_who_adjudicates_sees_what_everybody_asks(project: Project) -> None:
    add_annotation(project, "port", "claim", 0, 10, fields={"question": "A fact?", "note": "mine"})
    act_as(project, "gold", "gold")
    assert [(one.name, one.value) for one in questions(project)] == [("question", "A fact?")]
    assert notes(project) == []
