"""A bare window with Qt's own text editor that shows the peers' articles and tints their marks.

Run as a process of its own: arguments are the JSONL file and how many articles to show. Prints the figures as JSON:
seconds from one article to the next painted, seconds to tint one mark otherwise and repaint the text, and memory.
The texts and the places of the tints are ready beforehand.
"""

import json
import sys
from itertools import islice
from typing import NamedTuple

from memory import shares
from painting import Paints, Taken, until_painted
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

_COLOURS = {"": "#f4d7d7", "PERSON": "#ffe8b0", "ORG": "#d9dcff", "GPE": "#c8f0ea", "LOC": "#c9ecf7", "NORP": "#e7d8c9"}
SEEN = 20  # how many marks are certainly on the screen


class Shown(NamedTuple):
    """A text and where it is tinted, in what Qt counts."""

    text: str
    tints: list[tuple[int, int, str]]


class Editor(QTextEdit):
    """A read-only editor with tints."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self._formats = dict[str, QTextCharFormat]()
        for label, colour in _COLOURS.items():
            made = self._formats[label] = QTextCharFormat()
            made.setBackground(QColor(colour))

    def open(self, shown: Shown) -> None:
        """Show a text from its beginning."""
        self.setPlainText(shown.text)
        self.setExtraSelections([self._selection(*tint) for tint in shown.tints])

    def tint_otherwise(self, number: int, label: str) -> None:
        """Change the colour of one mark, and paint everything that is seen."""
        selections = self.extraSelections()
        selections[number].format = self._formats[label]  # type: ignore[attr-defined]
        self.setExtraSelections(selections)
        self.viewport().update()

    def _selection(self, start: int, end: int, label: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, self._formats[label]  # type: ignore[attr-defined]
        return made


def ready(line: str) -> Shown:
    """The text of a record, and its tints."""
    record = json.loads(line)
    text = record["text"]
    places = [0]
    for sign in text:
        places.append(places[-1] + (2 if ord(sign) > 0xFFFF else 1))
    marks = record["annotations"]
    return Shown(text, [(places[mark["start"]], places[mark["end"]], mark.get("label", "")) for mark in marks])


def bare_window() -> tuple[QMainWindow, Editor]:
    """A window as large as the program's, with an editor and nothing else."""
    window, editor = QMainWindow(), Editor()
    window.setCentralWidget(editor)
    window.resize(1280, 800)
    window.show()
    return window, editor


def main(source: str, count: str) -> None:
    """Show a window, turn the pages, change tints, and print the figures."""
    QApplication(sys.argv[:1])
    with open(source, encoding="utf-8") as file:
        pages = [ready(line) for line in islice(file, int(count))]
    window, editor = bare_window()
    paints = Paints(editor.viewport())
    until_painted(paints, editor.open, pages[0])
    turned = [until_painted(paints, editor.open, page) for page in pages[1:]]
    tinted = list[Taken]()
    for turn in range(4):
        for number, (_, _, label) in enumerate(pages[-1].tints[:SEEN]):
            another = label if turn % 2 else ("ORG" if label != "ORG" else "GPE")
            tinted.append(until_painted(paints, editor.tint_otherwise, number, another))
    print(json.dumps({"next": turned, "tag": tinted, "memory": shares()}))
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
