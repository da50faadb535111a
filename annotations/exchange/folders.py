"""Formats with one file per article: a folder for each annotator, with a safely named file for each article."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import category, normalize

from annotations.exchange.records import Record, by_article
from annotations.model import FILE, Annotator, Article

_LONGEST = 40
_MOST_BYTES = 120  # in UTF-8; file systems take 143 to 255, and a number and a suffix are added
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}


def safe_name(words: str, default: str) -> str:
    """A file name that is valid on every system, made from the letters, marks and digits of a text in any script."""
    plain = _INVISIBLE.sub("", normalize("NFC", words))
    kept = "".join(c if c == "_" or category(c)[0] in "LMN" else "-" for c in plain)
    name = _cut(re.sub("-+", "-", kept).strip("-"))
    return default if not name or name.casefold() in _RESERVED else name


def _cut(name: str) -> str:
    """A name that is short enough, without cutting between a letter and its marks."""
    whole, end = name, min(len(name), _LONGEST)
    while len(whole[:end].encode(errors="replace")) > _MOST_BYTES:
        end -= 1
    while 0 < end < len(whole) and category(whole[end])[0] == "M":
        end -= 1
    return whole[:end].rstrip("-")


def of_file(path: Path) -> dict[str, str]:
    """The original file name of an article, from its metadata."""
    return {FILE: normalize("NFC", path.name)}


def documents(root: Path, records: Iterable[Record]) -> Iterator[tuple[Path, Record]]:
    """Each record and the path of its files, without a suffix. The folder exists.

    The files of an article have the same name in every annotator's folder. Names begin with a running number, so they
    are unique.
    """
    folders: dict[Annotator | None, Path] = {None: root}
    for number, group in enumerate(by_article(records), 1):
        name = f"{number:05}-{_base_name(group[0].article)}"
        for record in group:
            if record.annotator not in folders:
                folders[record.annotator] = _new_folder(root, record.annotator, set(folders.values()))
            yield folders[record.annotator] / name, record


def _base_name(article: Article) -> str:
    """The name for an article's files: the file that it came from, or its title."""
    file = article.meta.get(FILE)
    stem = Path(file).stem if isinstance(file, str) else ""
    return safe_name(stem, "") or safe_name(article.title.lower(), "article")


def _new_folder(root: Path, annotator: Annotator | None, taken: set[Path]) -> Path:
    name = safe_name(annotator.name.lower() if annotator else "", "annotator")
    used = {path.name.casefold() for path in taken}
    numbers = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    folder = root / next(wanted for wanted in numbers if wanted.casefold() not in used)
    folder.mkdir()
    return folder
