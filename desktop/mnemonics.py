"""Letters to press with Alt: one for each menu, entry, button and field, chosen in whatever language the texts are.

A letter is marked by an & before it; two of them are the sign itself. macOS shows no such letters.
"""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QMenu, QPushButton, QRadioButton
from PySide6.QtWidgets import QLabel as FormLabel  # noqa: TID251 - forms make them of the program's own texts
from shiboken6 import isValid

_MARKED = re.compile(r"(?:[^&]|&&)*&([^&\s])", re.DOTALL)
Lettered = QAction | QPushButton | QCheckBox | QRadioButton | FormLabel


def with_letters(texts: Sequence[str]) -> list[str]:
    """Mark a letter in each text, different ones as far as they go; texts that have one keep it.

    >>> with_letters(["Open", "Open sample", "&Save", "R&&D", "…"])
    ['&Open', 'O&pen sample', '&Save', '&R&&D', '…']
    """
    marked = {found[1].casefold() for text in texts if (found := _MARKED.match(text))}
    owners: dict[str, int] = {}  # which text has a letter
    for number, text in enumerate(texts):
        if not _MARKED.match(text):
            _give(number, texts, owners, set(marked))
    places = {number: letter for letter, number in owners.items()}
    return [_with_letter(text, places[number]) if number in places else text for number, text in enumerate(texts)]


def _give(number: int, texts: Sequence[str], owners: dict[str, int], tried: set[str]) -> bool:
    """Give a text one of its letters; one that another text has if that can have another one."""
    letters = list(dict.fromkeys(texts[number][place].casefold() for place in _places(texts[number])))
    free = next((letter for letter in letters if letter not in owners and letter not in tried), None)
    for letter in [free] if free else letters:
        if letter not in tried:
            tried.add(letter)
            if letter not in owners or _give(owners[letter], texts, owners, tried):
                owners[letter] = number
                return True
    return False


def _with_letter(text: str, letter: str) -> str:
    place = next(place for place in _places(text) if text[place].casefold() == letter)
    return f"{text[:place]}&{text[place:]}"


def _places(text: str) -> Iterator[int]:
    """Where a letter can be marked: the beginnings of words first. What is behind a tab is a key."""
    text = text.partition("\t")[0]
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

    def give() -> None:
        if isValid(menu):  # it may be about to be deleted
            give_letters([one for one in menu.actions() if one.isVisible() and one.text()])

    menu.aboutToShow.connect(give)
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
