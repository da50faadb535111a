"""Texts of our own with names marked in them, [name|LABEL]: a line is a text."""

import re
from pathlib import Path

from training_data import Name, Text

FOLDER = Path(__file__).parent / "own"
MARKED = re.compile(r"\[([^|\]]*)\|([A-Z]+)\]")


def own_sets() -> dict[str, list[Text]]:
    """Read the sets that nothing is trained on, by name."""
    return {
        f"own {file.stem}": [
            Text(*unmarked(line), source="own", doc=f"{file.stem} {number}")
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines())
        ]
        for file in sorted(FOLDER.glob("*.txt"))
    }


def unmarked(marked: str) -> tuple[str, list[Name]]:
    """Return a text without its marks, and where its names are."""
    text, names, position = "", list[Name](), 0
    for mark in MARKED.finditer(marked):
        text += marked[position : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        position = mark.end()
    return text + marked[position:], names
