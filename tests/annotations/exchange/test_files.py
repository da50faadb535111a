"""Whatever encoding a text file is in, it is read or refused; whatever is written is written whole."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import ExportFailed, ImportFailed
from annotations.exchange.files import folder_written_whole, written_whole
from annotations.exchange.text_files import read_text


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
    with pytest.raises(ExportFailed, match="cannot be written: No such"), written_whole(tmp_path / "no" / "out.jsonl"):
        pass
    with pytest.raises(ExportFailed, match="is a folder. Choose another name"), written_whole(tmp_path):
        pass


def test_a_database_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "border.claimdesk"
    path.write_bytes(b"SQLite format 3\0...")
    with pytest.raises(ExportFailed, match="is a project or another database"), written_whole(path):
        pass
    assert path.read_bytes() == b"SQLite format 3\0..."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links in other ways")
def test_a_link_stays_a_link_and_leads_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(real)
    for text in (b"first", b"second"):
        with written_whole(link) as file:
            file.write(text)
            assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
        assert (link.is_symlink(), real.read_bytes()) == (True, text)
    assert [path.name for path in real.parent.iterdir()] == ["real.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links in other ways")
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    with pytest.raises(ExportFailed, match="Too many levels of symbolic links"), written_whole(tmp_path / "loop.jsonl"):
        pass
    with pytest.raises(ImportFailed, match="Too many levels of symbolic links"):
        read_text(tmp_path / "loop.jsonl")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_what_is_replaced_keeps_its_permissions_from_the_first_byte(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "private.jsonl"
    path.write_text("before")
    path.chmod(mode)
    with written_whole(path) as file:
        file.write(b"after")
        file.flush()
        assert {stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir()} == {mode}
    assert (stat.S_IMODE(path.stat().st_mode), path.read_text()) == (mode, "after")
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    with folder_written_whole(folder) as made:
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_is_new_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with written_whole(tmp_path / "out.jsonl"):
        pass
    modes = {stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir()}
    assert len(modes) == 1


class FullDisk:
    """A limit on the size of files, which a full disk resembles: what is buffered cannot be written either."""

    def __init__(self, size: int) -> None:
        import resource
        import signal

        self._resource, self._signal, self._size = resource, signal, size

    def __enter__(self) -> None:
        self._before = self._resource.getrlimit(self._resource.RLIMIT_FSIZE)
        self._handler = self._signal.signal(self._signal.SIGXFSZ, self._signal.SIG_IGN)
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, (self._size, self._before[1]))

    def __exit__(self, *_: object) -> None:
        self._resource.setrlimit(self._resource.RLIMIT_FSIZE, self._before)
        self._signal.signal(self._signal.SIGXFSZ, self._handler)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_when_there_is_no_room_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before")
    with FullDisk(20_000), pytest.raises(ExportFailed, match="cannot be written: File too large"):
        _write_much(path)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("out.jsonl", "before")]


def _write_much(path: Path) -> None:
    with written_whole(path) as file:
        for _ in range(5_000):
            file.write(b"some words, ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes pipes in other ways")
def test_pipes_devices_and_folders_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    kinds = {tmp_path / "pipe": "a pipe", Path("/dev/zero"): "a device", tmp_path: "a folder"}
    for path, kind in kinds.items():
        with pytest.raises(ImportFailed, match=f"{path} is {kind}. Choose a file."):
            read_text(path)
        with pytest.raises(ExportFailed, match=f"{path} is {kind}. Choose another name"), written_whole(path):
            pass
        if kind != "a folder":
            with pytest.raises(ExportFailed, match=f"{path} is {kind}. Choose"), folder_written_whole(path):
                pass


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_the_output_of_the_program_itself_may_be_a_pipe() -> None:
    script = (
        "from pathlib import Path; from annotations.exchange.files import written_whole\n"
        "with written_whole(Path('/dev/stdout')) as file: file.write(b'text')"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"text"
