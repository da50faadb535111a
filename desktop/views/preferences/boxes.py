"""Preferences pages that are a column of check boxes with explanations."""

from PySide6.QtWidgets import QCheckBox

from desktop.settings import Settings
from desktop.views.preferences.page import INDENT, Page, muted
from desktop.views.widgets.accessible import named


class BoxesPage(Page):
    """Check boxes for settings that are on or off."""

    def __init__(self, settings: Settings, title: str, words: str) -> None:
        super().__init__(title, words)
        self._settings = settings
        self._boxes: dict[str, QCheckBox] = {}

    def reset(self) -> None:
        """Choose what was chosen on the first day."""
        for name in self._boxes:
            getattr(Settings, name).reset(self._settings)
        self._show()
        self.changed.emit()

    def _add(self, name: str, title: str, words: str) -> None:
        box = self._boxes[name] = named(QCheckBox(title), title)
        box.setAccessibleDescription(words)
        box.clicked.connect(lambda on: self._on_clicked(name, on))
        self.column.addWidget(box)
        self.column.addWidget(muted(words, INDENT))
        self.column.addSpacing(6)

    def _on_clicked(self, name: str, on: bool) -> None:
        setattr(self._settings, name, on)
        self.changed.emit()

    def _end(self) -> None:
        self.column.addStretch()
        self._show()

    def _show(self) -> None:
        for name, box in self._boxes.items():
            box.setChecked(getattr(self._settings, name))


class HighlightingPage(BoxesPage):
    """When articles are highlighted, and with what."""

    def __init__(self, settings: Settings) -> None:
        words = self.tr("When suggestions are made. File → Highlight articles goes through all articles at any time.")
        super().__init__(settings, self.tr("Highlighting"), words)
        self._add(
            "highlight_opened",
            self.tr("Highlight an article when it is opened"),
            self.tr("Unless it has suggestions already. The first article takes about a second longer."),
        )
        self._add(
            "highlight_imported",
            self.tr("Highlight articles after import"),
            self.tr("In the background while you work. You can cancel it at the bottom of the window."),
        )
        self._add(
            "offer_names",
            self.tr("Suggest names that you marked in other articles"),
            self.tr("Where nothing is marked yet. These suggestions come from “string match”."),
        )
        self._end()
