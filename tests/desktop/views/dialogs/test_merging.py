"""The dialogs of merging, shown alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from annotations.merging.records import Conflict
from desktop.views.dialogs.merging import MergeDialog, MergeReport


@pytest.fixture
def dialog(qtbot: QtBot) -> MergeDialog:
    made = MergeDialog("border.claimdesk", "Projects (*.claimdesk)")
    qtbot.addWidget(made)
    return made


def button(dialog: MergeDialog, text: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def test_merging_begins_once_there_is_a_file_and_each_file_is_listed_once(dialog: MergeDialog, qtbot: QtBot) -> None:
    assert not button(dialog, "Merge").isEnabled()
    dialog.add([Path("ben.claimdesk"), Path("cleo.claimdesk"), Path("ben.claimdesk")])
    assert dialog.files.count() == 2
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.mouseClick(button(dialog, "Merge"), Qt.MouseButton.LeftButton)
    assert told.args == [[Path("ben.claimdesk"), Path("cleo.claimdesk")]]


def test_a_file_can_be_taken_off_the_list(dialog: MergeDialog) -> None:
    dialog.add([Path("ben.claimdesk")])
    assert not button(dialog, "Remove").isEnabled()
    dialog.files.item(0).setSelected(True)
    button(dialog, "Remove").click()
    assert dialog.files.count() == 0
    assert not button(dialog, "Merge").isEnabled()


def test_the_report_lists_what_stands_and_what_it_stands_instead_of(qtbot: QtBot) -> None:
    settled = Conflict("/team/ben.claimdesk", "Border talks", "Ana", "Claims", "the road is open", "Stance Oppose",
                       "2025-03-02T10:00:00Z", "Stance Support", "2025-03-01T10:00:00Z", here=False)  # fmt: skip
    report = MergeReport("1 mark changed", [settled], ["ben.claimdesk: one annotation was left out."])
    qtbot.addWidget(report)
    table = report.findChild(QTreeWidget)
    row = table.topLevelItem(0)
    assert [row.text(column) for column in range(6)] == [
        "Ana", "Border talks", "Claims", "Stance Oppose", "Stance Support", "ben.claimdesk"
    ]  # fmt: skip
    assert table.accessibleName()
    words = [label.text() for label in report.findChildren(QLabel)]
    assert "1 mark changed" in words
    assert "ben.claimdesk: one annotation was left out." in words
    assert report.findChild(QDialogButtonBox)
