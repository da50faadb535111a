"""A `.qdpx` file: a ZIP with a project and the texts of its sources. Nothing is ever unpacked to the disk."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO
from zlib import error as DamagedData

from annotations.errors import ImportFailed

MOST_MEMBERS = 500_000
LARGEST_PROJECT = 1 << 30
LARGEST_TEXT = 64 << 20
LARGEST_RATIO = 1000
"""Maximum unpacked bytes per packed byte. Text reaches a tenth of that."""


class Archive:
    """An open archive."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise ImportFailed(f"{path} has more than {MOST_MEMBERS:,} files, so it is not a project.")
        for member in members:
            if member.file_size > LARGEST_RATIO * max(member.compress_size, 1) and member.file_size > LARGEST_TEXT:
                raise ImportFailed(
                    f"{path} was not opened: {member.filename[:80]} would unpack to {member.file_size:,} bytes."
                )
        self._members = {_plain(member.filename): member for member in members}
        projects = [member for name, member in self._members.items() if name.endswith(".qde") and "/" not in name]
        if len(projects) != 1:
            raise ImportFailed(f"{path} should contain one project (.qde), but contains {len(projects)}.")
        self.project = projects[0].filename
        self._project = projects[0]
        if self._project.file_size > LARGEST_PROJECT:
            raise ImportFailed(f"{path} was not opened: its project has more than {LARGEST_PROJECT:,} bytes.")

    def open_project(self) -> IO[bytes]:
        """The project's XML."""
        return self._archive.open(self._project)

    def open_member(self, name: str) -> IO[bytes]:
        """Another file by its name. Empty if there is none."""
        member = self._members.get(_plain(name))
        return self._archive.open(member) if member else BytesIO()

    def text(self, address: str) -> str | None:
        """The text of a source: `internal://NAME` or a bare file name. None if it is not in the archive."""
        name = address.removeprefix("internal://").removeprefix("/")
        if "://" in name or ".." in name.split("/"):
            return None
        member = self._members.get(_plain(f"sources/{name}")) or self._members.get(_plain(name))
        if member is None:
            return None
        content = self._read(member)
        for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise ImportFailed(f"{member.filename} is not text in UTF-8.")

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(member) as file:
                content = file.read(LARGEST_TEXT + 1)
        except (zipfile.BadZipFile, DamagedData, NotImplementedError, RuntimeError) as error:
            raise ImportFailed(f"{member.filename} in {self._path} is damaged: {error}.") from None
        if len(content) > LARGEST_TEXT:
            raise ImportFailed(f"{member.filename} in {self._path} has more than {LARGEST_TEXT:,} bytes.")
        return content


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./").casefold()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive. Raises ImportFailed if it is not one, or was made to exhaust memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(path, archive)
    except (zipfile.BadZipFile, DamagedData) as error:
        raise ImportFailed(f"{path} is not a readable archive: {error}.") from None
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror or error}.") from None
