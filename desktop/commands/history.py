"""History: lists past actions, and restores an earlier state of the open article."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal

from annotations.changes import Changes
from annotations.operations.history import Difference, difference, restore_article
from desktop.keymap import ShownKey
from desktop.models.history import HistoryModel
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.history import HistoryView


class History(QObject):
    """Commands on the history. It is read only while its pane can be seen."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, view: HistoryView, key: ShownKey) -> None:
        super().__init__(opened)
        self._session, self._opened, self._view = session, opened, view
        self._model = HistoryModel(session, self)
        self._whole = False
        self._key = key
        view.set_model(self._model)
        view.scope_chosen.connect(self._on_scope)
        view.looked_at.connect(self._on_looked_at)
        view.restore_wanted.connect(self.restore)
        view.installEventFilter(self)
        opened.opened.connect(self.read)
        session.changed.connect(self._on_changed)
        self.show_pane: Callable[[bool], None] = lambda shown: None

    def open(self) -> None:
        """Show the history and give it the keyboard; hide it when it has it."""
        shown = not self._view.isAncestorOf(self._view.window().focusWidget())
        self.show_pane(shown)
        if shown:
            self.read()
            self._view.begin()

    def read(self) -> None:
        """Read the history again if its pane is visible."""
        if self._view.isVisible():
            article = self._opened.article
            self._model.show_article(None if self._whole or article is None else article.id)
            self._view.show_difference("", able=False)

    def restore(self, row: int) -> None:
        """Bring the article back to what it was after a step."""
        article, entry = self._opened.article, self._model.entry(row)
        if article and entry and not self._whole and self._session.run(restore_article, article.id, entry.change):
            key = self._key("undo") or self.tr("Undo")
            self.told.emit(
                self.tr("Your work on the article is back to that state. Use {} to reverse this.").format(key)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the history when the pane comes into view."""
        if event.type() == QEvent.Type.Show:
            self.read()
        return False

    def _on_scope(self, whole: bool) -> None:
        self._whole = whole
        self.read()

    def _on_changed(self, changes: Changes) -> None:
        self.read()

    def _on_looked_at(self, row: int) -> None:
        article, entry = self._opened.article, self._model.entry(row)
        if article is None or entry is None or self._whole or self._session.project.annotator is None:
            self._view.show_difference("", able=False)
            return
        found = difference(self._session.project, article.id, entry.change)
        words = self._words(found)
        self._view.show_difference(words or self.tr("Current state."), able=bool(words))

    def _words(self, found: Difference) -> str:
        parts = [
            self.tr("{} restored").format(len(found.back)) if found.back else "",
            self.tr("{} changed").format(len(found.changed)) if found.changed else "",
            self.tr("{} removed").format(len(found.gone)) if found.gone else "",
            self.tr("status {}").format(found.status) if found.status else "",
        ]
        return ", ".join(filter(None, parts))
