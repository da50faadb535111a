"""The preferences page for pipelines: which one reads which language, and what its labels mean."""

from importlib.metadata import entry_points
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import Limits
from annotations.highlight.pipeline_choice import BUILT_IN, DEFAULT, OTHERS, RULES, SPANISH, Choice, read_choices
from desktop import file_dialogs
from desktop.pipeline_settings import PipelineSettings
from desktop.plain import Label, LineEdit, tip
from desktop.settings import Settings
from desktop.views.dialogs.languages import language_name
from desktop.views.dialogs.trust_prompt import may_run
from desktop.views.preferences.page import INDENT, Page, muted, number
from desktop.views.widgets.accessible import named

# English and Spanish, and what else spaCy has trained pipelines for.
LANGUAGES = (
    *("en", "es", "ca", "zh", "hr", "da", "nl", "fi", "fr", "de", "el", "it", "ja", "ko", "lt", "mk", "nb", "pl", "pt"),
    *("ro", "ru", "sl", "sv", "uk"),
)
FIRST_SHOWN = ("en", "es")
FOLDER = "folder"
FIELD_WIDTH = 300
SECONDS = 10, 3600  # the least and the most for one article


class PipelinesPage(Page):
    """A pipeline for each language; other languages are added below."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            self.tr("Pipelines"),
            self.tr("Which pipeline suggests names in each language. Changes apply from the next run."),
        )
        self._settings = PipelineSettings(settings)
        self._fields: dict[str, QComboBox] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._more = named(QComboBox(), self.tr("Another language"))
        self._more.activated.connect(self._on_language_chosen)
        self._numbers = named(
            QCheckBox(self.tr("Add our rules for numbers and dates")), self.tr("Add our rules for numbers and dates")
        )
        self._numbers.toggled.connect(self._on_numbers_toggled)
        self._labels = named(LineEdit(), self.tr("Labels"))
        self._labels.setPlaceholderText("MISC=EVENT, PROD=ORG")
        self._labels.editingFinished.connect(self._on_labels_edited)
        self._seconds = number(self.tr("Seconds for one article"), *SECONDS, self.tr(" s"), step=10)
        self._seconds.valueChanged.connect(self._on_seconds_chosen)
        self._problem = Label(wordWrap=True)
        self._problem.setProperty("role", "warning")
        self._lay_out()
        self._show()

    def reset(self) -> None:
        """Choose what was chosen on the first day."""
        for setting in (
            PipelineSettings.names,
            PipelineSettings.labels,
            PipelineSettings.numbers,
            PipelineSettings.limits,
        ):
            setting.reset(self._settings)
        self._show()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.column.addLayout(self._form)
        self.column.addSpacing(10)
        self.column.addWidget(self._numbers)
        self.column.addWidget(
            muted(self.tr("For pipelines other than Claimdesk's own, which already include them."), INDENT)
        )
        self.column.addSpacing(6)
        above = Label(self.tr("Labels of other pipelines"))
        above.setBuddy(self._labels)
        self.column.addWidget(above)
        self.column.addWidget(self._labels)
        self.column.addWidget(
            muted(self.tr("Theirs=ours, separated by commas. PER and FAC are built in; other labels are ignored."))
        )
        self.column.addWidget(self._problem)
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(Label(self.tr("Time limit for one article")))
        row.addWidget(self._seconds)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addWidget(
            muted(
                self.tr("Plus 1 s for every 1,000 characters. Then the pipeline is stopped, and the article shows why.")
            )
        )
        self.column.addStretch()

    def _show(self) -> None:
        self._more.setParent(None)
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields = {}
        kept = self._settings.names
        for language in (OTHERS, *(code for code in LANGUAGES if code in FIRST_SHOWN or code in kept)):
            self._add_row(language)
        self._more.clear()
        self._more.addItem(self.tr("Another language …"), "")
        for code in LANGUAGES:
            if code not in self._fields:
                self._more.addItem(language_name(code), code)
        self._form.addRow("", self._more)
        self._numbers.setChecked(self._settings.numbers)
        self._labels.setText(self._settings.labels)
        self._seconds.setValue(round(self._settings.limits.seconds))
        self._problem.hide()

    def _add_row(self, language: str) -> None:
        title = language_name(language) if language else self.tr("All other languages")
        field = named(QComboBox(), title)
        field.setMinimumWidth(FIELD_WIDTH)
        if language:
            field.addItem(self.tr("Same as all others"), "")
        names = {
            DEFAULT: self.tr("Claimdesk, trained for English"),
            SPANISH: self.tr("Claimdesk, rules for Spanish"),
            RULES: self.tr("Claimdesk, rules for English"),
        }
        for name, words in names.items():
            field.addItem(words, name)
        chosen = self._chosen(language)
        installed = sorted(one.name for one in entry_points(group="spacy_models"))
        for name in (*installed, *((chosen,) if chosen not in (*installed, *BUILT_IN, "") else ())):
            field.addItem("/".join(Path(name).parts[-2:]) if Path(name).is_absolute() else name, name)
        field.addItem(self.tr("A folder …"), FOLDER)
        field.setCurrentIndex(max(0, field.findData(chosen)))
        field.setToolTip(tip(chosen) if Path(chosen).is_absolute() else "")
        field.activated.connect(lambda: self._on_pipeline_chosen(language))
        self._fields[language] = field
        self._form.addRow(title, field)

    def _chosen(self, language: str) -> str:
        return self._settings.names.get(language, {OTHERS: DEFAULT, "es": SPANISH}.get(language, ""))

    def _on_pipeline_chosen(self, language: str) -> None:
        name = self._fields[language].currentData()
        if name == FOLDER:
            name = file_dialogs.folder_to_open(self, self.tr("The folder of a pipeline"))
            if not name or not self._may_run(name):
                self._show()
                return
        self._settings.names = {**self._settings.names, language: name}
        self._show()
        self._fields[language].setFocus()
        self.changed.emit()

    def _may_run(self, folder: str) -> bool:
        try:
            return may_run(Choice(folder), self._settings, self)
        except PipelineUnavailable as error:
            self._problem.setText(str(error))
            self._problem.show()
            return False

    def _on_language_chosen(self) -> None:
        if code := self._more.currentData():
            self._settings.names = {**self._settings.names, code: ""}
            self._show()
            self._fields[code].setFocus()

    def _on_numbers_toggled(self, on: bool) -> None:
        self._settings.numbers = on
        self.changed.emit()

    def _on_seconds_chosen(self, seconds: int) -> None:
        self._settings.limits = Limits(float(seconds))
        self.changed.emit()

    def _on_labels_edited(self) -> None:
        try:
            read_choices((), [pair for pair in self._labels.text().split(",") if pair.strip()])
        except PipelineUnavailable as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._problem.hide()
        self._settings.labels = self._labels.text()
        self.changed.emit()
