import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.scheme import Scheme
from desktop.marks import Mark
from desktop.views.inspector.layer_form import LayerForm
from desktop.views.inspector.marks_list import MarksList
from desktop.views.inspector.pane import Inspector, wanted
from desktop.views.widgets.chips import Chip

TEXT = "A headline\n\nAda Holm met Bo Ek in Oslo.\n"


@pytest.fixture
def inspector(qtbot: QtBot, scheme: Scheme) -> Inspector:
    made = Inspector(scheme)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def chips(form: LayerForm) -> dict[str, Chip]:
    return {chip.text(): chip for chip in form.findChildren(Chip)}


@pytest.fixture
def claim(make_mark) -> Mark:
    links = {"claimer": Link("AUTHOR"), "target": Link("Oslo", AnnotationId("entity:Oslo"), "entity")}
    fields = {"stance": "oppose", "disputed": True}
    return make_mark(TEXT, "Ada Holm met", layer="claim", number=2, fields=fields, links=links)


def test_the_values_of_the_focused_mark_are_shown(inspector: Inspector, claim: Mark) -> None:
    inspector.show_article([claim], {}, claim)
    shown = {text for text, chip in chips(inspector.form("claim")).items() if chip.isChecked()}
    assert shown == {"Oppose", "Disputed", "The article"}
    assert "Oslo" in chips(inspector.form("claim"))


def test_what_is_missing_is_named_in_order(inspector: Inspector, claim: Mark, make_mark) -> None:
    bare = make_mark(TEXT, "Bo Ek", layer="claim")
    assert [name for name, is_wanted in wanted(claim).items() if is_wanted] == ["claim_type", "evidence"]
    assert inspector.next_question(claim).startswith(inspector.form("claim").lead("claim_type"))
    assert inspector.next_question(bare) == inspector.form("claim").lead("claimer") != inspector.next_question(claim)
    assert inspector.next_question(make_mark(TEXT, "Oslo", "GPE")) == ""


def test_a_second_click_takes_a_choice_back(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    with qtbot.waitSignal(inspector.field_chosen) as blocker:
        chips(inspector.form("claim"))["Oppose"].click()
    assert blocker.args == ["claim", "stance", None]


def test_a_flag_is_switched(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    with qtbot.waitSignal(inspector.field_chosen) as blocker:
        chips(inspector.form("claim"))["Disputed"].click()
    assert blocker.args == ["claim", "disputed", False]


def test_a_label_is_chosen(inspector: Inspector, make_mark, qtbot: QtBot) -> None:
    inspector.show_article([], {}, make_mark(TEXT, "Oslo", "GPE"))
    assert chips(inspector.form("entity"))["Country or city"].isChecked()
    with qtbot.waitSignal(inspector.label_chosen) as blocker:
        chips(inspector.form("entity"))["Person"].click()
    assert blocker.args == ["PERSON"]


def test_a_constant_is_linked_and_taken_back(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    with qtbot.waitSignal(inspector.link_chosen) as blocker:
        chips(inspector.form("claim"))["Unnamed voice"].click()
    assert blocker.args == ["claimer", Link("UNNAMED")]
    with qtbot.waitSignal(inspector.link_chosen) as blocker:
        chips(inspector.form("claim"))["The article"].click()
    assert blocker.args == ["claimer", None]


def test_the_target_that_is_set_is_a_way_to_pick_another(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    with qtbot.waitSignal(inspector.link_wanted) as blocker:
        chips(inspector.form("claim"))["Oslo"].click()
    assert blocker.args == ["target"]


def test_words_are_linked_with_their_kind(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    inspector.form("claim").start_writing("target")
    line = next(one for one in inspector.findChildren(QLineEdit) if one.accessibleName() == "Target as text")
    qtbot.keyClicks(line, "  the quay ")
    with qtbot.waitSignal(inspector.left), qtbot.waitSignal(inspector.link_chosen) as blocker:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert tuple(blocker.args) == ("target", Link("the quay", kind="issue"))


def test_a_text_of_the_document_is_told_when_the_line_is_left(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_article([], {}, None)
    line = next(one for one in inspector.findChildren(QLineEdit) if one.accessibleName() == "Event")
    qtbot.keyClicks(line, "port talks")
    with qtbot.waitSignal(inspector.field_chosen) as blocker:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert blocker.args == ["document", "event", "port talks"]


def test_escape_puts_a_text_back(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_article([], {}, None)
    line = next(one for one in inspector.findChildren(QLineEdit) if one.accessibleName() == "Event")
    qtbot.keyClicks(line, "port talks")
    with qtbot.assertNotEmitted(inspector.field_chosen), qtbot.waitSignal(inspector.left):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_the_documents_values_are_shown(inspector: Inspector) -> None:
    fields = {"noise": "garbled", "event": "port talks"}
    document = Annotation(AnnotationId("1"), ArticleId("a"), AnnotatorId("me"), "document", fields=fields)
    inspector.show_article([], {"document": document}, None)
    assert chips(inspector.form("document"))["Garbled"].isChecked()
    assert "port talks" in [line.text() for line in inspector.findChildren(QLineEdit)]


def test_a_value_under_the_pointer_tells_its_guideline(inspector: Inspector, claim: Mark, qtbot: QtBot) -> None:
    inspector.show_article([claim], {}, claim)
    chip = chips(inspector.form("claim"))["Support"]
    with qtbot.waitSignal(inspector.guided) as blocker:
        QApplication.sendEvent(chip, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert blocker.args[0].startswith("Support: Is for the target")


def test_a_claim_in_the_list_is_chosen_by_a_click(inspector: Inspector, claim: Mark, make_mark, qtbot: QtBot) -> None:
    other = make_mark(TEXT, "Bo Ek in Oslo", layer="claim", number=1)
    rejected = make_mark(TEXT, "Oslo", layer="claim", verdict="rejected")
    inspector.show_article([other, rejected, claim], {}, None)
    marks_list = inspector.findChild(MarksList)
    with qtbot.waitSignal(inspector.mark_chosen) as blocker:
        qtbot.mouseClick(marks_list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(9, marks_list.height() - 9))
    assert blocker.args == [claim.id]
