"""Files that libraries parse are read in a process of their own, which is stopped when it goes beyond its limits."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import ImportFailed
from annotations.exchange import refi
from annotations.exchange.external import ExternalRecord
from annotations.exchange.formats import format_named
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.reading import read_file
from annotations.exchange.records import ImportNote, Record
from annotations.importing import found_in, import_records, read_files, reader_process
from annotations.importing.reader_process import ReaderProcess
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId
from annotations.processes import running
from annotations.project import Project
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
MARK = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "entity", 0, 8, "Ana Ruiz", "PERSON")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    records = [Record(Article(ArticleId(str(n)), "", f"Ana Ruiz met {n}."), annotations=(MARK,)) for n in range(250)]
    refi.write(tmp_path / "docs.qdpx", records, SCHEME, NO_OPTIONS)
    return tmp_path / "docs.qdpx"


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    before = set(running())
    yield
    assert set(running()) <= before


def test_what_is_read_there_is_what_is_read_here(docs: Path) -> None:
    assert list(found_in([docs, docs])) == list(read_file(docs)) * 2


def test_one_process_reads_all_files_and_only_such(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    with ReaderProcess() as process:
        first, second = (list(process.read_file(docs, format_named("refi-qda"), NO_OPTIONS)) for _ in range(2))
        assert first == second
        assert len([found for found in first if isinstance(found, ExternalRecord)]) == 250
    seen = [one for _ in found_in([tmp_path / "a.txt"]) for one in running()]
    assert seen == []


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    more = docs.stat().st_size / reader_process.MEGABYTE  # seconds that the size of the file adds
    monkeypatch.setattr(reader_process, "SECONDS", -more)
    remark, article = found_in([docs, tmp_path / "a.txt"])
    assert isinstance(remark, ImportNote)
    assert (remark.place, remark.lost) == (str(docs), True)
    assert "was stopped after 0 s" in remark.sentence
    assert isinstance(article, Record)


def test_a_file_that_wants_too_much_memory_is_stopped(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 90_000_000  # as many nothings in a list take eight bytes each
    packed = b"\x81\xa5attrs\xdd" + many.to_bytes(4, "big") + b"\xc0" * many  # a map of one list, as msgpack writes it
    (tmp_path / "a.spacy").write_bytes(zlib.compress(packed))
    assert (tmp_path / "a.spacy").stat().st_size < 100_000
    monkeypatch.setattr(reader_process, "MEGABYTES", 500)
    remark, *others = found_in([tmp_path / "a.spacy", docs])
    assert isinstance(remark, ImportNote)
    assert "memory" in remark.sentence
    assert len([found for found in others if isinstance(found, ExternalRecord)]) == 250


def test_a_process_that_dies_takes_nothing_else_with_it(docs: Path) -> None:
    with ReaderProcess() as process:
        reading = process.read_file(docs, format_named("refi-qda"), NO_OPTIONS)
        first = next(reading)
        assert process._spawned is not None  # noqa: SLF001 - to be killed as by the system
        process._spawned.process.kill()  # noqa: SLF001
        *rest, remark = reading
        assert isinstance(remark, ImportNote)
        assert "crashed" in remark.sentence
        assert "left out" in remark.sentence
        assert [first, *rest][0] == next(iter(process.read_file(docs, format_named("refi-qda"), NO_OPTIONS)))


def test_reading_that_is_given_up_ends_the_process(docs: Path) -> None:
    reading = found_in([docs])
    next(reading)
    assert running()
    reading.close()  # type: ignore[attr-defined]


def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    packing = zlib.compressobj(9)
    zeros = b"".join(packing.compress(bytes(1 << 20)) for _ in range(150)) + packing.flush()
    (tmp_path / "a.spacy").write_bytes(zeros)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.xmi", "b.xmi"):
            with archive.open(name, "w") as member:
                for _ in range(120):
                    member.write(b" " * (1 << 20))
    with zipfile.ZipFile(tmp_path / "c.qdpx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b"<Project>" + b"<a/>" * (30 << 20) + b"</Project>")
    found = list(found_in(sorted(tmp_path.iterdir())))
    assert all(isinstance(thing, ImportNote) and "was not opened" in thing.sentence for thing in found)
    assert len(found) == 3


def test_archives_within_archives_are_not_opened(tmp_path: Path, project: Project) -> None:
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.writestr("a.txt", "A text.")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(tmp_path / "inner.zip", "inner.zip")
    done = import_records(project, read_files([tmp_path / "outer.zip"]))
    assert (done.articles, [remark.lost for remark in done.remarks]) == (0, [True])


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch, docs: Path) -> None:
    monkeypatch.setattr(reader_process, "LOADING_SECONDS", 0)
    (remark,) = found_in([docs])
    assert isinstance(remark, ImportNote)
    assert "could not be started" in remark.sentence
    with pytest.raises(ImportFailed, match="can only be written"):
        list(found_in([docs], "claim-review"))
