"""The footer: current keys, the guideline for the focused mark, and the progress of the running job."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from desktop.plain import Label, tip
from desktop.views.widgets.accessible import named

SHOWN = 6_000  # milliseconds
HEIGHT = 34  # pixels, with and without the button: what is above stays where it is


class ElidedLabel(Label):
    """A label of one line that ends in … where it is too long; the whole text is its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), text)


class Footer(QWidget):
    """Keys on the left, guideline on the right; a bar of progress while long work runs."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = Label()
        self._keys.setProperty("role", "muted")
        self._guideline = ElidedLabel()
        self._guideline.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._guideline.setAccessibleName(self.tr("Guideline"))
        self._done = named(Label(), self.tr("Last answer"))
        self._done.setProperty("role", "title")
        self._gone = QTimer(self, singleShot=True, interval=SHOWN)
        self._gone.timeout.connect(self._done.hide)
        self._words = Label()
        self._bar = named(QProgressBar(textVisible=False), self.tr("Progress"))
        self._bar.setFixedWidth(120)
        self._cancel = named(QToolButton(), self.tr("Cancel task"))
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setObjectName("cancel")
        self._cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 5)
        self.setMinimumHeight(HEIGHT)
        layout.setSpacing(10)
        # The words come last: what stands before them stays where it is while they change, and can be clicked.
        for widget in (self._bar, self._cancel, self._words, self._keys):
            layout.addWidget(widget)
        layout.addWidget(self._done)
        layout.addWidget(self._guideline, 1)
        self._done.hide()
        self.end_progress()

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Show the keys that matter now, by the names of their actions; `mark` is that of the layer of claims."""
        words = {
            "mark": self.tr("mark"), "next_suggestion": self.tr("suggestion"), "finish": self.tr("finish claim"),
            "done": self.tr("finish article"), "palette": self.tr("commands"),
        }  # fmt: skip
        self._keys.setText("  ·  ".join(f"{keys[name]} {what}" for name, what in words.items() if keys.get(name)))

    def guide(self, text: str) -> None:
        """Show a guideline."""
        self._guideline.setText(text)
        self._guideline.setToolTip(tip(text))

    def say(self, words: str) -> None:
        """Show for a moment what was just answered."""
        self._done.setText(words)
        self._done.setVisible(bool(words))
        self._gone.start()

    def show_progress(self, words: str, share: float) -> None:
        """Show how far long work is; a share below 0 means that nobody knows."""
        self._words.setText(words)
        self._bar.setRange(0, 0 if share < 0 else 1000)
        self._bar.setValue(round(share * 1000))
        for widget in (self._words, self._bar, self._cancel):
            widget.show()
        self._keys.hide()

    def end_progress(self) -> None:
        """Take the progress away."""
        for widget in (self._words, self._bar, self._cancel):
            widget.hide()
        self._keys.show()
