"""Asks for a few words: suggestions on digit keys, or a line to type in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.keymap import fixed_key
from desktop.plain import Label, LineEdit, MessageBox, verbatim
from desktop.views.widgets.accessible import named

MOST = 9  # proposals: one for each digit
WIDTH = 440


class AskWords(QDialog):
    """Asks one question. A digit answers it while nothing is written; Enter takes what is written, Esc leaves."""

    def __init__(
        self,
        title: str,
        question: str,
        proposals: Sequence[str],
        parent: QWidget | None = None,
        *,
        needed: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._proposals = list(proposals[:MOST])
        self._line = named(LineEdit(), question)
        free = self.tr("Or type it here and press {} (may be empty)")
        words = self.tr("Or type it here and press {}") if needed else free
        self._line.setPlaceholderText(words.format(fixed_key("Enter")))
        self._line.installEventFilter(self)
        head = Label(question, wordWrap=True)
        head.setProperty("role", "title")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        taken = buttons.button(QDialogButtonBox.StandardButton.Ok)
        taken.setEnabled(not needed)
        self._line.textChanged.connect(lambda words: taken.setEnabled(bool(words.strip()) or not needed))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addLayout(self._choices())
        layout.addWidget(self._line)
        layout.addSpacing(4)
        layout.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        self._line.setFocus()

    @property
    def words(self) -> str:
        """What was chosen or written."""
        return " ".join(self._line.text().split())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a digit choose a proposal while nothing is written."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._line.text():
            number = event.key() - Qt.Key.Key_0
            if 0 < number <= len(self._proposals) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._choose(self._proposals[number - 1])
                return True
        return super().eventFilter(watched, event)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, proposal in enumerate(self._proposals):
            key = Label(str(row + 1))
            key.setProperty("role", "key")
            button = named(QPushButton(verbatim(proposal)), proposal)
            button.setAutoDefault(False)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _=False, words=proposal: self._choose(words))
            grid.addWidget(key, row, 0)
            grid.addWidget(button, row, 1)
        return grid

    def _choose(self, words: str) -> None:
        self._line.setText(words)
        self.accept()


def ask_words(
    title: str, question: str, proposals: Sequence[str], parent: QWidget, *, needed: bool = False
) -> str | None:
    """Ask; none when the question was left. Where words are needed, none are no answer."""
    dialog = AskWords(title, question, proposals, parent, needed=needed)
    answer = dialog.words if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_whether(question: str, yes: str, parent: QWidget) -> bool:
    """Ask for consent; `yes` is what the button that gives it says. Esc and Enter refuse."""
    box = MessageBox(MessageBox.Icon.Question, question, parent=parent)
    agree = box.addButton(yes, MessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(MessageBox.StandardButton.Cancel))
    box.exec()
    agreed = box.clickedButton() is agree
    box.deleteLater()
    return agreed
