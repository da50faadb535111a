"""What to compare and how: annotators, articles by status and date, scheme version, matching rule, thresholds."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from annotations.agreement.study_input import AS_USUAL, EVERYTHING, AgreementSettings, Filters
from annotations.model import Annotator, AnnotatorId
from desktop.mnemonics import letter_menu
from desktop.plain import LineEdit, titled
from desktop.theme import Theme
from desktop.views.agreement.thresholds import Thresholds
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip

_RULES: tuple[tuple[str, float | None], ...] = (
    ("As the scheme says", None),
    ("The same words", 1.0),
    ("Half of the words", 0.5),
    ("Any word", 0.0),
)
_STATUSES = (("Done", ("done",)), ("Done or not", ("done", "todo")))


class FilterBar(QWidget):
    """Emits the filters and settings whenever one of them changes."""

    changed = Signal(object, object)  # Filters, Settings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters, self._settings, self._told_queue = EVERYTHING, AS_USUAL, False
        self._people: list[tuple[AnnotatorId, QAction]] = []
        self._menu = QMenu(self)
        self._who = named(QToolButton(), self.tr("Annotators to compare"))
        self._who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._who.setMenu(letter_menu(self._menu))
        self._status = self._combo(self.tr("Articles by status"), [self.tr(title) for title, _ in _STATUSES])
        self._version = self._combo(self.tr("Version of the scheme"), [self.tr("Any scheme")])
        self._group = self._combo(self.tr("Versions of one story"), [self.tr("Any story")])
        self._rule = self._combo(self.tr("When spans match"), [self.tr(title) for title, _ in _RULES])
        self._queue = Chip(self.tr("Queue only"))
        self._queue.setCheckable(True)
        self._queue.setToolTip(self.tr("Compare only the articles in the queue"))
        self._queue.toggled.connect(self._on_changed)
        self._explicit = Chip(self.tr("Decided one by one"))
        self._explicit.setCheckable(True)
        self._explicit.setToolTip(self.tr("Leave out marks that were only confirmed by finishing the article"))
        self._explicit.toggled.connect(self._on_changed)
        self._since = self._date(self.tr("Finished from"), self.tr("from 2025-01-31"))
        self._until = self._date(self.tr("Finished until"), self.tr("until 2025-12-31"))
        self._thresholds = Thresholds()
        self._thresholds.changed.connect(self._on_changed)
        self._own: dict[str, tuple[float, float]] = {}  # thresholds of single rows
        self._lay_out()
        self._show_who()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(6)
        for part in (
            self._who,
            self._status,
            self._queue,
            self._explicit,
            self._since,
            self._until,
            self._version,
            self._group,
            self._rule,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._thresholds)

    @property
    def filters(self) -> Filters:
        """The selected filters."""
        return self._filters

    @property
    def only_queue(self) -> bool:
        """Whether to compare only the articles in the queue."""
        return self._queue.isChecked()

    @property
    def settings(self) -> AgreementSettings:
        """The selected settings."""
        return self._settings

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._queue.set_theme(theme)
        self._explicit.set_theme(theme)

    def show_people(self, people: Sequence[Annotator]) -> None:
        """Offer annotators, keeping the selection."""
        self._menu.clear()
        self._people = []
        for person in people:
            action = titled(self._menu.addAction(""), f"{person.name} {person.version}".strip())
            action.setCheckable(True)
            action.setChecked(person.id in self._filters.annotators)
            action.toggled.connect(self._on_changed)
            self._people.append((person.id, action))
        self._show_who()

    def show_versions(self, versions: Sequence[int], groups: Sequence[str]) -> None:
        """Offer scheme versions and groups of articles, if there is more than one."""
        for box, words in ((self._version, [str(v) for v in versions]), (self._group, list(groups))):
            if [box.itemText(n) for n in range(1, box.count())] != words:
                box.blockSignals(True)
                while box.count() > 1:
                    box.removeItem(1)
                box.addItems(words)
                box.blockSignals(False)
        self._version.setVisible(len(versions) > 1)
        self._group.setVisible(bool(groups))

    def set_thresholds(self, row: str, tentative: float, reliable: float) -> None:
        """Use separate thresholds for one row, named `layer.field`."""
        self._own[row] = (tentative, reliable)
        self._on_changed()

    def _combo(self, name: str, titles: Sequence[str]) -> QComboBox:
        made = named(QComboBox(), name)
        made.setToolTip(name)
        made.addItems(list(titles))
        made.currentIndexChanged.connect(self._on_changed)
        return made

    def _date(self, name: str, example: str) -> LineEdit:
        made = named(LineEdit(), name)
        made.setPlaceholderText(example)
        made.setMaximumWidth(132)
        made.editingFinished.connect(self._on_changed)
        return made

    def _on_changed(self, *_: object) -> None:
        version = self._version.currentText() if self._version.currentIndex() > 0 else ""
        group = self._group.currentText() if self._group.currentIndex() > 0 else ""
        filters = Filters(
            annotators=tuple(person for person, action in self._people if action.isChecked()),
            statuses=_STATUSES[self._status.currentIndex()][1],  # type: ignore[arg-type]
            since=self._since.text().strip(),
            until=self._until.text().strip(),
            scheme_version=int(version) if version else None,
            groups=(group,) if group else (),
            explicit=self._explicit.isChecked(),
        )
        settings = AS_USUAL._replace(
            iou=_RULES[self._rule.currentIndex()][1],
            tentative=self._thresholds.values[0],
            reliable=self._thresholds.values[1],
            thresholds=dict(self._own),
        )
        if (filters, settings, self.only_queue) != (self._filters, self._settings, self._told_queue):
            self._filters, self._settings, self._told_queue = filters, settings, self.only_queue
            self._show_who()
            self.changed.emit(filters, settings)

    def _show_who(self) -> None:
        chosen = [action.text() for _, action in self._people if action.isChecked()]
        words = ", ".join(chosen) if len(chosen) <= 2 else self.tr("{} annotators").format(len(chosen))
        self._who.setText((words or self.tr("All people")) + "  ▾")
