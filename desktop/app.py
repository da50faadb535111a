"""The composition root: builds the application and its window once, and runs it."""

import gc
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotations.highlight import prefill
from desktop import crash
from desktop.garbage import Collector
from desktop.mnemonics import letter_dialogs
from desktop.settings import Settings
from desktop.window import Window


def make_application() -> QApplication:
    """Make the Qt application, with names under which the platform keeps settings."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Claimdesk")
    app.setOrganizationName("Claimdesk")
    app.setDesktopFileName("org.claimdesk.Claimdesk")
    app.setStyle("Fusion")
    return app


WARM_UP_AFTER = 300  # milliseconds: the first picture comes first


def run(arguments: Sequence[str], *, demo: bool = False) -> int:
    """Open the window on a project file, on the sample, on the last project or on the welcome page."""
    gc.disable()  # `Collector` does it later
    app = make_application()
    crash.install()
    letter_dialogs()
    settings = Settings()
    with crash.read_before_it_ends():
        window = Window(settings)
        _open(window, Path(arguments[0]) if arguments else None, demo=demo)
        window.show()
    QTimer.singleShot(WARM_UP_AFTER, lambda: _settle(app))
    return app.exec()


def _settle(app: QApplication) -> None:
    """Do what could wait for the first paint: begin to collect garbage, and load what the first marks need."""
    gc.freeze()
    Collector(app)
    threading.Thread(target=prefill.warm_up, daemon=True).start()


def _open(window: Window, path: Path | None, *, demo: bool) -> None:
    recent = window.settings.recent
    if demo:
        window.projects.open_sample()
        if window.workspace:
            window.highlighting.start(window.workspace.session)
    elif path is not None or recent:
        window.projects.open_file(path or recent[0])
    if window.workspace is None:
        window.show_welcome()
