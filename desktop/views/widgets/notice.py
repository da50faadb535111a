"""A notice over the article: a sentence that disappears by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from annotations.display import sentence as fit_to_show
from desktop.plain import Label
from desktop.theme import Theme

MILLISECONDS_PER_CHARACTER = 70
LEAST_MILLISECONDS = 3500


class Notice(Label):
    """Shows a sentence at the lower edge of a widget."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Notice"))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._kept = ""  # a sentence that those of the same action are added to
        over.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show a sentence, long enough to be read."""
        sentence = fit_to_show(" ".join(filter(None, (self._kept, sentence))))
        self.setText(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(LEAST_MILLISECONDS, MILLISECONDS_PER_CHARACTER * len(sentence)))

    def keep(self, sentence: str) -> None:
        """Show a sentence that no other one of the same action replaces: they are shown behind it."""
        self.tell(sentence)
        self._kept = self.text()
        QTimer.singleShot(0, self, self._let_go)

    def _let_go(self) -> None:
        self._kept = ""

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours, the other way round."""
        self.setStyleSheet(f"background: {theme.text}; color: {theme.surface}; border-radius: 8px; padding: 9px 16px;")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the widget below changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self._over
        most = over.width() - 60
        self.setWordWrap(False)
        self.adjustSize()
        if self.width() > most:
            self.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - 22)
