"""A Hugging Face dataset: a folder with a card (README.md) and the rows as JSONL or Parquet.

`datasets.load_dataset(FOLDER)` loads the exports. Reading uses the files that the card names, or all files. Words with
tags become spans, whether the card or the Parquet schema names the tags.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ImportFailed
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.files import folder_written_whole
from annotations.exchange.guarding import one
from annotations.exchange.json_streams import line_values
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables import parquet
from annotations.exchange.tables.card import NAME, CardFigures, card, read_head
from annotations.exchange.tables.columns import is_ours, row
from annotations.exchange.tables.rows import TAGS, WORDS, Tags, read_row
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = ()
_SUFFIXES = (".jsonl", ".parquet")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a folder has a card, or a file's first row has words with tags or columns of ours."""
    if path.is_dir():
        try:
            return bool({"dataset_info", "configs"} & set(read_head(path))) and bool(_files(path))
        except ImportFailed:
            return False
    try:
        first = orjson.loads(head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0])
    except orjson.JSONDecodeError:
        return False
    return isinstance(first, dict) and (
        _has_tags(first) or is_ours(first) and isinstance(first.get("meta", {}), str | None)
    )


def _has_tags(found: dict[str, Any]) -> bool:
    lists = [found[name] for name in (*WORDS, *TAGS) if isinstance(found.get(name), list)]
    return len(lists) > 1 and all(isinstance(word, str) for word in lists[0]) and len(lists[0]) == len(lists[1])


def read(path: Path, options: Options) -> Iterator[Record | ExternalRecord | ExternalLabel | ImportNote]:
    """Read the rows of a folder's files, or of one file with the card next to it."""
    folder = path if path.is_dir() else path.parent
    info = read_head(folder).get("dataset_info") if path.is_dir() or (folder / NAME).is_file() else None
    info = info[0] if isinstance(info, list) and info else info
    tags = Tags.of_card(info.get("features")) if isinstance(info, dict) else Tags()
    yield from (ExternalLabel(label) for label in tags.labels())
    for file in _files(path) if path.is_dir() else [path]:
        if file.suffix == ".parquet":
            yield from parquet.read(file, options)
        else:
            yield from _read_lines(file, options, tags)


def _files(folder: Path) -> Sequence[Path]:
    """The files that the card names, if inside the folder; otherwise all files with rows."""
    configs = read_head(folder).get("configs")
    patterns = (
        [pattern for config in configs if isinstance(config, dict) for pattern in _patterns(config)] if configs else []
    )
    found = {
        path
        for pattern in patterns or [f"**/*{suffix}" for suffix in _SUFFIXES]
        if not pattern.startswith("/") and ".." not in Path(pattern).parts
        for path in folder.glob(pattern)
        if path.suffix in _SUFFIXES and path.resolve().is_relative_to(folder.resolve())
    }
    return sorted(found)


def _patterns(config: dict[str, Any]) -> Iterator[str]:
    files = config.get("data_files")
    for found in files if isinstance(files, list) else [files]:
        paths = found.get("path") if isinstance(found, dict) else found
        yield from (path for path in (paths if isinstance(paths, list) else [paths]) if isinstance(path, str))


def _read_lines(path: Path, options: Options, tags: Tags) -> Iterator[Record | ExternalRecord | ImportNote]:
    for found in line_values(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
            continue
        place = f"{path}:{found[0]}"
        if isinstance(found[1], dict):
            yield one(place, read_row, found[1], place, options, tags)
        else:
            yield ImportNote(place, "This line is not a row: it should be an object.")


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with the rows as JSONL. Return the number of records."""
    figures = CardFigures(records)
    with folder_written_whole(path) as folder:
        (folder / "data").mkdir()
        with (folder / "data/train.jsonl").open("wb") as file:
            for record in figures:
                file.write(orjson.dumps(row(record, scheme), option=orjson.OPT_APPEND_NEWLINE))
        (folder / NAME).write_text(card(scheme, figures, "data/train.jsonl"), encoding="utf-8")
    return figures.records


def write_parquet(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with the rows as Parquet. Return the number of records."""
    figures = CardFigures(records)
    with folder_written_whole(path) as folder:
        (folder / "data").mkdir()
        parquet.write(folder / "data/train.parquet", figures, scheme, options)
        (folder / NAME).write_text(card(scheme, figures, "data/train.parquet"), encoding="utf-8")
    return figures.records
