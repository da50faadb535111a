"""The filter panel of the queue, and descriptions of filters."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from annotations.filters import STATUS_FILTERS, QueueFilter
from annotations.model import AnnotatorId
from annotations.scheme import BOOKMARK, NOTE, QUESTION, UNSURE
from desktop.plain import Label
from desktop.views.widgets.accessible import named
from desktop.views.widgets.line_edit import KeyKeepingLineEdit

WIDTH = 330
Pairs = Sequence[tuple[str, str]]  # value and words


class Choices(NamedTuple):
    """What can be filtered by in this project."""

    labels: Pairs = ()
    annotators: Pairs = ()
    sources: Sequence[str] = ()
    languages: Sequence[str] = ()


class FilterPanel(QFrame):
    """Tells the filter at every change; what is left empty asks for nothing."""

    filter_wanted = Signal(object)  # QueueFilter
    saving_wanted = Signal(str)  # the name under which the filter shall be kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Filter of the queue"))
        self.setFixedWidth(WIDTH)
        self._filter = QueueFilter()
        self._status = named(QComboBox(), self.tr("Status"))
        self._label, self._annotator = named(QComboBox(), self.tr("Label")), named(QComboBox(), self.tr("Annotator"))
        self._source, self._language = named(QComboBox(), self.tr("Source")), named(QComboBox(), self.tr("Language"))
        self._from, self._to = (
            named(KeyKeepingLineEdit(), self.tr("Published from")),
            named(KeyKeepingLineEdit(), self.tr("Published until")),
        )
        self._remark = named(QComboBox(), self.tr("Remark"))
        self._disagreement = named(QCheckBox(self.tr("Annotators disagree")), self.tr("Annotators disagree"))
        self._name = named(KeyKeepingLineEdit(), self.tr("Name of the filter"))
        self._save = QPushButton(self.tr("Save"))
        self._lay_out()
        for name, words in status_words().items():
            self._status.addItem(words, name)
        for name, words in remark_words().items():
            self._remark.addItem(words, name)
        for box in (self._status, self._label, self._annotator, self._source, self._language, self._remark):
            box.activated.connect(self._on_changed)
        for line in (self._from, self._to):
            line.setPlaceholderText(self.tr("2024-03"))
            line.editingFinished.connect(self._on_changed)
        self._disagreement.clicked.connect(self._on_changed)
        self._name.setPlaceholderText(self.tr("Name to save it under"))
        self._name.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)

    def offer(self, choices: Choices) -> None:
        """Offer what can be filtered by."""
        everything = self.tr("Any")
        for box, pairs in (
            (self._label, choices.labels), (self._annotator, choices.annotators),
            (self._source, [(one, one) for one in choices.sources]),
            (self._language, [(one, one) for one in choices.languages]),
        ):  # fmt: skip
            box.clear()
            box.addItem(everything, "")
            for value, words in pairs:
                box.addItem(words, value)

    def show_filter(self, chosen: QueueFilter) -> None:
        """Show a filter."""
        self._filter = chosen
        for box, value in (
            (self._status, chosen.status), (self._label, chosen.label), (self._annotator, chosen.annotator or ""),
            (self._source, chosen.source), (self._language, chosen.language), (self._remark, chosen.remark),
        ):  # fmt: skip
            box.setCurrentIndex(max(box.findData(value), 0))
        self._from.setText(chosen.published_from)
        self._to.setText(chosen.published_to)
        self._disagreement.setChecked(chosen.disagreement)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(16, 14, 16, 14)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box in (self._status, self._label, self._annotator, self._source, self._language, self._remark):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            form.addRow(box.accessibleName(), box)
        dates = QHBoxLayout()
        dates.setSpacing(8)
        for widget in (self._from, Label("–"), self._to):
            dates.addWidget(widget)
        form.addRow(self.tr("Published"), dates)
        form.addRow("", self._disagreement)
        saving = QHBoxLayout()
        saving.setSpacing(8)
        saving.addWidget(self._name, 1)
        saving.addWidget(self._save)
        form.addRow(self.tr("Save as"), saving)

    def _on_changed(self) -> None:
        made = self._filter._replace(
            status=self._status.currentData() or "all",
            label=self._label.currentData() or "", annotator=AnnotatorId(self._annotator.currentData() or "") or None,
            source=self._source.currentData() or "", language=self._language.currentData() or "",
            published_from=self._from.text().strip(), published_to=self._to.text().strip(),
            disagreement=self._disagreement.isChecked(), remark=self._remark.currentData() or "",
        )  # fmt: skip
        if made != self._filter:
            self._filter = made
            self.filter_wanted.emit(made)

    def _on_save(self) -> None:
        name = self._name.text().strip()
        if name:
            self._on_changed()
            self._name.clear()
            self.saving_wanted.emit(name)
            self.close()


def status_words() -> dict[str, str]:
    """How far articles can be asked to be, in words."""
    tr = QCoreApplication.translate
    words = {
        "all": tr("queue", "Any"), "todo": tr("queue", "To do"), "done": tr("queue", "Done"),
        "incomplete": tr("queue", "Done, incomplete"), "skip": tr("queue", "Skipped"), "mine": tr("queue", "Mine"),
    }  # fmt: skip
    assert words.keys() == set(STATUS_FILTERS)
    return words


def remark_words() -> Mapping[str, str]:
    """The remarks that can be filtered by, in words."""
    tr = QCoreApplication.translate
    return {
        "": tr("queue", "Any"), UNSURE: tr("queue", "Unsure"), NOTE: tr("queue", "With a note"),
        QUESTION: tr("queue", "With a question"), BOOKMARK: tr("queue", "Bookmarked"),
    }  # fmt: skip


def asked(chosen: QueueFilter, annotators: Mapping[str, str]) -> list[tuple[str, QueueFilter]]:
    """What a filter asks beside status and words: in words, with the filter that does not ask it."""
    tr, found = QCoreApplication.translate, list[tuple[str, QueueFilter]]()
    if chosen.label:
        found.append((chosen.label, chosen._replace(label="")))
    if chosen.annotator:
        found.append((annotators.get(chosen.annotator, chosen.annotator), chosen._replace(annotator=None)))
    if chosen.source:
        found.append((chosen.source, chosen._replace(source="")))
    if chosen.language:
        found.append((chosen.language, chosen._replace(language="")))
    if chosen.published_from or chosen.published_to:
        dates = f"{chosen.published_from or '…'} – {chosen.published_to or '…'}"
        found.append((dates, chosen._replace(published_from="", published_to="")))
    if chosen.remark:
        found.append((remark_words()[chosen.remark], chosen._replace(remark="")))
    if chosen.disagreement:
        found.append((tr("queue", "disagree"), chosen._replace(disagreement=False)))
    return found
