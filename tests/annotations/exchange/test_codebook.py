"""A REFI-QDA code book has the names of the scheme, and says that everything else is left out."""

from pathlib import Path

import conllu
import pytest

from annotations.errors import ExportFailed
from annotations.exchange import refi
from annotations.exchange.conversion import write_records
from annotations.exchange.external import ExternalLabel
from annotations.exchange.formats import FORMATS, format_for_writing, in_and_out
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")


def _records() -> list[Record]:
    mark = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "entity", 0, 4, "Rosa", "PERSON")
    article = Article(ArticleId("a"), "A", "Rosa spoke")
    people = (Annotator(AnnotatorId(""), name) for name in ("ana", "ben"))
    return [Record(article, who, "done", annotations=(mark,)) for who in people]


def test_the_codes_alone_are_a_code_book_which_says_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "a.qdc"
    assert write_records(path, _records(), SCHEME, format_for_writing(path)).records == 0
    losses = (tmp_path / "a.qdc.LOSSES.txt").read_text(encoding="utf-8")
    assert "2 × annotation (entity 2)" in losses
    assert "1 × article with its text" in losses
    labels = [thing for thing in refi.read(path, NO_OPTIONS) if isinstance(thing, ExternalLabel)]
    assert {("PERSON", "entity"), ("oppose", "stance"), ("stance", "claim"), ("claim", "")} <= {
        label[:2] for label in labels
    }
    assert all(label.definition for label in labels if label.label == "PERSON")


def test_a_project_is_not_called_like_a_code_book(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="without articles"):
        refi.write(tmp_path / "a.qdc", _records(), SCHEME, NO_OPTIONS)
    assert list(tmp_path.iterdir()) == []


def test_conllu_plus_declares_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.conllup"
    write_records(path, _records(), SCHEME, format_for_writing(path))
    content = path.read_text(encoding="utf-8")
    assert content.startswith("# global.columns = ID FORM ")
    words = [
        token["form"] for sentence in conllu.parse(content, fields=conllu.parser.DEFAULT_FIELDS) for token in sentence
    ]
    assert words == ["Rosa", "spoke"] * 2


def test_the_table_of_formats_tells_files_from_folders() -> None:
    made = {known.name: in_and_out(known) for known in FORMATS}
    assert made["brat"] == ("yes", "folder")
    assert made["csv"] == ("yes", "file")
    assert made["text"] == ("yes", "–")
    assert made["claim-review"] == ("–", "file")
