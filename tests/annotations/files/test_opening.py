"""Only ordinary files are opened; everything else is refused at once, in a sentence."""

import os
import socket
import sys
from pathlib import Path

import pytest

from annotations.errors import ImportFailed, SchemeError
from annotations.files.opening import content_of, opened
from annotations.importing import import_records, input_files, read_files
from annotations.project import Project

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes, links and devices of another kind")


def test_a_file_is_opened_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"text")
    with opened(path) as file:
        assert file.read() == b"text"
    assert content_of(path) == b"text"
    with pytest.raises(SchemeError, match="more than 3 bytes"):
        content_of(path, SchemeError, 3)


def strange_files(folder: Path) -> dict[str, Path]:
    pipe, link, gone, unix = (folder / f"{name}.jsonl" for name in ("pipe", "link", "gone", "socket"))
    os.mkfifo(pipe)
    link.symlink_to(link)
    gone.symlink_to(folder / "nowhere")
    here = os.getcwd()
    os.chdir(folder)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(unix.name)
    finally:
        os.chdir(here)
    folder_named_like_one = folder / "folder.jsonl"
    folder_named_like_one.mkdir()
    return {"pipe": pipe, "symbolic link": link, "No such file": gone, "socket": unix, "device": Path("/dev/zero")} | {
        "folder": folder_named_like_one
    }


@posix
def test_anything_else_is_refused_at_once(tmp_path: Path) -> None:
    for told, path in strange_files(tmp_path).items():
        for open_ in (opened, content_of):
            with pytest.raises(ImportFailed, match=f"{path.name}.*{told}"):
                open_(path)


@posix
def test_an_import_names_them_and_takes_the_rest(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    strange = strange_files(folder)
    (folder / "good.txt").write_text("There is a text.")
    (folder / "empty.jsonl").write_bytes(b"")
    done = import_records(project, read_files(input_files([str(folder), "/dev/zero"])))
    assert done.articles == 1
    named = {Path(remark.place).name for remark in done.remarks if remark.lost}
    assert named == {path.name for path in strange.values() if not path.is_dir()} | {"empty.jsonl"}
    assert all(remark.sentence.endswith(".") for remark in done.remarks)
