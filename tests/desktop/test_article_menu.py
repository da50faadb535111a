"""The menu on the article: for a selection, a mark or a word."""

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from desktop.article_menu import ArticleMenu
from desktop.plain import shown
from desktop.views.article.reader import Reader
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import At
from tests.desktop.views.article.pictures import box


@pytest.fixture
def menus(window: Window, desk: Workspace) -> ArticleMenu:
    return next(one for one in desk.children() if isinstance(one, ArticleMenu))


def entries(menu: QMenu) -> dict[str, QAction]:
    found = {}
    for action in menu.actions():
        within = action.menu()
        name = shown(action.text()).partition("\t")[0]
        found[name] = action
        if within:
            found |= {f"{name} / {inner}": one for inner, one in entries(within).items()}
    return found


def place_of(desk: Workspace, words: str) -> QPoint:
    mark = next(one for one in desk.opened.drawn if one.annotation.quote == words)
    desk.reader.reveal(mark.start, mark.end)
    return (box(desk.reader, mark).center() - QPoint(0, desk.reader.verticalScrollBar().value())).toPoint()


def test_a_selection_can_be_marked_in_every_layer(menus: ArticleMenu, desk: Workspace, at: At) -> None:
    at.select("Nobody else")
    found = entries(menus.made(desk.reader.cursorRect().center() - QPoint(6, 0)))
    scheme = desk.session.project.scheme
    for layer in (one for one in scheme.layers if one.kind == "span"):
        for label in layer.labels:
            assert f"Mark as {layer.title} / {label.title}" in found
        assert layer.labels or f"Mark as {layer.title}" in found
    assert {"Copy", "Copy as quotation", "Select all"} <= found.keys()
    person = next(label for layer in scheme.layers for label in layer.labels if label.name == "PERSON")
    next(action for name, action in found.items() if name.endswith(f"/ {person.title}")).trigger()
    assert at.focused
    assert (at.focused.quote, at.focused.label) == ("Nobody else", "PERSON")


def test_a_suggestion_can_be_accepted_and_rejected(menus: ArticleMenu, desk: Workspace, at: At) -> None:
    found = entries(menus.made(place_of(desk, "Oslo")))
    assert desk.opened.focused
    assert desk.opened.focused.annotation.quote == "Oslo"
    assert found["Accept suggestion"].isEnabled()
    assert "Remove mark" not in found
    found["Accept suggestion"].trigger()
    own = [one for one in desk.opened.marks if one.annotation.quote == "Oslo" and not one.suggested]
    assert len(own) == 1


def test_a_claim_shows_what_is_answered(menus: ArticleMenu, desk: Workspace, at: At, press) -> None:
    at.select("Nobody else was asked")
    press("Space")
    press("S")
    assert at.focused
    stance = at.focused.fields["stance"]
    scheme_field = desk.session.project.scheme.layer("claim").field("stance")
    assert scheme_field
    mark = desk.opened.focused
    assert mark
    desk.reader.select(0, 0)
    point = box(desk.reader, mark).center().toPoint() - QPoint(0, desk.reader.verticalScrollBar().value())
    found = entries(menus.made(point))
    titles = {value.title: value.name for value in scheme_field.values}
    checked = [name for name in titles if found[f"{scheme_field.title} / {name}"].isChecked()]
    assert [titles[name] for name in checked] == [stance]
    other = next(name for name in titles if name not in checked)
    found[f"{scheme_field.title} / {other}"].trigger()
    assert at.focused.fields["stance"] == titles[other]
    found["Remove mark"].trigger()
    assert not [one for one in desk.opened.marks if one.id == mark.id]


def test_the_menu_opens_by_the_right_button_and_by_the_menu_key(
    menus: ArticleMenu, desk: Workspace, qtbot: QtBot
) -> None:
    point = place_of(desk, "Oslo")
    before = desk.reader.verticalScrollBar().value()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        view = desk.reader.viewport()
        QApplication.sendEvent(view, QContextMenuEvent(reason, point, view.mapToGlobal(point)))
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        assert isinstance(QApplication.activePopupWidget(), QMenu)
        QApplication.activePopupWidget().close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert desk.reader.verticalScrollBar().value() == before


def test_words_are_copied_with_where_they_are_from(desk: Workspace, at: At, press) -> None:
    at.select("Nobody else")
    desk.commands.copying.copy()
    assert QGuiApplication.clipboard().text() == "Nobody else"
    press("Ctrl+Shift+C")
    start, end = at.span("Nobody else")
    article = desk.opened.article
    assert article
    said = QGuiApplication.clipboard().text()
    assert said.startswith("“Nobody else” (")
    assert article.title in said
    assert said.endswith(f"characters {start}–{end})")


def test_the_menu_bar_has_the_same_choices(window: Window, desk: Workspace, at: At) -> None:
    gc.collect()
    at.select("Nobody else")
    mark = next(one.menu() for one in window.menuBar().actions() if shown(one.text()) == "Mark")
    within = next(one.menu() for one in mark.actions() if shown(one.text()) == "Mark as")
    within.aboutToShow.emit()
    found = entries(within)
    assert "Mark every occurrence…" in found
    layer = next(layer for layer in desk.session.project.scheme.layers if layer.labels)
    found[f"Mark as {layer.title} / {layer.labels[0].title}"].trigger()
    assert at.focused
    assert (at.focused.quote, at.focused.label) == ("Nobody else", layer.labels[0].name)


def test_an_article_of_the_queue_has_a_menu(window: Window, desk: Workspace, qtbot: QtBot) -> None:
    rows = desk.queue_view.focusProxy()
    index = desk.queue.index(0)
    point = rows.visualRect(index).center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        rows.setCurrentIndex(index)
        where = point if reason == QContextMenuEvent.Reason.Mouse else QPoint(-1, -1)
        QApplication.sendEvent(rows.viewport(), QContextMenuEvent(reason, where, rows.viewport().mapToGlobal(where)))
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        found = entries(menu)
        assert {"Finish article and continue", "Article language…", "Export labelled data…"} <= found.keys()
        assert [name for name, action in found.items() if action.isCheckable() and action.isChecked()] == ["To do"]
        menu.close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_where_nobody_has_a_menu_qt_has_one(qtbot: QtBot) -> None:
    alone = Reader()
    qtbot.addWidget(alone)
    alone.show_article(Article(id=ArticleId("a"), text="Some words."), [], "")
    alone.show()
    point = QPoint(40, 20)
    QApplication.sendEvent(
        alone.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, alone.viewport().mapToGlobal(point)),
    )
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    assert any("Copy" in shown(action.text()) for action in QApplication.activePopupWidget().actions())
    QApplication.activePopupWidget().close()
