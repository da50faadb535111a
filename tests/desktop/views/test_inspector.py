from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.scheme import Layer, Scheme, load_scheme
from desktop.marks import Mark, mark_of
from desktop.views.chips import Chip
from desktop.views.inspector import Inspector, first_wanted, wanted
from desktop.views.layer_form import LayerForm
from desktop.views.marks_list import MarksList

TEXT = "A headline\n\nAda Holm met Bo Ek in Oslo.\n"

OWN = """
name = "recipes"
version = 3
title = "Recipes"

[[layers]]
name = "step"
title = "Steps"
kind = "span"
key = "Space"
style = "bar"

[[layers.links]]
name = "tool"
title = "Tool"
key = "U"
words = true

[[layers.fields]]
name = "heat"
title = "Heat"
kind = "choice"
required = true

[[layers.fields.values]]
name = "low"
title = "Low heat"
key = "L"

[[layers.fields.values]]
name = "high"
title = "High heat"
key = "H"

[[layers.fields]]
name = "risky"
title = "Risky"
kind = "flag"
key = "X"

[[layers.fields]]
name = "hint"
title = "Hint"
kind = "text"

[[layers]]
name = "food"
title = "Foods"
kind = "span"

[[layers.labels]]
name = "MEAT"
title = "Meat"
key = "Shift+M"

[[layers]]
name = "dish"
title = "Dish"
kind = "document"
style = "none"

[[layers.fields]]
name = "cuisine"
title = "Cuisine"
kind = "text"
"""


@pytest.fixture(params=["news-claims", "own"])
def any_scheme(request: pytest.FixtureRequest, tmp_path: Path) -> Scheme:
    if request.param != "own":
        return load_scheme(request.param)
    path = tmp_path / "recipes.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_scheme(str(path))


def inspector_of(qtbot: QtBot, scheme: Scheme) -> Inspector:
    made = Inspector(scheme)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def inspector(qtbot: QtBot, scheme: Scheme) -> Inspector:
    return inspector_of(qtbot, scheme)


def chips(form: LayerForm) -> dict[str, Chip]:
    return {chip.text(): chip for chip in form.findChildren(Chip)}


def some_mark(layer: Layer) -> Mark:
    label = layer.labels[0].name if layer.labels else ""
    known = Annotation(AnnotationId("1"), ArticleId("a"), AnnotatorId("me"), layer.name, 0, 10, "A headline", label)
    return mark_of(known, layer, suggested=False, number=1)


def test_every_layer_has_a_form_with_all_that_the_scheme_declares(qtbot: QtBot, any_scheme: Scheme) -> None:
    inspector = inspector_of(qtbot, any_scheme)
    for layer in any_scheme.layers:
        form = inspector.form(layer.name)
        words = {label.text() for label in form.findChildren(QLabel)} | set(chips(form))
        values = [value for field in layer.fields for value in field.values]
        constants = [constant for role in layer.links for constant in role.constants]
        assert {one.title for one in (*layer.labels, *layer.fields, *layer.links, *values, *constants)} <= words
        lines = {line.accessibleName() for line in form.findChildren(QLineEdit)}
        assert lines == {field.title for field in layer.fields if field.kind == "text"} | {
            f"{role.title} in words" for role in layer.links
        }


def test_only_the_form_of_the_focused_mark_is_shown(qtbot: QtBot, any_scheme: Scheme) -> None:
    inspector = inspector_of(qtbot, any_scheme)
    for layer in any_scheme.layers:
        focused = some_mark(layer) if layer.kind == "span" else None
        inspector.show_article([focused] if focused else [], {}, focused)
        shown = {one.name for one in any_scheme.layers if inspector.form(one.name).isVisible()}
        documents = {one.name for one in any_scheme.layers if one.kind == "document"}
        assert shown == ({layer.name} if focused else documents)


def test_a_click_on_each_value_tells_field_and_value(qtbot: QtBot, any_scheme: Scheme) -> None:
    inspector = inspector_of(qtbot, any_scheme)
    for layer in any_scheme.layers:
        focused = some_mark(layer) if layer.kind == "span" else None
        inspector.show_article([], {}, focused)
        for field in layer.fields:
            for value in field.values:
                chip = next(c for c in inspector.form(layer.name).findChildren(Chip) if guides(c, value.definition))
                with qtbot.waitSignal(inspector.field_chosen) as blocker:
                    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
                assert blocker.args == [layer.name, field.name, value.name]


def guides(chip: Chip, definition: str) -> bool:
    return " ".join(definition.split()) in chip.toolTip() if definition else False


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


def test_what_is_missing_is_named_in_order(claim: Mark, make_mark) -> None:
    bare = make_mark(TEXT, "Bo Ek", layer="claim")
    assert [name for name, is_wanted in wanted(claim).items() if is_wanted] == ["claim_type", "evidence"]
    assert first_wanted(claim) == "claim_type"
    assert first_wanted(bare) == "claimer"
    assert first_wanted(make_mark(TEXT, "Oslo", "GPE")) is None


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
    line = next(one for one in inspector.findChildren(QLineEdit) if one.accessibleName() == "Target in words")
    qtbot.keyClicks(line, "  the quay ")
    with qtbot.waitSignals([inspector.link_chosen, inspector.left]) as blocker:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert blocker.all_signals_and_args[0].args == ("target", Link("the quay", kind="issue"))


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
        qtbot.mouseMove(chip)
    assert blocker.args[0].startswith("Support: Is for the target")


def test_a_claim_in_the_list_is_chosen_by_a_click(inspector: Inspector, claim: Mark, make_mark, qtbot: QtBot) -> None:
    other = make_mark(TEXT, "Bo Ek in Oslo", layer="claim", number=1)
    rejected = make_mark(TEXT, "Oslo", layer="claim", verdict="rejected")
    inspector.show_article([other, rejected, claim], {}, None)
    marks_list = inspector.findChild(MarksList)
    with qtbot.waitSignal(inspector.mark_chosen) as blocker:
        qtbot.mouseClick(marks_list, Qt.MouseButton.LeftButton, pos=QPoint(9, marks_list.height() - 9))
    assert blocker.args == [claim.id]
