"""Letters to press with Alt: one for each menu, entry, button and field, chosen in whatever language the texts are.

A letter is marked by an & before it; two of them are the sign itself. macOS shows no such letters.
"""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QMenu, QPushButton, QRadioButton
from PySide6.QtWidgets import QLabel as FormLabel  # noqa: TID251 - forms make them of the program's own texts

_MARKED = re.compile(r"(?:[^&]|&&)*&([^&\s])", re.DOTALL)
Lettered = QAction | QPushButton | QCheckBox | QRadioButton | FormLabel


def with_letters(texts: Sequence[str]) -> list[str]:
    """Mark a letter in each text, different ones as far as they go; texts that have one keep it.

    >>> with_letters(["Open", "Open sample", "&Save", "R&&D", "…"])
    ['&Open', 'O&pen sample', '&Save', '&R&&D', '…']
    """
    taken = {found[1].casefold() for text in texts if (found := _MARKED.match(text))}
    return [text if _MARKED.match(text) else _marked(text, taken) for text in texts]


def _marked(text: str, taken: set[str]) -> str:
    for place in _places(text):
        letter = text[place].casefold()
        if letter not in taken:
            taken.add(letter)
            return f"{text[:place]}&{text[place:]}"
    return text


def _places(text: str) -> Iterator[int]:
    """Where a letter can be marked: the beginnings of words first."""
    beginnings = [found.start() for found in re.finditer(r"\b\w", text)]
    yield from beginnings
    yield from (place for place, letter in enumerate(text) if letter.isalnum() and place not in beginnings)


def give_letters(things: Sequence[Lettered]) -> None:
    """Mark letters in the texts of what is seen together."""
    for thing, text in zip(things, with_letters([thing.text() for thing in things]), strict=True):
        if text != thing.text():
            thing.setText(text)


def letter_menu(menu: QMenu) -> QMenu:
    """Give the entries of a menu letters whenever it opens, after whoever fills it then."""
    menu.aboutToShow.connect(lambda: give_letters([one for one in menu.actions() if one.isVisible() and one.text()]))
    return menu


def letter_dialogs() -> None:
    """Give buttons and fields of each dialog letters from now on."""
    app = QApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.focusWindowChanged.connect(letter_active_dialog)


def letter_active_dialog() -> None:
    """Give letters to what is seen of the dialog that has the keyboard."""
    dialog = QApplication.activeWindow()
    if isinstance(dialog, QDialog):
        found: list[Lettered] = [*dialog.findChildren(QPushButton), *dialog.findChildren(QCheckBox)]
        found += dialog.findChildren(QRadioButton)
        found += [label for label in dialog.findChildren(FormLabel) if label.buddy()]
        give_letters([one for one in found if one.isVisible() and one.text()])
