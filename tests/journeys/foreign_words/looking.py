"""Looks at every widget, menu and model, and fails where foreign words act as markup."""

import re

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QTextEdit,
    QToolTip,
    QWidget,
)

from tests.journeys.foreign_words.nasty import Nasty

FOREIGN = re.compile(r"R&+D|Johnson|A &+ B")
TIP, STATUS = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole


def look_at_everything(nasty: Nasty) -> None:
    """Every widget, menu and model that there is now."""
    QApplication.processEvents()
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            look_at(widget)
        for action in top.findChildren(QAction):
            assert_ampersands(action.text())
            assert_harmless(action.toolTip())
        if top.isVisible():
            top.grab()
    assert nasty.opened() == []


def look_at(widget: QWidget) -> None:
    for words in filter(None, (widget.toolTip(), widget.statusTip(), widget.whatsThis())):
        assert_harmless(words)
        QToolTip.showText(QPoint(5, 5), words, widget)
    match widget:
        case QLabel():
            assert not shows_pictures(widget), widget.text()
        case QTextEdit():
            assert not has_pictures(widget.toHtml())
        case QAbstractButton():
            look_at_button(widget)
        case QMenu():
            widget.aboutToShow.emit()
            for action in widget.actions():
                assert_ampersands(action.text())
        case QAbstractItemView() if widget.model():
            look_at_model(widget.model(), QModelIndex())


def shows_pictures(label: QLabel) -> bool:
    kind, words = label.textFormat(), label.text()
    taken_for_html = kind == Qt.TextFormat.AutoText and Gui.mightBeRichText(words)
    return (kind == Qt.TextFormat.RichText or taken_for_html) and has_pictures(words)


def look_at_button(button: QAbstractButton) -> None:
    if type(button).__name__ not in ("Chip", "Tile"):  # which paint their words themselves
        assert_ampersands(button.text())
    assert button.shortcut().isEmpty() or not FOREIGN.search(button.text()), button.text()


def look_at_model(model: QAbstractItemModel, parent: QModelIndex) -> None:
    rows = min(model.rowCount(parent), 50)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(rows):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (TIP, STATUS, Qt.ItemDataRole.WhatsThisRole):
                assert_harmless(index.data(role) or "")
        if not isinstance(model, QAbstractListModel) and not parent.isValid():
            look_at_model(model, model.index(row, 0, parent))
    for side, count in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows)):
        for section in range(count):
            assert_harmless(model.headerData(section, side, TIP) or "")


def has_pictures(html: str) -> bool:
    """Whether rich text shows or links to anything; words with < in them are escaped."""
    return bool(re.search(r"<(img|a href|object|link|script|style src)", html, re.IGNORECASE))


def assert_harmless(words: str) -> None:
    """That a tool tip says what it was given, whatever Qt takes it for."""
    if words and Gui.mightBeRichText(words):
        assert not has_pictures(words), words
        seen = QTextDocumentFragment.fromHtml(words).toPlainText()
        assert "R&D" not in words.replace("&amp;", "") or "R&D &amp; Sons" in seen


def assert_ampersands(words: str) -> None:
    """That each & of foreign words is doubled, which shows one; the menus may mark one letter with another &."""
    words = re.sub(r"(?<!&)((?:&&)*)&(?=\w)", r"\1", words, count=1)
    if FOREIGN.search(words):
        assert "&" not in words.replace("&&", ""), words
