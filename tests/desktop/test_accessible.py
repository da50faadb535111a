"""What cannot be seen: every widget that can be used says its name, and the keyboard's place can be told."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.views.inspector.marks_list import MarksList
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.tool_button import ToolButton
from desktop.window import Window
from desktop.workspace import Workspace

USED = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar, QTextEdit,
)  # fmt: skip

OWNERS = (QComboBox, QAbstractSpinBox, QLineEdit, QMenuBar, QTabBar)


def nameless(top: QWidget) -> list[str]:
    """The widgets that can be used and have no name; parts of Qt's own widgets have that of the whole."""
    found = []
    for widget in top.findChildren(QWidget):
        inside = widget.objectName().startswith("qt_") or isinstance(widget.parent(), OWNERS)
        inside = inside or isinstance(widget.parent() and widget.parent().parent(), QComboBox)
        if isinstance(widget, USED) and not inside and not widget.accessibleName():
            seen = QAccessible.queryAccessibleInterface(widget)
            if not seen.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_everything_that_can_be_used_has_a_name(window: Window, desk: Workspace) -> None:
    desk.queue_view.open_filter()
    assert nameless(window) == []


def test_the_welcome_page_too(window: Window) -> None:
    window.show_welcome()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert nameless(window) == []


@pytest.mark.parametrize(
    ("part", "role"),
    [("reader", QAccessible.Role.EditableText), ("queue", QAccessible.Role.List), ("marks", QAccessible.Role.List)],
)
def test_parts_have_the_role_of_what_they_are(desk: Workspace, part: str, role: QAccessible.Role) -> None:
    widgets = {
        "reader": desk.reader,
        "queue": desk.queue_view.focusProxy(),
        "marks": desk.inspector.findChild(MarksList),
    }
    assert QAccessible.queryAccessibleInterface(widgets[part]).role() == role


def test_a_choice_says_whether_it_is_made(desk: Workspace, at) -> None:
    at.focus("Oslo")
    chip = next(one for one in desk.inspector.form("entity").findChildren(Chip) if one.text() == "Country or city")
    seen = QAccessible.queryAccessibleInterface(chip)
    assert seen.role() in (QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.Button)
    assert (seen.state().checkable, seen.state().checked) == (True, True)


def test_tab_goes_through_the_inspector_as_it_is_read(desk: Workspace, at, press, qtbot) -> None:
    at.select("Oslo had shut the quay")
    press("Space")
    desk.reader.setFocus()
    press("F6")
    places = []
    focused = desk.window().focusWidget()
    while desk.inspector.isAncestorOf(focused) and len(places) < 60:
        QCoreApplication.processEvents()
        point = focused.mapTo(desk.inspector.widget(), focused.rect().topLeft())
        places.append((point.y(), point.x(), type(focused).__name__, focused.accessibleName()))
        press("Tab")
        focused = desk.window().focusWidget()
    places = list(dict.fromkeys(places))  # at the end Tab begins anew
    assert len(places) > 15
    assert places == sorted(places)


def test_a_claim_is_chosen_from_the_list_by_key(desk: Workspace, at, press) -> None:
    for words in ("Oslo had shut the quay", "The quay is open"):
        at.select(words)
        press("Space")
    marks = desk.inspector.findChild(MarksList)
    marks.setFocus(Qt.FocusReason.TabFocusReason)
    marks.setCurrentIndex(marks.model().index(0, 0))
    marks.activated.emit(marks.currentIndex())
    assert at.focused.quote == "Oslo had shut the quay"
    assert marks.model().index(1, 0).data().endswith("The quay is open")


def test_buttons_are_pressed_by_key_and_not_the_window(desk: Workspace, press, qtbot) -> None:
    before = len(desk.opened.marks)
    layers = next(one for one in desk.header.findChildren(ToolButton) if one.menu())
    for key in ("Space", "Enter"):
        layers.setFocus()
        QTimer.singleShot(100, layers.menu().close)
        opened: list[bool] = []
        connection = layers.menu().aboutToShow.connect(lambda opened=opened: opened.append(True))
        press(key)
        layers.menu().aboutToShow.disconnect(connection)
        assert opened == [True], key
        qtbot.waitUntil(lambda: not layers.menu().isVisible())  # Qt 6.12 does not wait for it
    assert len(desk.opened.marks) == before
