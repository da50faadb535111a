"""Whatever encoding a text file is in, it is read or refused; whatever is written is written whole."""

import os
import stat
import sys
from pathlib import Path

import pytest

from annotations.errors import ExportFailed, ImportFailed
from annotations.exchange.files import read_text, written_whole

SPANISH = "El canciller colombiano acusó a España de “interferir” en la frontera según informó la agencia. " * 20
LATIN = SPANISH.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (SPANISH.encode(), SPANISH, "utf-8"),
        (b"\xef\xbb\xbf" + SPANISH.encode(), SPANISH, "utf-8"),
        (SPANISH.encode("utf-16"), SPANISH, "utf-16"),
        (b"\xfe\xff" + SPANISH.encode("utf-16-be"), SPANISH, "utf-16"),
        (SPANISH.encode("utf-32"), SPANISH, "utf-32"),
        (b"Nul\0 is in the text.", "Nul\0 is in the text.", "utf-8"),
        ("عاجل: أغلقت الحدود 😀".encode(), "عاجل: أغلقت الحدود 😀", "utf-8"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in(tmp_path: Path, content: bytes, text: str, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    assert read_text(path) == (text, encoding)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le"])
def test_an_encoding_that_is_guessed_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(LATIN.encode(encoding))
    decoded = read_text(path)
    assert decoded.text == LATIN
    (remark,) = decoded.remarks(path)
    assert (remark.place, remark.lost) == (str(path), False)
    assert f"Read as {decoded.encoding}" in remark.sentence


@pytest.mark.parametrize(
    "content",
    [os.urandom(5_000), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\0" * 500],
    ids=["noise", "png", "nul"],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match="is not a text file. Save it as plain text"):
        read_text(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_text(tmp_path)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), written_whole(path) as file:
        file.write(b"half" * (file.write(b"some") // 0))
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("out.jsonl", "before")]
    with written_whole(path) as file:
        file.write(b"after")
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("out.jsonl", "after")]


def test_a_folder_that_is_missing_or_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "out.jsonl", tmp_path):
        with pytest.raises(ExportFailed, match="cannot be written"), written_whole(path):
            pass


def test_a_database_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "border.claimdesk"
    path.write_bytes(b"SQLite format 3\0...")
    with pytest.raises(ExportFailed, match="is a project or another database"), written_whole(path):
        pass
    assert path.read_bytes() == b"SQLite format 3\0..."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes in other ways")
def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.jsonl", tmp_path / "pipe"
    link.symlink_to(tmp_path / "real.jsonl")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    for path in (link, pipe):
        with written_whole(path) as file:
            file.write(b"text")
    assert (os.read(reader, 10), stat.S_ISFIFO(pipe.stat().st_mode)) == (b"text", True)
    assert (link.is_symlink(), link.read_text()) == (True, "text")
    os.close(reader)
