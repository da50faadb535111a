"""An export that breaks off leaves nothing behind, in any format, and an older one stays as it was."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import ExportFailed, UserCancelled
from annotations.exchange.conversion import write_records
from annotations.exchange.format import Format
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
WRITTEN = [known.name for known in FORMATS if known.write]


def _record(words: str) -> Record:
    mark = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "claim", 0, 4, "Rosa")
    article = Article(ArticleId(words), words, f"Rosa {words}")
    return Record(article, Annotator(AnnotatorId(""), "ana"), "done", annotations=(mark,))


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("error", [UserCancelled(), ValueError("a bug")])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", WRITTEN)
def test_an_export_that_breaks_off_leaves_everything_as_it_was(
    tmp_path: Path, name: str, error: Exception, *, packed: bool
) -> None:
    def records() -> Iterator[Record]:
        yield _record("new")
        raise error

    known, out = _output(tmp_path, name, packed=packed)
    with pytest.raises(type(error)):
        write_records(out, records(), SCHEME, known)
    assert list(tmp_path.iterdir()) == []
    write_records(out, iter([_record("old")]), SCHEME, known)
    before = _contents(tmp_path)
    with pytest.raises(type(error)):
        write_records(out, records(), SCHEME, known)
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", WRITTEN)
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    known, out = _output(tmp_path, name, packed=packed)
    write_records(out, iter([_record("old")]), SCHEME, known)
    before = _contents(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportFailed, match="No space left on device"):
        write_records(out, iter([_record("new")]), SCHEME, known)
    assert _contents(tmp_path) == before


def _output(folder: Path, name: str, *, packed: bool) -> tuple[Format, Path]:
    known = format_named(name)
    return known, folder / f"out{'.zip' if packed else '' if known.folder else known.suffixes[0]}"
