"""Formats of one file per article: a folder for each annotator, in it a file for each article, under a safe name."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from annotations.exchange.records import Record, by_article
from annotations.model import Annotator

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 40
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def safe_name(words: str, default: str) -> str:
    """A file name that every system takes, made of some words."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = _UNSAFE.sub("-", plain)[:_LONGEST].strip("-").lower()
    return default if not name or name in _RESERVED else name


def documents(root: Path, records: Iterable[Record]) -> Iterator[tuple[Path, Record]]:
    """Each record and the path of its files, without a suffix; the folder is there.

    The files of an article have the same name in the folder of each annotator, and names begin with a running number,
    so that no two articles have the same one.
    """
    folders: dict[Annotator | None, Path] = {None: root}
    for number, group in enumerate(by_article(records), 1):
        name = f"{number:05}-{safe_name(group[0].article.title, 'article')}"
        for record in group:
            if record.annotator not in folders:
                folders[record.annotator] = _new_folder(root, record.annotator, set(folders.values()))
            yield folders[record.annotator] / name, record


def _new_folder(root: Path, annotator: Annotator | None, taken: set[Path]) -> Path:
    name = safe_name(annotator.name if annotator else "", "annotator")
    numbers = range(1, len(taken) + 2)
    folder = next(path for n in numbers if (path := root / (name if n == 1 else f"{name}-{n}")) not in taken)
    folder.mkdir()
    return folder
