"""An article that very many annotators have read: only what can be seen is painted, and answers are grouped."""

import pytest
from pytestqt.qtbot import QtBot

from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId
from annotations.operations.articles import completed
from annotations.scheme import Scheme
from desktop.comparison import Comparison, Lane, Spot
from desktop.marks import mark_of
from desktop.views.compare.page import ComparePage
from desktop.views.compare.strips import Strips

TEXT = "A headline\n\nAda Holm met Bo Ek in Oslo.\n"
MANY = 120


@pytest.fixture
def crowd(scheme: Scheme) -> Comparison:
    """Everyone marked Bo Ek; two thirds said person, the others organisation."""
    layer = scheme.layer("entity")
    start = TEXT.index("Bo Ek")
    lanes = tuple(Lane(AnnotatorId(str(n)), f"Reader {n}", "blue") for n in range(MANY))
    marks = tuple(
        mark_of(
            Annotation(
                AnnotationId(f"m{n}"), ArticleId("story"), AnnotatorId(str(n)), "entity", start, start + 5, "Bo Ek",
                label="ORG" if n % 3 else "PERSON",
            ),
            layer, False, 0,
        )
        for n in range(MANY)
    )  # fmt: skip
    spot = Spot(layer, start, start + 5, marks, ("label",))
    return Comparison(completed(Article(ArticleId("story"), text=TEXT)), lanes, (spot,))


def test_answers_of_many_are_grouped_with_their_numbers(crowd: Comparison, qtbot: QtBot) -> None:
    page = ComparePage()
    qtbot.addWidget(page)
    page.show_comparison(crowd, "", 0, hidden=False)
    words = page.detail.text()
    assert words.index("80 ×") < words.index("Organisation") < words.index("40 ×") < words.index("Person")
    assert "Reader 1, Reader 2, Reader 4" in words
    assert f"Reader {MANY - 1}" not in words


def test_only_the_lanes_in_view_are_painted(crowd: Comparison, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    mark = Strips.mark

    def counting(self: Strips, rect, spot, one, *, first: bool, current: bool) -> None:  # type: ignore[no-untyped-def]
        painted.append(one.id)
        mark(self, rect, spot, one, first=first, current=current)

    monkeypatch.setattr(Strips, "mark", counting)
    page = ComparePage()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show_comparison(crowd, "", -1, hidden=False)
    with qtbot.waitExposed(page):
        page.show()
    page.beneath.grab()
    assert "m0" in painted
    assert len(set(painted)) < MANY // 2
    painted.clear()
    page.beneath.verticalScrollBar().setValue(page.beneath.verticalScrollBar().maximum())
    page.beneath.grab()
    assert f"m{MANY - 1}" in painted
    assert "m0" not in painted
