"""The row of a text field in the inspector."""

from annotations.model import FieldValue
from annotations.scheme import Field
from desktop.views.inspector.fields import Row, guideline
from desktop.views.widgets.accessible import named
from desktop.views.widgets.line_edit import KeyKeepingLineEdit


class TextRow(Row):
    """A field of free text; saved when the line is left. One that is `folded` shows itself only with text in it."""

    def __init__(self, field: Field, *, folded: bool = False) -> None:
        super().__init__(field.title, field.key, guideline(field))
        self._shown, self._folded = "", folded
        self._line = named(KeyKeepingLineEdit(), field.title)
        self._line.setPlaceholderText(field.title)
        self._line.dropped.connect(lambda: self._line.setText(self._shown))
        self._line.left.connect(self.left)
        self._line.editingFinished.connect(self._on_finished)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._line)

    def show_value(self, value: FieldValue | None) -> None:
        """Show the text, unless it is just being written."""
        self._shown = str(value or "")
        if not self._line.hasFocus():
            self._line.setText(self._shown)
        self._fold()

    def start_writing(self) -> None:
        """Put the keyboard into the line."""
        self.show()
        self._line.setFocus()

    def _on_finished(self) -> None:
        text = self._line.text().strip()
        if text != self._shown:
            self._shown = text
            self.chosen.emit(text or None)
        self._fold()

    def _fold(self) -> None:
        self.setVisible(not self._folded or bool(self._shown) or self._line.hasFocus())
