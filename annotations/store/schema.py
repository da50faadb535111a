"""What a project file of each version is made of. A file with anything else is a stranger's, and is not opened.

Triggers, views, generated columns and checks act by themselves as soon as a table is read or written. So the list of
all that is in the file is compared, before anything else is read, with what the migrations make: SQL and all. The
comparison leaves out blanks, and which quotes are around a name; SQLite's own tables and those of its full-text index
are known by their form, since that may change with its version.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotations.errors import ProjectForeign
from annotations.store.failures import damaged
from annotations.store.schema_objects import OBJECTS, WHOLE

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"

Made = tuple[Any, Any, Any, Any]
"""Type, name, table and SQL of something in a file, which may be anything in a damaged one."""

ADVICE = "Ask the sender for an export instead."

_WORDS = {"table", "index", "view", "trigger"}
_LONGEST = 50_000  # characters of SQL; our longest has 3,000
_LONGEST_NAME = 40  # characters of a name in a sentence
_TOKEN = re.compile(r"""\s+|("(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)|('(?:[^']|'')*')|(\w+)|(.)""", re.DOTALL)
_WORDS_THAT_MEAN = {"true", "false", "null"}
_PLAIN = re.compile(r"\w+")
# Tables that SQLite makes by itself: of its statistics and its counters, and those that its full-text index is kept in.
_SQLITES = {
    "sqlite_sequence": "create table sqlite_sequence ( name , seq )",
    "sqlite_stat1": "create table sqlite_stat1 ( tbl , idx , stat )",
    "sqlite_stat4": "create table sqlite_stat4 ( tbl , idx , neq , nlt , ndlt , sample )",
}
SHADOW = re.compile(r"(?:articles|terms)_fts_(?:data|idx|docsize|config)")
_COLUMNS = re.compile(r"CREATE TABLE '\w+'\s*\([\w ,()]*\)(?: WITHOUT ROWID)?")
_ACTS = re.compile(r"\b(?:AS|CHECK|DEFAULT|GENERATED|REFERENCES|COLLATE|ON)\b", re.IGNORECASE)
_INNER = re.compile(r"sqlite_autoindex_(\w+)_\d+")


def check_schema(path: Path, version: int, found: Iterable[Made]) -> None:
    """Refuse a file with something that no version makes (ProjectForeign), or that has lost a part (ProjectDamaged)."""
    objects = list(found)
    if whole(objects) == WHOLE:
        return
    for one in objects:
        if is_foreign(one):
            raise ProjectForeign(f"{path} was not opened: {told(one)}. {ADVICE}")
    for name in missing(version, objects):
        raise damaged(path, f"it has lost its {name}")


def is_foreign(made: Made) -> bool:
    """Whether no version makes this."""
    kind, name, table, sql = made
    if not (isinstance(kind, str) and isinstance(name, str) and isinstance(table, str)):
        return True
    if sql is None:
        inner = _INNER.fullmatch(name)
        return not (kind == "index" and inner and inner[1] == table)
    if not isinstance(sql, str) or len(sql) > _LONGEST:
        return True
    if name in _SQLITES:
        return plain(sql).lower() != _SQLITES[name]
    if SHADOW.fullmatch(name):
        return not (kind == "table" and _COLUMNS.fullmatch(sql) and not _ACTS.search(sql))
    return digest(kind, table, sql) not in _ours().get(name, ())


def missing(version: int, found: Iterable[Made]) -> list[str]:
    """What a file of a version should have and has not: kinds and names, as a sentence calls them."""
    there = {name for _, name, _, _ in found}
    return [f"{kind} “{name}”" for name, kind in _kinds(version).items() if name not in there]


def told(made: Made) -> str:
    """Say that something in a file is a stranger's, whatever its kind and name may hold."""
    kind, name, _, _ = made
    word = kind if isinstance(kind, str) and kind in _WORDS else "part"
    shown = "".join(letter if letter.isprintable() else "�" for letter in str(name)[:_LONGEST_NAME])
    if name in _ours():
        return f"its {word} “{shown}” was changed and is not made by Claimdesk"
    return f"it has {'an' if word == 'index' else 'a'} {word} “{shown}” that was not made by Claimdesk"


def whole(found: Iterable[Made]) -> str:
    """What two files have in common that are made alike to the letter: most are, and need no closer look."""
    return sha256("\0".join(sorted(map(repr, found))).encode(errors="replace")).hexdigest()[:32]


def digest(kind: str, table: str, sql: str) -> str:
    """What two things have in common that are made by the same SQL, whatever its blanks."""
    return sha256(f"{kind} {table} {plain(sql)}".encode()).hexdigest()[:16]


def plain(sql: str) -> str:
    """SQL with one blank between all its parts, and names without quotes where they need none."""
    return " ".join(_part(*found) for found in _TOKEN.findall(sql) if any(found))


def _part(quoted: str, text: str, word: str, sign: str) -> str:
    if quoted:
        inner = quoted[1:-1]
        return inner if _PLAIN.fullmatch(inner) and inner.lower() not in _WORDS_THAT_MEAN else quoted
    return text or word or sign


@cache
def _ours() -> Mapping[str, frozenset[str]]:
    """The digests that something may have, by name, in whatever version."""
    found: dict[str, frozenset[str]] = {}
    for one in OBJECTS:
        found[one.name] = found.get(one.name, frozenset()) | {one.digest}
    return found


@cache
def _kinds(version: int) -> Mapping[str, str]:
    return {one.name: one.kind for one in OBJECTS if one.first <= version <= one.last}
