"""A ZIP archive with files in other formats: our exports of formats that are folders, or files packed by people."""

from collections.abc import Iterator
from pathlib import Path

from annotations.exchange import sidecar
from annotations.exchange.archives import as_it_is, unpacked
from annotations.exchange.external import ExternalLabel
from annotations.exchange.files import LOSSES_NAME
from annotations.exchange.format import ReadItem
from annotations.exchange.formats import FORMATS, format_of
from annotations.exchange.options import Options
from annotations.exchange.reading import read_file
from annotations.exchange.records import ImportNote


def read_zip(path: Path, options: Options) -> Iterator[ReadItem]:
    """Read the one format that an archive contains as a folder, or each file in a known format."""
    with unpacked(path, as_it_is) as folder:
        files = _files(folder)
        for file in files:
            yield from (_from(found, folder, path) for found in read_file(file, None, options))
    if not files:
        yield ImportNote(str(path), "This archive contains nothing that can be imported.")


def _files(folder: Path) -> list[Path]:
    """The paths to read: a folder of one format as a whole, otherwise files by name."""
    suffixes = {suffix for one in FORMATS if one.read for suffix in one.suffixes}
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() in suffixes]
    found = [path for path in found if not path.name.endswith(LOSSES_NAME)]
    inner = list(folder.iterdir())
    known = format_of(folder)
    if known is not None and all(_is_part(path, known.suffixes) for path in found):
        return [folder]
    if len(inner) == 1 and inner[0].is_dir():  # packed with its folder
        return _files(inner[0])
    return [path for path in found if not sidecar.belongs(path, (".ann", ".tsv"))]


def _is_part(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.suffix.lower() in suffixes or sidecar.belongs(path, suffixes)


def _from(found: ReadItem, folder: Path, path: Path) -> ReadItem:
    """The content at its path in the archive."""
    if isinstance(found, ExternalLabel):
        return found
    if isinstance(found, ImportNote):
        found = found._replace(sentence=found.sentence.replace(str(folder), str(path)))
    return found._replace(place=found.place.replace(str(folder), str(path)))
