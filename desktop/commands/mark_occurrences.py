"""Mark occurrences: find words in many articles, and mark all ticked places in one step."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from annotations.changes import Effects
from annotations.operations.occurrences import SLICE, Occurrence, find, mark
from annotations.operations.queue import number_of
from annotations.project import open_project
from desktop.commands.consequences import replaced_words
from desktop.keymap import ShownKey
from desktop.models.occurrences import OccurrencesModel
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.tasks import Task
from desktop.theme import LIGHT, Theme
from desktop.views.article.reader import Reader
from desktop.views.dialogs.occurrences import OccurrenceChoice, OccurrencesDialog

BATCH = 200
MOST = 200_000  # occurrences that are held at once


class MarkOccurrences(QObject):
    """Opens the dialog, searches in a thread, and marks in slices on the main thread."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader, queue: QueueModel, key: ShownKey) -> None:
        super().__init__(opened)
        self._session, self._opened, self._reader, self._queue = session, opened, reader, queue
        self._dialog: OccurrencesDialog | None = None
        self._model = OccurrencesModel(self)
        self._task: Task | None = None
        self._wanted: OccurrenceChoice | None = None
        self._allowed = False, False
        self._step = 0
        self._effects, self._marked = Effects(), 0  # of what was marked so far
        self._key = key
        self.theme: Theme = LIGHT

    def open(self) -> None:
        """Ask for every occurrence of the selection, or of the focused mark."""
        article = self._opened.article
        if article is None or self._dialog:
            return
        span, focused = self._reader.selection(), self._opened.focused
        words = article.text[slice(*span)] if span else focused.annotation.quote if focused else ""
        kinds = self._kinds()
        self._allowed = False, False
        self._model.clear()
        self._model.allow(override=False, finished=False)
        dialog = self._dialog = OccurrencesDialog(kinds, self._queue.rowCount(), self.theme, self._reader.window())
        dialog.set_model(self._model)
        dialog.wanted.connect(self._look)
        dialog.allowed.connect(self._allow)
        dialog.tick_wanted.connect(self._tick)
        dialog.all_wanted.connect(self._model.tick)
        dialog.mark_wanted.connect(self._mark)
        dialog.cancelled.connect(self._cancel)
        dialog.finished.connect(self._on_closed)
        self._model.dataChanged.connect(self._show_found)
        named = (focused.layer.name, focused.annotation.label) if focused else kinds[0][:2]
        dialog.begin(" ".join(words.split()), *named)
        dialog.open()

    def stop(self) -> None:
        """End what runs."""
        if self._task:
            self._task.cancel_and_join()
            self._task.deleteLater()
            self._task = None

    def _kinds(self) -> list[tuple[str, str, str]]:
        """What words can be marked as: layer, label, and how it is called."""
        found = []
        for layer in self._session.project.scheme.layers:
            if layer.kind == "span":
                labels = [(label.name, f"{layer.title}: {label.title}") for label in layer.labels]
                found += [(layer.name, name, words) for name, words in labels or [("", layer.title)]]
        return found

    # -- looking

    def _look(self, wanted: OccurrenceChoice) -> None:
        self.stop()
        self._wanted = wanted
        self._model.clear()
        self._show_found()
        if not wanted.words.strip():
            return
        numbers, path = self._numbers(wanted.scope), self._session.project.path
        annotator = self._session.project.annotator

        def work(cancelled: Callable[[], bool]) -> Iterator[list[Occurrence]]:
            project = open_project(path, readonly=True)
            project.annotator = annotator
            try:
                yield from _batches(find(
                    project, wanted.words, wanted.layer, wanted.label, numbers=numbers,
                    match_case=wanted.match_case, whole_words=wanted.whole_words,
                ))  # fmt: skip
            finally:
                project.close()

        self._run(Task(self.tr("Looking"), work, self._model.add, parent=self))

    def _numbers(self, scope: str) -> Sequence[int] | None:
        if scope == "project":
            return None
        if scope == "queue":
            return self._queue.numbers
        article = self._opened.article
        number = article and number_of(self._session.project, article.id)
        return [number] if number is not None else []

    def _run(self, task: Task) -> None:
        self._task = task
        task.progressed.connect(self._on_progressed)
        task.ended.connect(self._on_ended)
        task.start()

    # -- marking

    def _allow(self, override: bool, finished: bool) -> None:
        self._allowed = override, finished
        self._model.allow(override=override, finished=finished)
        self._show_found()

    def _tick(self, row: int, whole_article: bool) -> None:
        on = self._model.index(row).data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
        self._model.tick(on, self._model.rows_beside(row) if whole_article else [row])

    def _mark(self) -> None:
        wanted, chosen = self._wanted, self._model.ticked()
        if wanted is None or not chosen or self._task:
            return
        override, finished = self._allowed
        self._step, self._effects, self._marked = 0, Effects(), 0

        def work(cancelled: Callable[[], bool]) -> Iterator[list[Occurrence]]:
            yield from (chosen[begin : begin + SLICE] for begin in range(0, len(chosen), SLICE))

        def take(some: list[Occurrence]) -> None:
            changes = mark(
                self._session.project, some, wanted.layer, wanted.label,
                override=override, finished=finished, step=self._step,
            )  # fmt: skip
            self._step = self._step or changes.step
            self._effects = self._effects.plus(changes.effects)
            self._marked += len(changes.added) - changes.effects.refused
            self._session.changed.emit(changes)

        self._run(Task(self.tr("Marking"), work, take, -(-len(chosen) // SLICE), self))
        if self._dialog:
            self._dialog.show_marking(0.0)

    def _cancel(self) -> None:
        """Stop marking, and take back what was marked so far."""
        self.stop()
        if self._dialog:
            self._dialog.show_marking(None)
        if self._step:
            self._step = 0
            self._session.undo()
            self.told.emit(self.tr("Cancelled. Nothing was marked."))

    def _on_progressed(self, words: str, share: float) -> None:
        if self._dialog and share >= 0:
            self._dialog.show_marking(share)
        self._show_found()

    def _on_ended(self, problem: str) -> None:
        if self._task:
            self._task.deleteLater()
        self._task = None
        self._show_found()
        if self._dialog:
            self._dialog.show_marking(None)
        if problem:
            self.told.emit(problem)
        elif self._step and self._dialog:
            told = self._told(len(self._model.ticked()))
            self._step = 0
            self._dialog.accept()
            self.told.emit(told)

    def _told(self, wanted: int) -> str:
        """What was marked, what it took the place of, and how all of it is undone."""
        count = self._marked
        one, many = self.tr("Marked once."), self.tr("Marked {:,} times.")
        parts = [one if count == 1 else many.format(count)]
        if count < wanted:
            words = self.tr("{:,} were skipped because something else had been marked there.")
            parts.append(words.format(wanted - count))
        if replaced := replaced_words(self._effects):
            parts.append(", ".join(replaced) + ".")
        return " ".join([*parts, self.tr("Press {} to undo all of it.").format(self._key("undo") or self.tr("Undo"))])

    def _on_closed(self) -> None:
        self.stop()
        self._model.dataChanged.disconnect(self._show_found)
        if self._dialog:
            self._dialog.deleteLater()
        self._dialog = None
        self._model.clear()
        self._reader.setFocus()

    def _show_found(self) -> None:
        if self._dialog:
            self._dialog.show_found(*self._model.counts(), looking=self._task is not None)


def _batches(found: Iterator[Occurrence]) -> Iterator[list[Occurrence]]:
    batch: list[Occurrence] = []
    for number, one in enumerate(found):
        if number == MOST:
            break
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch
