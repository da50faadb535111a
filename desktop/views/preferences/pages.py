"""Preferences pages: reading, appearance, marking and undo."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QRadioButton

from desktop.keymap import fixed_key
from desktop.reading_style import ReadingStyle
from desktop.settings import Settings
from desktop.theme import THEMES
from desktop.views.article.article_text import ArticleText
from desktop.views.preferences.boxes import BoxesPage
from desktop.views.preferences.page import Page, number, with_room
from desktop.views.widgets.accessible import named

MOST_UNDO = 100_000
FIRST_UNDO_LIMIT = 200


class ReadingPage(Page):
    """How articles are set: font, size, height and length of lines."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(self.tr("Reading"), self.tr("How articles are typeset."))
        self._settings = settings
        self._family = named(QComboBox(), self.tr("Font"))
        self._family.addItem(self.tr("Best installed serif: {}").format(QFontInfo(ReadingStyle().font()).family()), "")
        for family in QFontDatabase.families():
            if QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family):
                self._family.addItem(family, family)
        self._points = with_room(named(QDoubleSpinBox(), self.tr("Size")))
        self._points.setRange(8.0, 32.0)
        self._points.setSingleStep(0.5)
        self._points.setDecimals(1)
        self._points.setSuffix(self.tr(" pt"))
        self._line_height = number(self.tr("Line height"), 120, 200, self.tr(" %"), step=5)
        self._measure = number(self.tr("Line length"), 50, 100, self.tr(" characters"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for field in (self._family, self._points, self._line_height, self._measure):
            form.addRow(field.accessibleName(), field)
        self._preview = named(ArticleText(), self.tr("Preview"))
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.show_text(self._sample(), has_source=False)
        self.column.addLayout(form)
        self.column.addSpacing(6)
        self.column.addWidget(self._preview, 1)
        self._show()
        self._family.currentIndexChanged.connect(self._on_changed)
        for spin in (self._points, self._line_height, self._measure):
            spin.valueChanged.connect(self._on_changed)

    def reset(self) -> None:
        """Set articles as on the first day."""
        self._settings.reading = ReadingStyle()
        self._show()
        self.changed.emit()

    def _sample(self) -> str:
        return "\n\n".join((
            self.tr("The ferry sails again"),
            self.tr(
                "After nine weeks at the quay the ferry to Skagen sails again on Monday, the harbour office said. “We "
                "have repaired the engine and checked everything else,” its director told reporters."
            ),
        ))  # fmt: skip

    def _show(self) -> None:
        style = self._settings.reading
        shown = (self._family, self._points, self._line_height, self._measure)
        for field in shown:
            field.blockSignals(True)
        self._family.setCurrentIndex(max(self._family.findData(style.family), 0))
        self._points.setValue(style.points)
        self._line_height.setValue(style.line_height)
        self._measure.setValue(style.measure)
        for field in shown:
            field.blockSignals(False)
        self._preview.set_style(style, 0)

    def _on_changed(self) -> None:
        style = ReadingStyle(
            self._family.currentData(), self._points.value(), self._line_height.value(), self._measure.value()
        )
        self._settings.reading = style
        self._preview.set_style(style, 0)
        self.changed.emit()


class AppearancePage(Page):
    """The colours of the window."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(self.tr("Appearance"), self.tr("The colours of the window and of the marks."))
        self._settings = settings
        self._group = QButtonGroup(self)
        names = {
            "system": self.tr("Follow system setting"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast, black on white"),
            "contrast-dark": self.tr("High contrast, white on black"),
        }
        assert names.keys() == {"system", *THEMES}
        for name, words in names.items():
            button = named(QRadioButton(words), words)
            button.setObjectName(name)
            self._group.addButton(button)
            self.column.addWidget(button)
        self.column.addStretch()
        self._show()
        self._group.buttonClicked.connect(lambda button: self._choose(button.objectName()))

    def reset(self) -> None:
        """Use the theme of the first day."""
        Settings.theme.reset(self._settings)
        self._show()
        self.changed.emit()

    def _choose(self, name: str) -> None:
        self._settings.theme = name
        self.changed.emit()

    def _show(self) -> None:
        for button in self._group.buttons():
            button.setChecked(button.objectName() == self._settings.theme)


class MarkingPage(BoxesPage):
    """What happens while marking."""

    def __init__(self, settings: Settings) -> None:
        words = self.tr("What happens while you mark and move through articles.")
        super().__init__(settings, self.tr("Marking"), words)
        self._add(
            "snap_to_words",
            self.tr("Widen selections to whole words"),
            self.tr("Hold {} when you let go of the mouse to keep a selection exactly as it is.").format(
                fixed_key("Alt")
            ),
        )
        self._add(
            "offer_bar",
            self.tr("Offer labels next to a selection"),
            self.tr("After you select words with the mouse, or click a suggestion."),
        )
        self._add(
            "skip_boilerplate",
            self.tr("Skip boilerplate"),
            self.tr("When you move by sentence or paragraph."),
        )
        self._add(
            "auto_advance",
            self.tr("Continue with the next article"),
            self.tr("After you finish or skip one."),
        )
        self._add(
            "keys_by_position",
            self.tr("Use physical key positions"),
            self.tr(
                "The key in the place of A on a QWERTY keyboard counts as A on any layout. Typing is not affected."
            ),
        )
        self._end()


class UndoPage(Page):
    """How much can be undone."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(self.tr("Undo"), self.tr("How many steps you can undo in a project."))
        self._settings = settings
        self._all = named(QRadioButton(self.tr("Everything")), self.tr("Keep everything"))
        self._some = named(QRadioButton(self.tr("Only the last")), self.tr("Limit the number of steps"))
        self._steps = number(self.tr("Steps that can be undone"), 1, MOST_UNDO, self.tr(" steps"), step=50)
        self._steps.setValue(FIRST_UNDO_LIMIT)
        row = QHBoxLayout()
        row.addWidget(self._some)
        row.addWidget(self._steps)
        row.addStretch()
        self.column.addWidget(self._all)
        self.column.addLayout(row)
        self.column.addStretch()
        self._show()
        self._some.toggled.connect(self._on_changed)
        self._steps.valueChanged.connect(self._on_changed)

    def reset(self) -> None:
        """Keep as much as on the first day."""
        Settings.undo_limit.reset(self._settings)
        self._show()

    def _show(self) -> None:
        limit = self._settings.undo_limit
        self._steps.setValue(limit or FIRST_UNDO_LIMIT)
        (self._some if limit else self._all).setChecked(True)
        self._steps.setEnabled(bool(limit))

    def _on_changed(self) -> None:
        limited = self._some.isChecked()
        self._steps.setEnabled(limited)
        self._settings.undo_limit = self._steps.value() if limited else 0
        self.changed.emit()
