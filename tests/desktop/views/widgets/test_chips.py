import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import DARK, LIGHT, Theme
from desktop.views.widgets.chips import Chip, FlowLayout


@pytest.fixture
def chip(qtbot: QtBot) -> Chip:
    made = Chip("Oppose", "A", "−", "orange")
    made.setCheckable(True)
    qtbot.addWidget(made)
    made.show()
    return made


def picture(chip: Chip) -> QImage:
    return chip.grab().toImage()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_chip_has_room_for_glyph_name_and_key() -> None:
    bare, whole = Chip("Oppose"), Chip("Oppose", "A", "−", "orange")
    assert whole.sizeHint().width() > bare.sizeHint().width()
    assert whole.accessibleName() == "Oppose"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_chosen_chip_has_its_hue(chip: Chip, theme: Theme) -> None:
    chip.set_theme(theme)
    assert theme.raised in colours(picture(chip))
    chip.setChecked(True)
    assert theme.tint("orange", 1.4).name() in colours(picture(chip))
    assert theme.raised not in colours(picture(chip))


def test_a_chosen_chip_without_a_hue_has_the_accent(qtbot: QtBot) -> None:
    chip = Chip("All")
    chip.setCheckable(True)
    qtbot.addWidget(chip)
    chip.setChecked(True)
    assert LIGHT.accent in colours(picture(chip))


def test_the_key_is_painted(chip: Chip) -> None:
    without = Chip("Oppose", "", "−", "orange")
    without.resize(chip.size())
    assert picture(without) != picture(chip)


def test_a_click_presses_and_the_pointer_is_told(chip: Chip, qtbot: QtBot) -> None:
    with qtbot.waitSignals([chip.entered, chip.clicked]):
        QApplication.sendEvent(chip, QEnterEvent(QPointF(), QPointF(), QPointF()))
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()


def test_chips_start_a_new_line_when_one_is_full(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout()
    box.setLayout(flow)
    chips = [Chip(f"Choice {n}") for n in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    width = sum(chip.sizeHint().width() for chip in chips[:3]) + 2 * flow.spacing()
    box.resize(width, flow.heightForWidth(width))
    box.show()
    assert [chip.y() for chip in chips[:3]] == [0, 0, 0]
    assert chips[3].geometry().topLeft().toTuple() == (0, chips[0].height() + flow.spacing())
    assert flow.heightForWidth(width) == 2 * chips[0].height() + flow.spacing()
    assert flow.heightForWidth(10_000) == chips[0].height()


def test_a_layout_gives_its_items_back() -> None:
    flow, chip = FlowLayout(), Chip("One")
    box = QWidget()
    box.setLayout(flow)
    flow.addWidget(chip)
    assert (flow.count(), flow.itemAt(0).widget(), flow.itemAt(1)) == (1, chip, None)
    assert flow.takeAt(0).widget() is chip
    assert (flow.count(), flow.takeAt(0)) == (0, None)


def test_only_the_chip_with_the_keyboard_keeps_space_from_the_window(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    chips = [Chip("Oppose", parent=box), Chip("Support", parent=box)]
    with qtbot.waitActive(box):
        box.show()
    for focused in (*chips, chips[0]):
        focused.setFocus()
        for chip in chips:
            event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
            event.ignore()
            QApplication.sendEvent(chip, event)
            assert event.isAccepted() == (chip is focused)
