"""An output called .zip is a ZIP archive, folders are not called like files, and archives are read within bounds."""

import zipfile
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError, ExportFailed, ImportFailed
from annotations.exchange import archives
from annotations.exchange.conversion import taken, write_records
from annotations.exchange.formats import FORMATS, format_for_writing, format_named, format_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
WRITTEN = [known for known in FORMATS if known.read and known.write]


def _records() -> list[Record]:
    found = []
    for number, name in enumerate(("ana", "ben")):
        text = f"{number} Rosa spoke"
        mark = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "entity", 2, 6, "Rosa", "PERSON")
        article = Article(ArticleId(f"a{number}"), f"Title {number}", text)
        found.append(Record(article, Annotator(AnnotatorId(""), name), "done", annotations=(mark,)))
    return found


@pytest.mark.parametrize("name", [known.name for known in WRITTEN])
def test_every_format_is_one_archive_when_the_output_is_called_so(tmp_path: Path, name: str) -> None:
    out = tmp_path / "my.labels.zip"
    assert write_records(out, iter(_records()), SCHEME, format_for_writing(out, name)).records == 2
    assert zipfile.is_zipfile(out)
    assert {path.name for path in tmp_path.iterdir()} <= {out.name, f"{out.name}.LOSSES.txt"}
    known = format_of(out)
    assert known is not None
    assert known.read is not None
    back = list(taken(known.read(out, NO_OPTIONS), SCHEME))
    assert [thing for thing in back if isinstance(thing, ImportNote) and thing.lost] == []
    quotes = [[mark.quote for mark in thing.annotations] for thing in back if isinstance(thing, Record)]
    assert quotes == [["Rosa"], ["Rosa"]]
    assert all(str(out) in thing.place for thing in back)


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.folder])
@pytest.mark.parametrize("suffix", [".xmi", ".tsv", ".ann", ".json", ".TXT"])
def test_a_folder_is_not_called_like_a_file(tmp_path: Path, name: str, suffix: str) -> None:
    with pytest.raises(ClaimdeskError, match=r"Name it out for a folder, or out\.zip for a ZIP archive\.$"):
        format_for_writing(tmp_path / f"out{suffix}", name)
    assert format_for_writing(tmp_path / "out", name) == format_named(name)
    assert format_for_writing(tmp_path / "v1.2", name) == format_named(name)


def test_a_name_that_tells_the_format_of_a_folder_is_refused_with_what_to_say(tmp_path: Path) -> None:
    with pytest.raises(ClaimdeskError, match="a ZIP archive, with --format webanno"):
        format_for_writing(tmp_path / "out.tsv")


def test_an_export_that_fails_leaves_no_archive(tmp_path: Path) -> None:
    def records() -> object:
        yield _records()[0]
        raise OSError(28, "No space left on device")

    out = tmp_path / "out.zip"
    out.write_bytes(b"old")
    for name in ("brat", "jsonl"):
        with pytest.raises(ExportFailed, match="No space left"):
            write_records(out, records(), SCHEME, format_named(name))  # type: ignore[arg-type]
        assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]
        assert out.read_bytes() == b"old"


def test_files_of_people_are_read_from_an_archive_with_a_folder_around_them(tmp_path: Path) -> None:
    path = tmp_path / "texts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mine/a.txt", "Rosa spoke.")
        archive.writestr("mine/../../../b.txt", "Bo spoke.")
        archive.writestr("mine/c.ann", "T1\tPERSON 0 4\tRosa\n")
        archive.writestr("mine/c.txt", "Rosa sang.")
        archive.writestr("mine/notes.xyz", "Nothing of ours")
    found = list(taken(format_named("zip").read(path, NO_OPTIONS), SCHEME))  # type: ignore[misc]
    assert sorted(thing.article.text for thing in found if isinstance(thing, Record)) == [
        "Bo spoke.",
        "Rosa sang.",
        "Rosa spoke.",
    ]
    assert not (tmp_path / "b.txt").exists()


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "a" * 5000)
    monkeypatch.setattr(archives, "LARGEST", 1000)
    with pytest.raises(ImportFailed, match="more than 1,000 bytes"), archives.unpacked(path, archives.as_it_is):
        pass
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(ImportFailed, match="archive"), archives.unpacked(path, archives.as_it_is):
        pass
