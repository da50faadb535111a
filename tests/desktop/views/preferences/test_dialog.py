import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.reading_style import ReadingStyle
from desktop.theme import CONTRAST, DARK, LIGHT
from desktop.views.preferences.dialog import Preferences
from desktop.window import Window


def named(page: QWidget, kind: type, name: str) -> QWidget:
    return next(widget for widget in page.findChildren(kind) if widget.accessibleName() == name)


def reset(dialog: Preferences) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Reset this page").click()


# -- reading


def test_a_change_in_reading_is_seen_in_the_article_at_once(window: Window, desk, turn_to) -> None:
    page, paragraph = turn_to("Reading"), desk.reader.document().begin().next().next()
    before = paragraph.blockFormat().lineHeight()
    named(page, QDoubleSpinBox, "Size").setValue(17.5)
    named(page, QSpinBox, "Line height").setValue(180)
    named(page, QSpinBox, "Line length").setValue(55)
    assert window.settings.reading == ReadingStyle("", 17.5, 180, 55)
    assert desk.reader.document().defaultFont().pointSizeF() == 17.5
    assert paragraph.blockFormat().lineHeight() > before


def test_a_font_is_chosen_and_the_first_choice_is_the_best_serif(window: Window, desk, turn_to) -> None:
    fonts = named(turn_to("Reading"), QComboBox, "Font")
    assert (fonts.currentData(), fonts.itemText(0).split(":")[0]) == ("", "Best installed serif")
    fonts.setCurrentIndex(1)
    assert window.settings.reading.family == fonts.itemText(1)
    assert desk.reader.document().defaultFont().families() == [fonts.itemText(1)]


def test_sizes_have_their_limits(turn_to) -> None:
    page = turn_to("Reading")
    for name, least, most in (("Line height", 120, 200), ("Line length", 50, 100)):
        field = named(page, QSpinBox, name)
        assert (field.minimum(), field.maximum()) == (least, most)


def test_reading_can_be_reset(window: Window, dialog: Preferences, desk, turn_to) -> None:
    named(turn_to("Reading"), QDoubleSpinBox, "Size").setValue(20)
    reset(dialog)
    assert window.settings.reading == ReadingStyle()
    assert (
        named(dialog.page(), QDoubleSpinBox, "Size").value() == desk.reader.document().defaultFont().pointSizeF() == 13
    )


# -- appearance, marking, undo


def test_a_theme_is_used_at_once(window: Window, dialog: Preferences, turn_to) -> None:
    page = turn_to("Appearance")
    page.findChild(QRadioButton, "dark").click()
    assert (window.settings.theme, window.theme) == ("dark", DARK)
    page.findChild(QRadioButton, "contrast").click()
    assert (window.theme, QApplication.palette().window().color().name()) == (CONTRAST, CONTRAST.window)
    reset(dialog)
    assert (window.settings.theme, page.findChild(QRadioButton, "system").isChecked()) == ("system", True)
    assert window.theme == LIGHT


@pytest.mark.parametrize(
    ("words", "name", "usual"),
    [
        ("Widen selections to whole words", "snap_to_words", True),
        ("Skip boilerplate", "skip_boilerplate", False),
        ("Continue with the next article", "auto_advance", True),
        ("Use physical key positions", "keys_by_position", True),
    ],
)
def test_what_happens_while_marking_is_chosen(
    dialog, window: Window, turn_to, words: str, name: str, usual: bool
) -> None:
    box = named(turn_to("Marking"), QCheckBox, words)
    assert box.isChecked() == getattr(window.settings, name) == usual
    box.click()
    assert getattr(window.settings, name) is not usual
    reset(dialog)
    assert box.isChecked() == getattr(window.settings, name) == usual


def test_keys_by_position_is_heeded_at_once(window: Window, turn_to) -> None:
    named(turn_to("Marking"), QCheckBox, "Use physical key positions").click()
    assert not window.shortcuts.physical_keys.on


def test_undo_can_be_limited(dialog: Preferences, window: Window, turn_to) -> None:
    page = turn_to("Undo")
    steps = page.findChild(QSpinBox)
    assert (window.settings.undo_limit, steps.isEnabled()) == (0, False)
    named(page, QRadioButton, "Limit the number of steps").click()
    steps.setValue(50)
    assert window.settings.undo_limit == 50
    reset(dialog)
    assert (window.settings.undo_limit, named(page, QRadioButton, "Keep everything").isChecked()) == (0, True)


# -- everybody


def test_everything_on_every_page_has_a_name(dialog: Preferences, turn_to) -> None:
    kinds = (QAbstractButton, QComboBox, QDoubleSpinBox, QSpinBox, QTreeWidget, QListWidget)
    for name in ("Reading", "Appearance", "Marking", "Keys", "Undo"):
        fields = [
            one for kind in kinds for one in turn_to(name).findChildren(kind) if not one.objectName().startswith("qt_")
        ]
        unnamed = [one for one in fields if not one.accessibleName() and not getattr(one, "text", str)()]
        assert [type(one).__name__ for one in unnamed if type(one).__name__ not in ("QToolButton",)] == []


def test_all_pages_can_be_gone_through_by_key(dialog: Preferences, qtbot: QtBot) -> None:
    pages = dialog.findChild(QListWidget)
    assert pages.hasFocus()
    seen = []
    for _ in range(pages.count()):
        seen.append(dialog.page().accessibleName())
        qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert seen == ["Reading", "Appearance", "Marking", "Highlighting", "Pipelines", "Keys", "Undo"]
    qtbot.keyClick(pages, Qt.Key.Key_Tab)
    assert dialog.page().isAncestorOf(QApplication.focusWidget())


def test_escape_closes(dialog: Preferences, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.findChild(QListWidget), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
