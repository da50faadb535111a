"""What cannot be stored is put right or left out, with a remark, before it reaches a project."""

from math import inf, nan
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotations.errors import ImportFailed
from annotations.exchange import soundness
from annotations.exchange.records import Record
from annotations.exchange.soundness import sound
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link

MARK = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "entity", 0, 3, "Ana", "PERSON", score=0.5)


def test_a_sound_record_stays_as_it_is() -> None:
    meta = {"a": [1, 2.5, None, True, {"b": "c"}]}
    record = Record(
        Article(text="Ana 😀", meta=meta), Annotator(AnnotatorId(""), "Łukasz"), "done", 3.5, (MARK,), "a:1"
    )
    assert sound(record) == (record, [])


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (2**63 - 1, 2**63 - 1),
        (2**63, str(2**63)),
        (-(2**70), str(-(2**70))),
        (nan, "nan"),
        (inf, "inf"),
        ("\ud83d", "\ufffd"),
        ({1: b"x"}, {"1": "b'x'"}),
        ((1, {2}), [1, [2]]),
    ],
)
def test_metadata_becomes_what_json_can_hold(value: Any, kept: Any) -> None:
    made, _ = sound(Record(Article(text="Ana", meta={"key": value})))
    assert made.article.meta == {"key": kept}
    orjson.dumps(made.article.meta)


def test_metadata_of_any_depth_is_cut_with_a_remark() -> None:
    deep: Any = "end"
    for _ in range(500):
        deep = [deep]
    made, (remark,) = sound(Record(Article(text="Ana", meta={"key": deep}), place="a:1"))
    assert (remark.place, "deeper than" in remark.sentence) == ("a:1", True)
    orjson.dumps(made.article.meta)


def test_halves_of_characters_become_a_sign_in_every_word() -> None:
    half = "x\ud83d"
    mark = MARK._replace(quote=half, label=half, how=half, fields={half: half}, links={half: Link(half, None, half)})
    article = Article(ArticleId(half), half, half, "0" * 64, half, half, half, half)
    made, (remark,) = sound(Record(article, Annotator(AnnotatorId(""), half, "person", half), annotations=(mark,)))
    assert "broken characters" in remark.sentence
    assert "\ud83d" not in repr(made)
    assert (made.article.text, made.article.sha256) == ("x\ufffd", "")
    repr(made).encode()


@pytest.mark.parametrize("seconds", [nan, inf, -1.0, 1e300])
def test_times_and_scores_that_cannot_be_are_left_out(seconds: float) -> None:
    mark = MARK._replace(score=nan, seconds=seconds)
    made, remarks = sound(Record(Article(text="Ana"), seconds=seconds, annotations=(mark,)))
    assert (made.seconds, made.annotations[0].seconds, made.annotations[0].score) == (0.0, 0.0, None)
    assert len(remarks) == 2


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(soundness, "LONGEST_TEXT", 10)
    with pytest.raises(ImportFailed, match="11 characters"):
        sound(Record(Article(text="x" * 11)))
