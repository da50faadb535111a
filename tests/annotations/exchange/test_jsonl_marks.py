from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.jsonl import read_record
from annotations.exchange.jsonl_marks import ANNOTATION_KEYS, as_usual
from annotations.exchange.records import Record

WORDS = st.text(max_size=3)
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS, st.just([]), st.just({}))
LINK = st.dictionaries(st.sampled_from(["text", "annotation", "kind", "more"]), ODD | WORDS, max_size=3)
USUAL: dict[str, st.SearchStrategy[Any]] = {
    "id": WORDS, "layer": WORDS, "start": st.integers(-1, 9), "end": st.integers(-1, 9), "text": WORDS,
    "label": WORDS, "fields": st.dictionaries(WORDS, ODD, max_size=2),
    "links": st.dictionaries(WORDS, LINK, max_size=2),
    "verdict": st.sampled_from(["accepted", "rejected", ""]), "how": WORDS, "derived_from": WORDS,
    "score": st.floats(0, 1), "created": WORDS, "updated": WORDS, "seconds": st.floats(0, 9),
}  # fmt: skip


@st.composite
def marks(draw: st.DrawFn) -> dict[str, Any]:
    """Annotations in which a value or two may be of any kind."""
    made = {key: draw(USUAL[key]) for key in sorted(draw(st.sets(st.sampled_from(sorted(USUAL)))) | {"layer"})}
    for key in draw(st.lists(st.sampled_from([*sorted(USUAL), "stray"]), max_size=2)):
        made[key] = draw(ODD)
    return made


@given(marks())
def test_what_is_usual_is_read_as_it_is_value_by_value(mark: dict[str, Any]) -> None:
    usual = as_usual(mark)
    slowly = read_record({"text": "t", "annotations": [{**mark, "stray": 1}]}, "f:1")  # which needs a closer look
    assert isinstance(slowly, Record)
    if usual is not None:
        assert slowly.annotations == (usual,)
        assert [type(value) for value in slowly.annotations[0]] == [type(value) for value in usual]
        assert len(slowly.lost) == 1


def test_every_key_is_known() -> None:
    assert set(USUAL) == ANNOTATION_KEYS


@pytest.mark.parametrize("links", [[], "", 0, False])
def test_something_empty_of_another_type_gets_a_closer_look(links: Any) -> None:
    assert as_usual({"layer": "entity", "fields": {}, "links": links}) is None
