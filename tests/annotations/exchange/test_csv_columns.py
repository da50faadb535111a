"""Columns and cells of CSV tables: none is dropped without a word, whatever the header says."""

from pathlib import Path

import pytest

from annotations.exchange.external import ExternalRecord
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables import csv
from annotations.model import Article, ArticleId
from annotations.scheme import load_scheme


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_cells_beyond_the_header_are_named_with_their_line(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["text", "desk"],
        ["one", "world"],
        ["two", "home", "", " "],
        ["three", "", "lost"],
        ["four", "x", "", "b", "c"],
    ]
    path.write_text("\n".join(sign.join(row) for row in rows))
    found = list(csv.read(path, NO_OPTIONS))
    assert [thing.article.text for thing in found if isinstance(thing, ExternalRecord)] == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert [(thing.place, thing.sentence, thing.lost) for thing in found if isinstance(thing, ImportNote)] == [
        (f"{path}:4", 'A cell was left out: "lost". The header names only 2 columns.', True),
        (f"{path}:5", '2 cells were left out, first "b". The header names only 2 columns.', True),
    ]


def test_cells_beyond_the_header_of_our_own_tables_are_named_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    csv.write(path, [Record(Article(ArticleId("c"), "C", "Nobody yet."))], load_scheme("news-claims"), NO_OPTIONS)
    path.write_text(path.read_text(encoding="utf-8-sig").rstrip("\r\n") + ",one more\n", encoding="utf-8")
    remark, record = csv.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert remark.sentence.startswith('A cell was left out: "one more".')
    assert isinstance(record, ExternalRecord)


def test_columns_without_a_name_or_with_the_same_name_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",text,desk,desk,,desk column 4\n1,Hello,a,b,c,d\n")
    (found,) = csv.read(path, NO_OPTIONS)
    assert isinstance(found, ExternalRecord)
    assert found.article.meta == {
        "column 1": "1", "desk": "a", "desk column 4": "b", "column 5": "c", "desk column 4 column 6": "d",
    }  # fmt: skip
