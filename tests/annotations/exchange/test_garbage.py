"""Damaged files of every format: whatever is wrong is told in a sentence, and nothing else is ever raised."""

import random
import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange import jsonl
from annotations.exchange.conversion import taken
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation
from annotations.resources import resource
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TRIES = 40
LONGEST = 700  # code points of an article, so that damage is likely to hit something
_STRANGE = (
    b"\t",
    b"\n",
    b'"',
    b"<",
    b"{",
    b"-1",
    b"99999999999",
    b"\\",
    b"|",
    b"[",
    b"]",
    b"_",
    b"*",
    b"\xff",
    b"null",
    b"\0",
)


def _is_short(annotation: Annotation) -> bool:
    return (annotation.end or 0) <= LONGEST


def _records() -> list[Record]:
    found = [thing for thing in jsonl.read(resource("sample", "sample.jsonl"), NO_OPTIONS) if isinstance(thing, Record)]
    return [
        record._replace(
            article=record.article._replace(text=record.article.text[:LONGEST], sha256=""),
            annotations=tuple(filter(_is_short, record.annotations)),
        )
        for record in found[:2]
    ]


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Change, drop, insert, cut or repeat something, or turn numbers into others."""
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(content)) if content else 0
        before, after = content[:at], content[at:]
        content = chance.choice(
            (
                before + bytes([chance.randrange(256)]) + after[1:],
                before + after[chance.randrange(1, 30) :],
                before + chance.choice(_STRANGE) + after,
                before,
                before + before[-chance.randrange(1, 60) :] + after,
                re.sub(rb"\d+", lambda _: str(chance.choice((0, 7, 10**9))).encode(), before[-80:]) + after,
            )
        )
    return content


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.read and known.write])
def test_a_damaged_file_is_told_of_and_never_raises_anything_else(name: str, tmp_path: Path) -> None:
    known = format_named(name)
    assert known.read is not None
    assert known.write is not None
    out = tmp_path / f"out{'' if known.folder else known.suffixes[0]}"
    known.write(out, iter(_records()), SCHEME, NO_OPTIONS)
    files = [file.relative_to(tmp_path) for file in [out, *out.rglob("*")] if file.is_file()]
    chance = random.Random(name)
    for _ in range(TRIES):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        if out.is_dir():
            shutil.copytree(out, copy / out.name)
        else:
            shutil.copy(out, copy)
        damaged = copy / chance.choice(files)
        damaged.write_bytes(_damaged(damaged.read_bytes(), chance))
        with suppress(ClaimdeskError):
            list(taken(known.read(copy / out.name, NO_OPTIONS), SCHEME))
