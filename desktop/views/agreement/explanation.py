"""“How was this computed?”: the definition of a figure, the rule for its units, and the counts behind it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from annotations.agreement.definitions import computed
from annotations.agreement.records import Figure
from desktop.figure_tables import interval
from desktop.plain import Label


class Explanation(QDialog):
    """Explains one figure."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = computed(figure)
        self.setWindowTitle(self.tr("How was this computed?"))
        self.setMinimumWidth(520)
        value = f"{figure.value:.4f}  {interval(figure)}" if figure.value is not None else figure.reason
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        for words, role in ((told.title, "heading"), (value, "title"), (told.definition, ""), (told.rule, "muted")):
            label = Label(words, wordWrap=True)
            label.setProperty("role", role)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setVisible(bool(words))
            layout.addWidget(label)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        for name, count in told.counts:
            shown = Label(count, wordWrap=True)
            shown.setAccessibleName(name)
            head = Label(name)
            head.setProperty("role", "muted")
            form.addRow(head, shown)
        layout.addSpacing(4)
        layout.addLayout(form)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
