"""Filtering: which articles the queue shows, how it looks, and saved filters."""

from PySide6.QtCore import QObject, Signal

from annotations.filters import QueueFilter
from annotations.operations.annotators import annotators
from annotations.operations.queue import known_languages, known_sources
from desktop.models.queue import QueueModel
from desktop.session import Session
from desktop.settings import Settings
from desktop.views.header import Header
from desktop.views.queue.filter import Choices
from desktop.views.queue.pane import QueueView


class Filtering(QObject):
    """Commands on the queue's filter. Changes apply at once."""

    filtered = Signal(object)  # QueueFilter, before its articles are looked up

    def __init__(
        self, session: Session, model: QueueModel, view: QueueView, header: Header, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._view = session, model, view
        self._header, self._settings = header, settings
        view.filter_wanted.connect(self.use)
        view.saving_wanted.connect(self.save)
        view.forgetting_wanted.connect(self.forget)
        view.choices_wanted.connect(self._offer)
        view.columns_chosen.connect(self._on_columns)
        header.searched.connect(self.search)
        model.looking.connect(view.show_looking)
        view.show_columns(settings.queue_columns)
        view.restore_header(settings.queue_header)
        view.show_saved(self._saved())

    def use(self, chosen: QueueFilter) -> None:
        """Show the articles of a filter."""
        self._view.show_filter(chosen)
        self._header.show_search(chosen.words)
        self.filtered.emit(chosen)
        self._model.set_filter(chosen)

    def search(self, words: str) -> None:
        """Show the articles that match the search field."""
        self.use(self._model.filter._replace(words=words))

    def save(self, name: str) -> None:
        """Save the current filter under a name."""
        self._keep({**self._saved(), name: self._model.filter})

    def forget(self, name: str) -> None:
        """Delete a saved filter."""
        self._keep({kept: chosen for kept, chosen in self._saved().items() if kept != name})

    def remember_look(self) -> None:
        """Remember order and width of the columns."""
        self._settings.queue_header = self._view.header_state()

    def _saved(self) -> dict[str, QueueFilter]:
        kept = self._settings.filters_in(self._session.project.path)
        return {name: QueueFilter(**{k: v for k, v in values.items() if k in QueueFilter._fields})
                for name, values in kept.items()}  # fmt: skip

    def _keep(self, filters: dict[str, QueueFilter]) -> None:
        kept = {name: chosen._asdict() for name, chosen in sorted(filters.items())}
        self._settings.keep_filters(self._session.project.path, kept)
        self._view.show_saved(self._saved())

    def _offer(self) -> None:
        project = self._session.project
        labels = [
            (label.name, f"{layer.title}: {label.title}") for layer in project.scheme.layers for label in layer.labels
        ]
        people = [(a.id, a.name) for a in annotators(project) if a.kind != "machine"]
        self._view.offer(Choices(labels, people, known_sources(project), known_languages(project)))

    def _on_columns(self, names: list[str]) -> None:
        self._settings.queue_columns = names
        self._view.show_columns(names)
