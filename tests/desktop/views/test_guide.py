import pytest
from pytestqt.qtbot import QtBot

from annotations.scheme import Scheme
from desktop.theme import DARK
from desktop.views.guide import Guide
from desktop.views.inspector.fields import guideline, guideline_card
from desktop.views.widgets.chips import Chip


@pytest.fixture
def guide(qtbot: QtBot) -> Guide:
    made = Guide()
    qtbot.addWidget(made)
    made.resize(280, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_choice_has_its_definition_example_and_borderline(guide: Guide, scheme: Scheme) -> None:
    for layer in scheme.layers:
        guide.show_layers([layer])
        page = " ".join(guide.toPlainText().split())
        asked = [*layer.labels, *layer.links, *layer.fields]
        choices = [
            value
            for one in (*layer.links, *layer.fields)
            for value in getattr(one, "values", getattr(one, "constants", ()))
        ]
        for one in (*asked, *choices):
            for words in (one.title, one.definition, one.example, one.borderline):
                assert " ".join(words.split()) in page


def test_it_comes_to_what_is_asked_about(guide: Guide, scheme: Scheme) -> None:
    claim = scheme.layer("claim")
    guide.show_layers([claim])
    places = []
    for value in claim.field("evidence").values:
        guide.point_at(guideline(value))
        places.append(guide.verticalScrollBar().value())
    assert places == sorted(places)
    assert places[0] > 0
    guide.point_at("something else")
    assert guide.verticalScrollBar().value() == places[-1]


def test_it_stays_at_its_place_in_another_theme(guide: Guide, scheme: Scheme) -> None:
    guide.show_layers([scheme.layer("claim")])
    guide.point_at(guideline(scheme.layer("claim").field("evidence").values[0]))
    place = guide.verticalScrollBar().value()
    guide.set_theme(DARK)
    assert guide.verticalScrollBar().value() == place


def test_a_card_about_a_choice_keeps_signs_as_they_are(scheme: Scheme) -> None:
    card = guideline_card("A < B: less & <b>more</b>  ·  an example")
    assert "<b>A &lt; B</b><br>less &amp; &lt;b&gt;more&lt;/b&gt;<br>an example" in card


def test_f1_shows_the_guidelines_of_what_has_the_focus(desk, press, at) -> None:
    at.focus("Oslo")
    press("F1")
    assert desk.stage.pane("guide").isVisible()
    assert desk.guide.toPlainText().startswith("Names")
    at.caret("The quay")
    press("Esc Space")
    assert desk.guide.toPlainText().startswith("Claims")
    press("F1")
    assert desk.stage.pane("guide").isHidden()


def test_a_choice_that_has_the_keyboard_says_its_guideline_below(desk, press, at) -> None:
    at.focus("Oslo")
    chip = next(one for one in desk.inspector.form("entity").findChildren(Chip) if one.text() == "Person")
    chip.setFocus()
    label = desk.session.project.scheme.layer("entity").label("PERSON")
    assert desk.footer._guideline.text() == guideline(label)  # noqa: SLF001
    assert chip.accessibleDescription() == guideline(label)


def test_nothing_is_written_while_the_guidelines_are_hidden(qtbot: QtBot, scheme: Scheme) -> None:
    guide = Guide()
    qtbot.addWidget(guide)
    guide.resize(280, 300)
    guide.show_layers([scheme.layer("claim")])
    guide.point_at(guideline(scheme.layer("claim").field("evidence").values[0]))
    guide.set_theme(DARK)
    assert guide.toPlainText() == ""
    with qtbot.waitExposed(guide):
        guide.show()
    assert "Evidence" in guide.toPlainText()
    assert guide.verticalScrollBar().value() > 0
