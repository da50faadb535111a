import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import mnemonics
from desktop.mnemonics import with_letters
from desktop.plain import shown
from desktop.window import Window


def letters(texts: list[str]) -> list[str]:
    return [text.replace("&&", "")[text.replace("&&", "").index("&") + 1].casefold() for text in texts]


def test_each_text_has_a_letter_of_its_own_and_reads_as_before() -> None:
    texts = ["Copy", "Close", "Clear", "Cut", "Ñandú", "Сохранить", "A && B", "3 files"]
    made = with_letters(texts)
    assert [shown(text) for text in made] == [shown(text) for text in texts]
    assert len(set(letters(made))) == len(texts)


@pytest.mark.parametrize("text", ["…", "", "&& …", "保"])
def test_a_text_without_room_stays(text: str) -> None:
    assert with_letters(["保", text])[1] == text


def test_a_letter_that_a_text_has_is_kept_from_the_others() -> None:
    assert with_letters(["Other", "Cl&ose"]) == ["O&ther", "Cl&ose"]


def test_a_letter_goes_to_the_text_that_has_no_other() -> None:
    assert with_letters(["Red", "Rde", "R", "Remove\t⇧R"]) == ["R&ed", "R&de", "&R", "Re&move\t⇧R"]


def test_the_menu_bar_and_each_menu_have_letters(window: Window) -> None:
    bar = window.menuBar().actions()
    assert len(set(letters([one.text() for one in bar]))) == len(bar) == 8
    for title in bar:
        title.menu().aboutToShow.emit()
        entries = [one.text() for one in title.menu().actions() if one.text() and one.isVisible()]
        found = letters([text for text in entries if "&" in text.replace("&&", "")])
        assert len(found) == len(set(found)) >= min(len(entries), 20)


def test_an_entry_that_gets_new_words_gets_a_letter_again(window: Window) -> None:
    undo = window.actions_by_name["undo"]
    menu = window.menuBar().actions()[1].menu()
    menu.aboutToShow.emit()
    undo.setText("Undo: R&&D")
    menu.aboutToShow.emit()
    assert shown(undo.text()) == "Undo: R&D"
    assert undo.text() != "Undo: R&&D"


def test_a_dialog_is_answered_by_letters(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    form, line, tick, button = QFormLayout(dialog), QLineEdit(), QCheckBox("Exact"), QPushButton("Export")
    form.addRow("Name", line)
    form.addRow(tick)
    form.addRow(button)
    with qtbot.waitActive(dialog):
        dialog.show()
    mnemonics.letter_active_dialog()
    labels = {shown(one.text()): one.text() for one in (tick, button, form.labelForField(line))}
    assert len(set(letters(list(labels.values())))) == 3
    letter = letters([labels["Exact"]])[0]
    qtbot.keyClick(line, Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(tick.isChecked)


@pytest.mark.skipif(sys.platform == "darwin", reason="the menu bar of macOS is not the window's")
def test_f10_opens_the_first_menu(window: Window, qtbot: QtBot) -> None:
    bar = window.menuBar()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert bar.activeAction() is bar.actions()[0]
    menu = bar.actions()[0].menu()
    assert menu.isVisible()
    menu.close()
