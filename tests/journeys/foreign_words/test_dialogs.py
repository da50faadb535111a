"""In no dialog does anything act as markup that other people wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QInputDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotations.exchange.records import ImportNote
from annotations.highlight.pipeline_choice import Choice
from annotations.importing import Imported
from annotations.merging.records import Conflict
from desktop.commands.exporting import export_dialog
from desktop.commands.importing import import_dialog, report_import
from desktop.crash import CrashDialog
from desktop.pipeline_settings import PipelineSettings
from desktop.views.article.moved_banner import MovedBanner
from desktop.views.dialogs.ask import AskWords, ask_whether
from desktop.views.dialogs.closing import ClosingDialog
from desktop.views.dialogs.merging import MergeDialog, MergeReport
from desktop.views.dialogs.trust_prompt import may_run
from desktop.window import Window
from desktop.workspace import Workspace
from tests.journeys.foreign_words.looking import look_at_everything
from tests.journeys.foreign_words.nasty import ONE, TEXT, Nasty


def imports(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return import_dialog(desk.session, [nasty("import.txt"), "/x/A & B.jsonl"], window)


def left_out(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    done = Imported(1, 0, 0, 0, (ImportNote(nasty("place"), nasty("sentence")),))
    return report_import(done, nasty("told"), None, window)


def exports(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog, counting = export_dialog(desk.session, window)
    counting.stop()
    dialog.set_losses([nasty("lost")])
    return dialog


def merges(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog = MergeDialog(nasty("project"), "All (*)", window)
    dialog.add([Path(nasty("other"))])
    return dialog


def merged(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    settled = [Conflict(*(nasty(f"settled {n}") for n in range(9)), here=False)]
    return MergeReport(nasty("summary"), settled, [nasty("remark")], window)


def asks(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return AskWords(nasty("title"), nasty("question"), [nasty("proposal"), "Johnson & Sons"], window)


def leaving(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog = ClosingDialog(nasty("task"), window)
    dialog.show_progress(nasty("progress"), 0.5)
    dialog.show_end(nasty("end"))
    return dialog


def moved(window: Window, desk: Workspace, nasty: Nasty) -> QWidget:
    return MovedBanner(nasty("moved"), window)


def crashed(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return CrashDialog(nasty("report"))


DIALOGS = [imports, left_out, exports, merges, merged, asks, leaving, moved, crashed]


@pytest.mark.parametrize("make", DIALOGS)
def test_dialogs(window: Window, desk: Workspace, nasty: Nasty, make: Callable[..., QWidget], qtbot: QtBot) -> None:
    dialog = make(window, desk, nasty)
    qtbot.addWidget(dialog)
    dialog.show()
    look_at_everything(nasty)
    assert dialog.isVisible()


ASKED: dict[str, Callable[[Window, Workspace, Nasty], object]] = {
    "whether": lambda window, desk, nasty: ask_whether(nasty("question"), "Do it", window),
    "annotator": lambda window, desk, nasty: window.projects.ask_annotator(desk.session.project),
    "language": lambda window, desk, nasty: desk.offering.ask_language(),
    "remarks": lambda window, desk, nasty: desk.commands.remarking.open(),
    "palette": lambda window, desk, nasty: window.about.show_palette(),
    "keys": lambda window, desk, nasty: window.about.show_keys(),
    "version": lambda window, desk, nasty: window.about.show_version(),
    "sentence": lambda window, desk, nasty: window.about.tell(nasty("sentence")),
    "trust": lambda window, desk, nasty: may_run(
        Choice(str(desk.session.project.path.parent)), PipelineSettings(window.settings), window
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_dialogs_that_wait_for_an_answer(
    window: Window, desk: Workspace, nasty: Nasty, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "desktop.views.dialogs.trust_prompt.fingerprint", lambda _: "0" * 64
    )  # the open project is in that folder
    desk.opened.open(ONE)
    looked: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            looked.append(type(dialog).__name__)
            look_at_everything(nasty)
        finally:
            (dialog.reject if isinstance(dialog, QDialog | QInputDialog) else dialog.close)()

    QTimer.singleShot(50, window, look)
    ASKED[what](window, desk, nasty)
    assert looked


def test_windows_that_open_beside(window: Window, desk: Workspace, nasty: Nasty, qtbot: QtBot) -> None:
    window.actions_by_name["preferences"].trigger()
    look_at_everything(nasty)
    next(one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)).close()
    desk.offering.show_machines()
    qtbot.wait(300)
    look_at_everything(nasty)
    next(one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)).close()
    desk.reader.select(TEXT.index("Oslo"), TEXT.index("Oslo") + 4)
    desk.commands.everywhere.open()
    qtbot.wait(500)
    look_at_everything(nasty)
    desk.commands.everywhere.stop()
