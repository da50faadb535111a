"""How many marks of a layer there are, in words."""

import pytest

from annotations.scheme import counted, counted_all, load_scheme
from annotations.scheme.records import Layer


@pytest.mark.parametrize(
    ("title", "one", "many"),
    [
        ("Names", "1 name", "1,200 names"),
        ("Entities", "1 entity", "1,200 entities"),
        ("Boxes", "1 box", "1,200 boxes"),
        ("Named places", "1 named place", "1,200 named places"),
        ("Boilerplate", "1 mark of “Boilerplate”", "1,200 marks of “Boilerplate”"),
        ("News", "1 mark of “News”", "1,200 marks of “News”"),
        ("Analysis", "1 mark of “Analysis”", "1,200 marks of “Analysis”"),
        ("Declaraciones", "1 mark of “Declaraciones”", "1,200 declaraciones"),
        ("Персона", "1 mark of “Персона”", "1,200 marks of “Персона”"),
        ("機構", "1 mark of “機構”", "1,200 marks of “機構”"),
        ("NER", "1 mark of “NER”", "1,200 marks of “NER”"),
    ],
)
def test_marks_are_counted_by_the_title_of_their_layer(title: str, one: str, many: str) -> None:
    layer = Layer("x", title, "span")
    assert (counted(layer, 1), counted(layer, 1200)) == (one, many)


def test_several_layers_are_counted_in_the_order_of_the_scheme() -> None:
    scheme = load_scheme("news-claims")
    numbers = {"claim": 1, "entity": 58, "boilerplate": 2}
    assert counted_all(scheme, numbers) == "58 names, 2 marks of “Boilerplate” and 1 claim"
    assert counted_all(scheme, {"claim": 2, "entity": 0}) == "2 claims"
    assert counted_all(scheme, {}) == ""
