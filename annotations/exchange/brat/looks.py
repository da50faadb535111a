"""How brat displays its types, from `annotation.conf`, `visual.conf` and `kb_shortcuts.conf`.

Source: https://brat.nlplab.org/configuration.html.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange import sidecar
from annotations.exchange.external import ExternalLabel
from annotations.exchange.identifiers import spoken
from annotations.files.opening import content_of

LARGEST = 1 << 20
_SECTION = re.compile(r"\[\s*(\w+)\s*\]")
_TYPES = ("entities", "events")
_TYPE = re.compile(r"\w[\w-]*")
_COLOUR = re.compile(r"\bbgColor\s*:\s*([^,\s]+)")
_SHORTCUT = re.compile(r"(\S)\s+(\S+)")


def labels(folder: Path) -> Iterator[ExternalLabel]:
    """The span types that a folder declares. Empty for our own folders, where sidecar files have everything."""
    lines = [line for section, line in _lines(folder, "annotation.conf") if section in _TYPES]
    types = [spoken(name) for line in lines for name in _type(line)]
    if not types or any(folder.rglob(f"*{sidecar.SUFFIX}")):
        return
    shown, colours = _titles(folder), _colours(folder)
    keys = {name: key for key, name in _shortcuts(folder)}
    for name in dict.fromkeys(types):
        yield ExternalLabel(name, colour=colours.get(name, ""), key=keys.get(name, ""), title=shown.get(name, ""))


def _lines(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The lines of a configuration, each with its section."""
    path, section = folder / name, ""
    if not path.is_file():
        return
    try:
        content = content_of(path, most=LARGEST)
    except ImportFailed:
        return
    for line in content.decode("utf-8-sig", errors="replace").splitlines():
        line = line.strip()
        found = _SECTION.fullmatch(line)
        if found:
            section = found[1].lower()
        elif line and not line.startswith("#"):
            yield section, line


def _type(line: str) -> list[str]:
    """The type that a line declares. None for macros, separators and types that only group others."""
    word = line.split()[0]
    return [word] if _TYPE.fullmatch(word) and "=" not in line.partition(":")[0] else []


def _titles(folder: Path) -> dict[str, str]:
    rows = [line.split("|") for section, line in _lines(folder, "visual.conf") if section == "labels"]
    return {spoken(row[0].strip()): row[1].strip() for row in rows if len(row) > 1}


def _colours(folder: Path) -> dict[str, str]:
    drawn = [line for section, line in _lines(folder, "visual.conf") if section == "drawing"]
    return {spoken(line.split()[0]): found[1] for line in drawn if (found := _COLOUR.search(line))}


def _shortcuts(folder: Path) -> Iterator[tuple[str, str]]:
    """Keys and the types that they select. The first key of a type counts."""
    found = [match for _, line in _lines(folder, "kb_shortcuts.conf") if (match := _SHORTCUT.fullmatch(line))]
    return ((match[1], spoken(match[2])) for match in reversed(found))
