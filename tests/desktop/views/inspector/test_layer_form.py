from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId
from annotations.scheme import Layer, Scheme, load_scheme
from desktop.marks import Mark, mark_of
from desktop.views.inspector.fields import ChoiceRow
from desktop.views.inspector.layer_form import LayerForm
from desktop.views.inspector.pane import Inspector
from desktop.views.widgets.chips import Chip

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


@pytest.fixture
def inspector(qtbot: QtBot, any_scheme: Scheme) -> Inspector:
    made = Inspector(any_scheme)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def chips(form: LayerForm) -> dict[str, Chip]:
    return {chip.text(): chip for chip in form.findChildren(Chip)}


def some_mark(layer: Layer) -> Mark:
    label = layer.labels[0].name if layer.labels else ""
    known = Annotation(AnnotationId("1"), ArticleId("a"), AnnotatorId("me"), layer.name, 0, 10, "A headline", label)
    return mark_of(known, layer, suggested=False, number=1)


def test_every_layer_has_a_form_with_all_that_the_scheme_declares(
    inspector: Inspector, any_scheme: Scheme, qtbot: QtBot
) -> None:
    for layer in any_scheme.layers:
        form = inspector.form(layer.name)
        words = {label.text() for label in form.findChildren(QLabel)} | set(chips(form))
        values = [value for field in layer.fields for value in field.values]
        constants = [constant for role in layer.links for constant in role.constants]
        assert {one.title for one in (*layer.labels, *layer.fields, *layer.links, *values, *constants)} <= words
        lines = {line.accessibleName() for line in form.findChildren(QLineEdit)}
        assert lines == {field.title for field in layer.fields if field.kind == "text"} | {
            f"{role.title} as text" for role in layer.links
        }


def test_only_the_form_of_the_focused_mark_is_shown(inspector: Inspector, any_scheme: Scheme) -> None:
    for layer in any_scheme.layers:
        focused = some_mark(layer) if layer.kind == "span" else None
        inspector.show_article([focused] if focused else [], {}, focused)
        shown = {one.name for one in any_scheme.layers if inspector.form(one.name).isVisible()}
        documents = {one.name for one in any_scheme.layers if one.kind == "document"}
        assert shown == ({layer.name} if focused else documents)


def test_a_click_on_each_value_tells_field_and_value(inspector: Inspector, any_scheme: Scheme, qtbot: QtBot) -> None:
    for layer in any_scheme.layers:
        focused = some_mark(layer) if layer.kind == "span" else None
        inspector.show_article([], {}, focused)
        rows = inspector.form(layer.name).findChildren(ChoiceRow)[1 if layer.labels else 0 :]
        for field, row in zip([f for f in layer.fields if f.kind == "choice"], rows, strict=True):
            for value in field.values:
                chip = next(chip for chip in row.findChildren(Chip) if chip.text() == value.title)
                with qtbot.waitSignal(inspector.field_chosen) as blocker:
                    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
                assert blocker.args == [layer.name, field.name, value.name]
