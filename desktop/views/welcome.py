"""The page of an empty window: it explains itself."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class Welcome(QWidget):
    """Offers the sample project, a new one, an existing one, and those opened last."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    project_chosen = Signal(str)

    def __init__(self, recent: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(10)
        title = QLabel(self.tr("Claimdesk"), alignment=Qt.AlignmentFlag.AlignCenter)
        title.setStyleSheet("font-size: 26pt; font-weight: 600;")
        words = QLabel(
            self.tr("Who says what about whom, how they stand, and what backs it."),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        words.setProperty("role", "muted")
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addSpacing(18)
        for text, signal, primary in (
            (self.tr("Try the sample project"), self.sample_wanted, True),
            (self.tr("New project…"), self.new_wanted, False),
            (self.tr("Open project…"), self.open_wanted, False),
        ):
            button = QPushButton(text)
            button.setProperty("primary", primary)
            button.setFixedWidth(260)
            button.setMinimumHeight(34)
            button.clicked.connect(signal)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        if recent:
            layout.addSpacing(18)
            head = QLabel(self.tr("Opened last"), alignment=Qt.AlignmentFlag.AlignCenter)
            head.setProperty("role", "muted")
            layout.addWidget(head)
        for path in recent:
            link = QPushButton(path.name)
            link.setFlat(True)
            link.setToolTip(str(path))
            link.setFixedWidth(260)
            link.clicked.connect(lambda _=False, path=path: self.project_chosen.emit(str(path)))
            layout.addWidget(link, alignment=Qt.AlignmentFlag.AlignCenter)
