"""What was rejected is no mark to another program, in any format; it comes back all the same and is told."""

from pathlib import Path

import pytest

from annotations.exchange.conversion import taken
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.losses import counted
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Rosa Lind went to Bergen."
TABLES = ("csv", "parquet", "huggingface", "huggingface-parquet", "jsonl")  # have a column for the verdict
OTHERS = [known.name for known in FORMATS if known.read and known.write and known.name not in (*TABLES, "conll")]


def _record() -> Record:
    def mark(key: str, words: str, **more: object) -> Annotation:
        start = TEXT.index(words)
        made = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), "entity", start, start + len(words), words)
        return made._replace(label="PERSON", **more)

    claim = mark("c", "Lind went", links={"claimer": Link("", AnnotationId("r"))})._replace(layer="claim", label="")
    marks = (mark("a", "Bergen"), mark("r", "Rosa", verdict="rejected"), claim)
    return Record(Article(ArticleId("a"), "", TEXT), Annotator(AnnotatorId(""), "ana"), "done", annotations=marks)


@pytest.mark.parametrize("name", OTHERS)
def test_other_programs_do_not_see_what_was_rejected(tmp_path: Path, name: str) -> None:
    known = format_named(name)
    assert known.write is not None
    assert known.read is not None
    record = _record()
    lost = counted([record], known.losses(SCHEME))
    assert {key: found.total() for key, found in lost.items()} == {"rejected": 1}
    path = tmp_path / f"out{'' if known.folder else known.suffixes[0]}"
    known.write(path, [record], SCHEME, NO_OPTIONS)
    (back,) = taken(known.read(path, NO_OPTIONS), SCHEME)
    assert isinstance(back, Record)
    assert {(a.id, a.verdict, a.quote) for a in back.annotations} == {
        ("a", None, "Bergen"),
        ("r", "rejected", "Rosa"),
        ("c", None, "Lind went"),
    }
    links = [link.annotation for a in back.annotations for link in a.links.values()]
    assert links == ["r"]


@pytest.mark.parametrize("name", OTHERS)
def test_what_was_only_confirmed_with_its_article_is_told_and_comes_back(tmp_path: Path, name: str) -> None:
    known = format_named(name)
    assert known.write is not None
    assert known.read is not None
    record = _record()
    marks = (record.annotations[0]._replace(how="implicit"), record.annotations[2]._replace(links={}))
    record = record._replace(annotations=marks)
    lost = counted([record], known.losses(SCHEME))
    assert lost == {"confirmed": {"entity": 1}}
    path = tmp_path / f"out{'' if known.folder else known.suffixes[0]}"
    known.write(path, [record], SCHEME, NO_OPTIONS)
    (back,) = taken(known.read(path, NO_OPTIONS), SCHEME)
    assert isinstance(back, Record)
    assert {a.id: a.how for a in back.annotations} == {"a": "implicit", "c": ""}


def test_what_brat_and_conllu_show(tmp_path: Path) -> None:
    for name in ("brat", "conllu", "webanno"):
        known = format_named(name)
        assert known.write is not None
        known.write(tmp_path / name, [_record()], SCHEME, NO_OPTIONS)
    (ann,) = (tmp_path / "brat").rglob("*.ann")
    assert [line.split("\t")[-1] for line in ann.read_text(encoding="utf-8").splitlines()] == ["Bergen", "Lind went"]
    rows = [line for line in (tmp_path / "conllu").read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    assert [row.split("\t")[1] for row in rows if "Entity=(" in row] == ["Lind", "Bergen"]
    (tsv,) = (tmp_path / "webanno").rglob("*.tsv")
    assert "Rosa\t_" in tsv.read_text(encoding="utf-8")
