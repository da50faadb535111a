"""CSV: offsets fit the text as other programs see it, no cell runs as a formula, a failed write leaves the old file."""

import csv as standard
import hashlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ExportFailed
from annotations.exchange.conversion import taken
from annotations.exchange.losses import counted
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables import csv
from annotations.exchange.tables.csv_cells import Safe, meant_quote, shown_quote
from annotations.exchange.tables.csv_writing import write_table
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
BEGINNINGS = ("@rosa: ", "- ", "+47 22 ", "=1+1 ", "\t", "'=", "''-", "－", "— ", "'so' ", "@SUM(1) ", "")


def _record(text: str, *places: tuple[int, int]) -> Record:
    article = Article(ArticleId("a"), "", text, hashlib.sha256(text.encode()).hexdigest())
    marks = tuple(
        Annotation(
            AnnotationId(f"m{number}"), ArticleId(""), AnnotatorId(""), "entity", start, end, text[start:end], "PERSON"
        )
        for number, (start, end) in enumerate(places)
    )
    return Record(article, Annotator(AnnotatorId(""), "ana"), "done", annotations=marks)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(standard.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_slice_of_the_text_is_the_quoted_words(tmp_path: Path, beginning: str) -> None:
    text = f"{beginning}Rosa Lind fled to Bergen 😀 -5 °C"
    places = [(text.index(words), text.index(words) + len(words)) for words in ("Rosa", "Bergen", "😀", "-5 °C")]
    path = tmp_path / "a.csv"
    csv.write(path, [_record(text, (0, 3), *places)], SCHEME, NO_OPTIONS)
    rows = _rows(path)
    for row, (start, end) in zip(rows, [(0, 3), *places], strict=True):
        assert rows[0]["article_text"][int(row["start"]) : int(row["end"])] == text[start:end]
        assert row["text"] == shown_quote(text[start:end])
    assert rows[0]["article_text"][:1] not in "=+-@\t－"


@pytest.mark.parametrize(
    "quote", ["=1", "=A1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+f(3)", "\t=x", "'=1", "＝HYPERLINK(1)"]
)
def test_a_quote_that_could_do_harm_is_no_formula(quote: str) -> None:
    assert shown_quote(quote) == "'" + quote
    assert meant_quote(shown_quote(quote)) == quote


@given(st.text("=+-@'(|!\t a"))
def test_every_quote_keeps_its_meaning(quote: str) -> None:
    assert meant_quote(shown_quote(quote)) == quote


def test_a_guarded_text_is_told_and_comes_back(tmp_path: Path) -> None:
    record = _record("- (Rosa) fled", (0, 8), (3, 7))
    lost = counted([record], csv.LOSSES)
    assert {name: found.total() for name, found in lost.items()} == {"formulas": 1}
    path = tmp_path / "a.csv"
    csv.write(path, [record], SCHEME, NO_OPTIONS)
    (back,) = taken(csv.read(path, NO_OPTIONS), SCHEME)
    assert isinstance(back, Record)
    assert back.article.text == record.article.text
    assert back.annotations == record.annotations


def test_a_table_whose_offsets_do_not_count_the_apostrophe_is_read_by_its_words(tmp_path: Path) -> None:
    rows = ('a,entity,2,6,Rosa,PERSON,"\'- Rosa, -5"', "a,entity,8,10,'-5,PERSON,")
    path = tmp_path / "old.csv"
    path.write_text("\n".join(("article,layer,start,end,text,label,article_text", *rows)), encoding="utf-8")
    (back,) = taken(csv.read(path, NO_OPTIONS), SCHEME)
    assert not isinstance(back, ImportNote)
    assert back.article.text == "- Rosa, -5"
    assert [mark.quote for mark in back.annotations] == ["Rosa", "-5"]


def test_numbers_stay_numbers_and_texts_are_guarded(tmp_path: Path) -> None:
    assert write_table(tmp_path / "a.csv", ["=x", "y"], [[-0.5, "=1+1"], [None, Safe("-plain")]]) == 2
    assert _rows(tmp_path / "a.csv") == [{"'=x": "-0.5", "y": "'=1+1"}, {"'=x": "", "y": "-plain"}]


def test_a_table_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    def rows() -> Iterator[list[object]]:
        yield ["new"]
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(ExportFailed, match="No space left"):
        write_table(path, ["x"], rows())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
