from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton
from pytestqt.qtbot import QtBot

from annotations.project import open_project
from desktop.views.widgets.chips import Chip
from desktop.window import Window
from desktop.workspace import Workspace


def drawn(desk: Workspace) -> list[str]:
    return [one.mark.annotation.quote for one in desk.reader.in_view()]


def switch(window: Window, name: str):
    return next(action for action in window.viewing.layers_menu.actions() if action.objectName() == name)


def test_every_layer_has_a_switch_that_is_remembered(window: Window, desk: Workspace) -> None:
    assert drawn(desk) == ["Ida Lund", "Friday", "Oslo", "Bergen", "Per Moe"]
    switch(window, "entity").trigger()
    assert drawn(desk) == []
    assert window.settings.hidden_layers == {"entity"}
    switch(window, "entity").trigger()
    assert len(drawn(desk)) == 5


def test_suggestions_can_be_hidden_and_ones_own_marks_stay(window: Window, desk: Workspace, at) -> None:
    at.focus("Oslo")
    desk.commands.marking.accept()
    switch(window, "suggested").trigger()
    assert drawn(desk) == ["Oslo"]


def test_names_without_labels_take_less_room(window: Window, desk: Workspace) -> None:
    block = desk.reader.document().findBlockByNumber(2).layout()
    before = block.lineAt(0).naturalTextWidth()
    switch(window, "tags").trigger()
    assert block.lineAt(0).naturalTextWidth() < before


def test_a_click_throws_a_switch_and_leaves_the_menu_open(window: Window, qtbot: QtBot) -> None:
    menu = window.viewing.layers_menu
    menu.popup(window.pos())
    place = QPointF(menu.actionGeometry(switch(window, "claim")).center())
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseButtonRelease, place, menu.mapToGlobal(place), button, button, none)
    QApplication.sendEvent(menu, event)
    assert (menu.isVisible(), switch(window, "claim").isChecked()) == (True, False)
    menu.close()


def test_the_button_above_the_article_offers_the_same_switches(window: Window, desk: Workspace) -> None:
    menus = [button.menu() for button in desk.header.findChildren(QToolButton) if button.menu()]
    assert menus == [window.viewing.layers_menu]


def test_panes_are_hidden_by_key_and_stay_so_in_the_next_window(window: Window, press, qtbot: QtBot) -> None:
    path = window.workspace.session.project.path
    press("F8")
    assert window.workspace.stage.pane("queue").isHidden()
    assert not window.workspace.stage.pane("inspector").isHidden()
    window.close()
    other = Window(window.settings)
    qtbot.addWidget(other)
    other.show_project(open_project(path))
    other.show()
    assert other.workspace.stage.pane("queue").isHidden()
    other.workspace.stage.toggle("queue")
    assert other.workspace.stage.pane("queue").isVisible()
    other.close()


def test_a_pane_says_its_name_and_is_hidden_by_its_cross(window: Window, desk: Workspace) -> None:
    pane = desk.stage.pane("inspector")
    cross = pane.titleBarWidget().findChild(QToolButton)
    assert (pane.accessibleName(), cross.accessibleName()) == ("Inspector", "Hide Inspector")
    cross.click()
    assert pane.isHidden()


def test_a_key_takes_the_keyboard_through_the_page_in_reading_order(window: Window, desk: Workspace, press) -> None:
    places = []
    for _ in range(4):
        press("F6")
        places.append(QApplication.focusWidget())
    names = [part for place in places for part in (desk.inspector, desk.header, desk.queue_view, desk.reader)
             if part is place or part.isAncestorOf(place)]  # fmt: skip
    assert names == [desk.inspector, desk.header, desk.queue_view, desk.reader]
    press("Shift+F6")
    assert desk.queue_view.isAncestorOf(QApplication.focusWidget())


def test_tab_goes_to_the_next_suggestion_in_the_article_and_to_the_next_choice_beside_it(desk, press, at) -> None:
    press("Tab")
    assert at.focused.quote == "Ida Lund"
    press("F6")
    first = QApplication.focusWidget()
    press("Tab")
    second = QApplication.focusWidget()
    assert isinstance(first, QAbstractButton)
    assert isinstance(second, QAbstractButton)
    assert desk.inspector.isAncestorOf(first)
    assert desk.inspector.isAncestorOf(second)
    assert (at.focused.quote, first is second) == ("Ida Lund", False)


def test_a_choice_that_has_the_keyboard_is_pressed_by_space_and_by_enter(desk, press, at) -> None:
    for key, label in (("Space", "PERSON"), ("Enter", "ORG")):
        at.focus("Oslo")
        titles = {"PERSON": "Person", "ORG": "Organisation"}
        chip = next(c for c in desk.inspector.form("entity").findChildren(Chip) if c.text() == titles[label])
        chip.setFocus()
        press(key)
        assert at.mark("Oslo").annotation.label == label


def test_projects_opened_last_stand_in_the_menu(window: Window, desk: Workspace) -> None:
    menus = [action.menu() for top in window.menuBar().actions() for action in top.menu().actions() if action.menu()]
    recent = next(menu for menu in menus if menu.title() == "Open recent")
    recent.aboutToShow.emit()
    names = [action.text().replace("&", "") for action in recent.actions()]  # without the letter to press
    assert names == [desk.session.project.path.name]


def test_keys_pass_over_what_is_not_drawn(window: Window, desk: Workspace, press, at) -> None:
    at.select("The quay is open")
    press("Space Esc")
    switch(window, "claim").trigger()
    press("J")
    assert at.focused is None
    switch(window, "claim").trigger()
    switch(window, "suggested").trigger()
    press("Tab")
    assert at.focused is None
    press("J")
    assert at.focused.quote == "The quay is open"


def test_another_theme_lays_no_paragraph_out_again(window: Window, desk: Workspace, qtbot: QtBot) -> None:
    layout, width = desk.reader.document().documentLayout(), desk.reader.viewport().width()
    before = layout.laid_out
    for _ in range(2):
        window.actions_by_name["theme"].trigger()
        QApplication.processEvents()
        assert desk.reader.viewport().width() == width
    assert layout.laid_out == before
    window.resize(window.width() - 200, window.height())
    qtbot.waitUntil(lambda: layout.laid_out > before)
