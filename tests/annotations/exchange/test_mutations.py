"""Changed files of every format: an import works or names what it left out, and the project is sound afterwards.

`CLAIMDESK_MUTATIONS` says how many files are changed and imported; the same number makes the same files each time.
"""

import json
import os
import random
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange import jsonl
from annotations.exchange.conversion import taken
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.reading import read_file
from annotations.exchange.records import Record
from annotations.importing import import_records
from annotations.operations.checking import findings
from annotations.project import Project
from annotations.resources import resource
from annotations.scheme import load_scheme

ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252")
NAMES = [known.name for known in FORMATS if known.read]
EACH = max(1, int(os.environ.get("CLAIMDESK_MUTATIONS", "2000")) // len(NAMES))
SCHEME = load_scheme("news-claims")
LENGTH = 500  # code points of an article, so that a change is likely to hit something
LARGEST = 1_000_000  # code points that no file of some kilobytes may become
DEEP = "[" * 3_000 + "]" * 3_000
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**9, 2**63, 10**40, 1.5, 1e308, float("nan"), "", "x", "\ud83d", "\0"),
    *([], {}, [[]], [None], {"a": 1}, [True, "x", {}]),
)
BYTES = (
    b"\0",
    b"\xff",
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"<",
    b"&",
    b"{",
    b"]",
    b"-1",
    b"9" * 5000,
    b"null",
    b"\xef\xbb\xbf",
)


def records() -> list[Record]:
    found = [one for one in jsonl.read(resource("sample", "sample.jsonl"), NO_OPTIONS) if isinstance(one, Record)]
    return [
        record._replace(
            article=record.article._replace(text=record.article.text[:LENGTH], sha256=""),
            annotations=tuple(mark for mark in record.annotations if (mark.end or 0) <= LENGTH)[:8],
        )
        for record in found[:3]
    ]


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    """Flip, drop, insert, cut, repeat, or turn numbers into others."""
    at = chance.randrange(len(content)) if content else 0
    before, after = content[:at], content[at:]
    ways: list[Callable[[], bytes]] = [
        lambda: before + bytes([chance.randrange(256)]) + after[1:],
        lambda: before + bytes([(after[:1] or b"\0")[0] ^ 1 << chance.randrange(8)]) + after[1:],
        lambda: before + after[chance.randrange(1, 40) :],
        lambda: before + chance.choice(BYTES) + after,
        lambda: before,
        lambda: before + before[-chance.randrange(1, 80) :] + after,
        lambda: re.sub(rb"\d+", lambda _: str(chance.choice((0, 7, 10**9, 10**30))).encode(), before[-90:]) + after,
    ]
    return chance.choice(ways)()


def changed_lines(content: bytes, chance: random.Random) -> bytes:
    """Repeat, remove or exchange lines, or write all of it in another encoding."""
    lines = content.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    ways: list[Callable[[], list[bytes]]] = [
        lambda: [*lines[:at], lines[at], *lines[at:]],
        lambda: lines[:at] + lines[at + 1 :],
        lambda: [*lines[:at], lines[other], *lines[at + 1 :]],
        lambda: [content.decode(errors="replace").encode(chance.choice(ENCODINGS), "replace")],
    ]
    return b"\n".join(chance.choice(ways)())


def changed_json(content: bytes, chance: random.Random) -> bytes:
    """Put another value, or none, or a deep one, in one place of one value of JSON."""
    lines = content.decode(errors="replace").split("\n")
    at = chance.randrange(len(lines))
    whole = content.lstrip()[:1] in b"[{" and not lines[at].strip().startswith("{")
    text = content.decode(errors="replace") if whole else lines[at]
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return changed_bytes(content, chance)
    made = json.dumps(changed_value(value, chance)).replace('"DEEP"', DEEP)
    return (made if whole else "\n".join([*lines[:at], made, *lines[at + 1 :]])).encode()


def changed_value(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict | list) and value and chance.random() < 0.85:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.choice(keys)
        if chance.random() < 0.1:
            del value[key]
        else:
            value[key] = changed_value(value[key], chance)
        return value
    return chance.choice((*VALUES, "DEEP"))


def changed_markup(content: bytes, chance: random.Random) -> bytes:
    """Change the value of an attribute, or the encoding that is declared."""
    found = list(re.finditer(rb'="[^"]*"', content))
    if not found:
        return changed_lines(content, chance)
    start, end = chance.choice(found).span()
    value = chance.choice((b"", b"-1", b"9" * 5000, b"x", b"UTF-77", b"1.5", b"\xc5\x81", b"&#0;", b"a b"))
    return content[:start] + b'="' + value + b'"' + content[end:]


def changed_archive(content: bytes, chance: random.Random) -> bytes:
    """Change, drop or double a member of an archive."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        victim = chance.choice(archive.namelist())
        for name in archive.namelist():
            inner = archive.read(name)
            if name != victim:
                copy.writestr(name, inner)
            elif chance.random() < 0.8:
                copy.writestr(chance.choice((name, name, name, f"../{name}")), changed(inner, chance))
    return out.getvalue()


def changed(content: bytes, chance: random.Random) -> bytes:
    """Change a file once or more, in ways that fit what it is."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        ways = [changed_bytes, changed_lines]
        ways += [changed_json] * 3 if content.lstrip()[:1] in (b"{", b"[") else []
        ways += [changed_markup] * 2 if content.lstrip()[:1] == b"<" else []
        if content[:2] == b"PK" and chance.random() < 0.7:
            with suppress(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
                return changed_archive(content, chance)
        content = chance.choice(ways)(content, chance)
    return content


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_file_is_imported_or_named_and_the_project_stays_sound(
    name: str, tmp_path: Path, project: Project
) -> None:
    known = format_named(name)
    out = tmp_path / f"out{'' if known.folder else known.suffixes[0]}"
    if known.write:
        known.write(out, iter(records()), SCHEME, NO_OPTIONS)
    elif name == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.jsonl", b"".join(jsonl.line(record) for record in records()))
    else:
        out.write_text(records()[0].article.text, encoding="utf-8")
    files = sorted(file.relative_to(tmp_path) for file in [out, *out.rglob("*")] if file.is_file())
    chance = random.Random(name)
    read: list[Any] = []
    for number in range(EACH):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        (shutil.copytree if out.is_dir() else shutil.copy)(out, (copy.mkdir() or copy) / out.name)
        victim = copy / chance.choice(files)
        victim.write_bytes(changed(victim.read_bytes(), chance))
        found = list(taken(read_file(copy / out.name, known), SCHEME))
        assert all(len(thing.article.text) < LARGEST for thing in found if isinstance(thing, Record)), number
        read += found
    try:
        import_records(project, read, "Ana")
    except ClaimdeskError as error:
        pytest.fail(f"An import ended with: {error}")
    assert list(findings(project)) == []
