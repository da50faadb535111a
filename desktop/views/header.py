"""The header: previous and next article, progress, search, annotator, and whether everything is saved."""

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QWidget

from desktop.plain import Label, tip, verbatim
from desktop.views.widgets.accessible import named
from desktop.views.widgets.line_edit import KeyKeepingLineEdit
from desktop.views.widgets.tool_button import ToolButton

SEARCH_DELAY = 180  # milliseconds after the last letter


class Header(QWidget):
    """Shows the state of the work; tells what is searched and which button was pressed."""

    previous_wanted = Signal()
    next_wanted = Signal()
    searched = Signal(str)
    entered = Signal()  # Enter in the search field, after what was typed was told
    next_hit_wanted = Signal()
    previous_hit_wanted = Signal()
    annotator_wanted = Signal()
    theme_wanted = Signal()
    shortcuts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = Label()
        self._bar = named(QProgressBar(textVisible=False), self.tr("Articles done"))
        self._bar.setFixedWidth(110)
        self.search = named(KeyKeepingLineEdit(), self.tr("Search articles"))
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search articles and claims…"))
        self.search.setMaximumWidth(420)
        self.setFocusProxy(self.search)
        self._listen()
        self._place = named(Label(), self.tr("Hits in this article"))
        self._place.setProperty("role", "muted")
        self._hits = [ToolButton("▲", self.tr("Previous hit")), ToolButton("▼", self.tr("Next hit"))]
        for button, signal in zip(self._hits, (self.previous_hit_wanted, self.next_hit_wanted), strict=True):
            button.setProperty("small", True)
            button.clicked.connect(signal)
        self._annotator = ToolButton("", self.tr("Change annotator"))
        self._layers = ToolButton(self.tr("Layers"), self.tr("Show or hide layers"))
        self._layers.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self._saved = Label()
        self._saved.setProperty("role", "muted")
        self._annotator.clicked.connect(self.annotator_wanted)
        self._lay_out()

    def _listen(self) -> None:
        self._delay = QTimer(self, singleShot=True, interval=SEARCH_DELAY)
        self._delay.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textEdited.connect(lambda _: self._delay.start())
        self.search.textChanged.connect(lambda text: text or self._delay.start())
        self.search.returnPressed.connect(self._on_entered)
        self.search.dropped.connect(self.search.clear)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(6)
        self._add_tool(layout, "◀", self.tr("Previous article"), self.previous_wanted)
        self._add_tool(layout, "▶", self.tr("Next article"), self.next_wanted)
        layout.addSpacing(6)
        for widget in (self._progress, self._bar):
            layout.addWidget(widget)
        layout.addSpacing(14)
        layout.addWidget(self.search, 1)
        for part in (self._place, *self._hits):
            layout.addWidget(part)
            part.hide()
        layout.addStretch(1)
        layout.addWidget(self._saved)
        layout.addSpacing(6)
        layout.addWidget(self._annotator)
        layout.addWidget(self._layers)
        self._add_tool(layout, "☾", self.tr("Switch between light and dark"), self.theme_wanted)
        self._add_tool(layout, "?", self.tr("Keys"), self.shortcuts_wanted)

    def _add_tool(self, layout: QHBoxLayout, text: str, name: str, signal: SignalInstance) -> None:
        button = ToolButton(text, name)
        button.clicked.connect(signal)
        layout.addWidget(button)

    def show_hits(self, place: int, count: int, *, searching: bool) -> None:
        """Show which of the article's hits has the caret (from 1, 0 for none), and how many there are."""
        self._place.setText(f"{place} / {count}" if place else f"{count}")
        self._place.setToolTip(self.tr("Hits in this article"))
        for widget in (self._place, *self._hits):
            widget.setVisible(searching)

    def show_layers_menu(self, menu: QMenu) -> None:
        """Offer the switches of the layers."""
        self._layers.setMenu(menu)

    def show_search(self, words: str) -> None:
        """Show what is searched for, unless it is just being typed."""
        if words != self.search.text() and not self._delay.isActive():
            self.search.blockSignals(True)
            self.search.setText(words)
            self.search.blockSignals(False)

    def show_progress(self, done: int, articles: int, incomplete: int = 0) -> None:
        """Show how many articles are done, and how many of the others lack only some choices."""
        words = self.tr("{:,} / {:,} done").format(done, articles)
        self._progress.setText(words + (self.tr(", {:,} incomplete").format(incomplete) if incomplete else ""))
        self._bar.setMaximum(max(articles, 1))
        self._bar.setValue(done)

    def show_annotator(self, name: str) -> None:
        """Show who annotates."""
        self._annotator.setText(verbatim(f"{name} ▾"))

    def show_saved(self, words: str, meaning: str) -> None:
        """Show the state of saving."""
        self._saved.setText(words)
        self._saved.setToolTip(tip(meaning))

    def _on_entered(self) -> None:
        if self._delay.isActive():
            self._delay.stop()
            self.searched.emit(self.search.text())
        self.entered.emit()
