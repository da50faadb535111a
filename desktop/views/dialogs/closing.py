"""Asks what to do with a running job when its project is closed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named

WIDTH = 460


class ClosingDialog(QDialog):
    """Goes on showing how far the work is. Accepted when the project may be closed, after what was done was read."""

    stop_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Claimdesk")
        self.setMinimumWidth(WIDTH)
        self._head = Label(self.tr("{} is still running.").format(title), wordWrap=True)
        self._head.setProperty("role", "title")
        self._words = Label(wordWrap=True)
        self._bar = named(QProgressBar(textVisible=False), self.tr("Progress"))
        self._bar.setRange(0, 0)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._finish = self._buttons.addButton(self.tr("Finish first"), role.ActionRole)
        self._stop = self._buttons.addButton(self.tr("Stop now"), role.ActionRole)
        self._close = self._buttons.addButton(self.tr("OK"), role.AcceptRole)
        self._close.hide()
        self._finish.setDefault(True)
        self._finish.clicked.connect(self._on_finish)
        self._stop.clicked.connect(self._on_stop)
        self._close.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        for part in (self._head, self._words, self._bar, self._buttons):
            layout.addWidget(part)

    def show_progress(self, words: str, share: float) -> None:
        """Show how far the work is; a share below 0 means that nobody knows."""
        if self._close.isHidden():
            self._words.setText(words)
            self._bar.setRange(0, 0 if share < 0 else 1000)
            self._bar.setValue(round(share * 1000))

    def show_end(self, told: str) -> None:
        """Say what the work has done, now that it has ended."""
        self._head.setText(told)
        for part in (self._words, self._bar, self._finish, self._stop, self._cancel):
            part.hide()
        self._close.show()
        self._close.setDefault(True)
        self._close.setFocus()

    def reject(self) -> None:
        """Keep the project open; after the end there is nothing left to keep it open for."""
        if self._close.isHidden():
            super().reject()
        else:
            self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Esc does."""
        event.ignore()
        self.reject()

    def _on_finish(self) -> None:
        self._head.setText(self.tr("The project closes when this has finished."))
        self._finish.hide()

    def _on_stop(self) -> None:
        self._head.setText(self.tr("Stopping…"))
        for button in (self._finish, self._stop, self._cancel):
            button.setEnabled(False)
        self.stop_wanted.emit()
