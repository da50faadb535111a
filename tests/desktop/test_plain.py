"""Words from elsewhere are shown as they are."""

import pytest
from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt, QUrl, QVersionNumber
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextDocumentFragment
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.plain import Label, LineEdit, MessageBox, shown, tip, verbatim

NASTY = [
    "<b>bold</b>",
    "a <img src='file:///etc/hostname'> b",
    "R&amp;D",
    "<!-- gone",
    "two\nlines <i>x</i>",
    "1 < 2 & 3",
]


@pytest.mark.parametrize("words", NASTY)
def test_a_tip_says_what_was_given(words: str) -> None:
    made = tip(words)
    if Gui.mightBeRichText(made):
        assert QTextDocumentFragment.fromHtml(made).toPlainText() == words
        assert "<img" not in made
    else:
        assert made == words


@pytest.mark.parametrize("words", NASTY)
def test_labels_and_messages_are_plain(words: str, qtbot: QtBot) -> None:
    label, box = Label(words), MessageBox(MessageBox.Icon.Warning, words, f"more {words}")
    qtbot.addWidget(label)
    qtbot.addWidget(box)
    box.setStandardButtons(MessageBox.StandardButton.Ok)
    box.show()
    labels = [label, *(one for one in box.findChildren(QLabel) if one.text())]
    assert {one.text() for one in labels} == {words, f"more {words}"}
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


def test_a_label_may_be_given_another_format(qtbot: QtBot) -> None:
    label = Label("<b>ours</b>", textFormat=Qt.TextFormat.RichText)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.RichText


@pytest.mark.parametrize("words", ["Johnson & Sons", "A&&B", "&", "R&D & more", "none"])
def test_an_ampersand_is_seen_on_a_button(words: str, qtbot: QtBot) -> None:
    button = QPushButton(verbatim(words))
    qtbot.addWidget(button)
    assert shown(button.text()) == words
    assert button.shortcut().isEmpty()


def test_the_sign_that_underlines_a_letter_is_not_seen() -> None:
    assert shown("Match &case") == "Match case"


def test_a_line_takes_words_but_leaves_files_to_the_window(qtbot: QtBot) -> None:
    line, about = LineEdit(), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    qtbot.addWidget(line)
    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/story.txt")])
    files.setText("/tmp/story.txt")
    words.setText("Oslo")
    for data, taken in ((files, False), (words, True)):
        place = (QPointF if QLibraryInfo.version() >= QVersionNumber(6, 12) else QPoint)(3, 3)
        entered = QDragEnterEvent(place, Qt.DropAction.MoveAction, data, *about)
        QApplication.sendEvent(line, entered)
        assert entered.isAccepted() == taken
        dropped = QDropEvent(QPointF(3, 3), Qt.DropAction.MoveAction, data, *about)
        dropped.ignore()
        QApplication.sendEvent(line, dropped)
        assert dropped.isAccepted() == taken
    assert line.text() == "Oslo"
