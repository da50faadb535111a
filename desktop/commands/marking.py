"""Marking: new marks, labels, moving ends, accepting, rejecting, deleting."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.annotating import add_annotation, delete_annotation, move_annotation, set_label
from annotations.changes import Changes
from annotations.model import AnnotationId, FieldValue
from annotations.prefill import prefilled
from annotations.scheme import Layer
from annotations.suggestions import accept_suggestion, reject_suggestion
from annotations.text import claim_span_at, line_at, next_word, previous_word, trimmed, word_at
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.reader import Reader


class Marking(QObject):
    """Commands on the marks of the open article."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._opened, self._reader = session, opened, reader
        self.carried: Callable[[str], dict[str, FieldValue]] = lambda layer: {}  # answers that new marks begin with

    def mark(self, layer: Layer, label: str = "") -> None:
        """Mark the selection, or what stands at the caret: a claim's sentence, a masked line, a name's word."""
        article = self._opened.article
        if article is None:
            return
        focused = self._opened.focused
        if label and focused and focused.layer == layer and self._reader.selection() is None:
            self.label(label)
            return
        start, end = self._span_for(article.text, layer)
        if start >= end:
            self.told.emit(self.tr("There are no words here. Select some, or put the caret on them."))
            return
        fields, links = prefilled(layer, article.text, start, end, [m.annotation for m in self._opened.marks])
        fields |= self.carried(layer.name)
        changes = self._session.run(add_annotation, article.id, layer.name, start, end, label, fields, links)
        self._focus_added(changes)

    def label(self, label: str) -> None:
        """Give the focused mark another label; a suggestion is accepted with it."""
        mark = self._opened.focused
        if mark is None:
            return
        if mark.suggested:
            self._focus_added(self._session.run(accept_suggestion, mark.annotation, label))
        else:
            self._session.run(set_label, mark.id, label)

    def accept(self) -> None:
        """Accept the focused suggestion and go to the next one; what has still to be answered keeps the focus."""
        mark = self._opened.focused
        if mark is None:
            self.told.emit(self.tr("Nothing has the focus. Tab goes to the next suggestion."))
        elif mark.suggested:
            changes = self._session.run(accept_suggestion, mark.annotation)
            if changes and mark.complete:
                self.go_to_suggestion(1, after=mark)
            else:
                self._focus_added(changes)
        elif mark.rejected:
            self._session.run(set_label, mark.id, mark.annotation.label)

    def reject(self) -> None:
        """Reject the focused suggestion and go to the next one, or delete one's own mark."""
        mark = self._opened.focused
        if mark is None:
            self.told.emit(self.tr("Nothing has the focus. Tab goes to the next suggestion, J to the next claim."))
        elif mark.suggested:
            if self._session.run(reject_suggestion, mark.annotation):
                self.go_to_suggestion(1, after=mark)
        elif not mark.rejected:
            self._session.run(delete_annotation, mark.id)

    def own(self) -> AnnotationId | None:
        """The focused mark as one's own: a suggestion is accepted first."""
        mark = self._opened.focused
        if mark is None or not mark.suggested:
            return mark.id if mark else None
        changes = self._session.run(accept_suggestion, mark.annotation)
        if changes is None:
            return None
        self._opened.focus(changes.added[-1])
        return changes.added[-1]

    def move_to_selection(self) -> None:
        """Give the focused mark the selected words."""
        article, span = self._opened.article, self._reader.selection()
        if article is None or span is None or self._opened.focused is None:
            self.told.emit(self.tr("Focus a mark and select its new words first."))
        else:
            self._move(*trimmed(article.text, *span))

    def move_end(self, *, start: bool, outwards: bool) -> None:
        """Move the start or the end of the focused mark by a word."""
        article, mark = self._opened.article, self._opened.focused
        if article is None or mark is None:
            self.told.emit(self.tr("Focus a mark first."))
        elif start:
            step = previous_word if outwards else next_word
            self._move(step(article.text, mark.start)[0], mark.end)
        else:
            step = next_word if outwards else previous_word
            self._move(mark.start, step(article.text, mark.end)[1])

    def go_to_suggestion(self, direction: int, after: Mark | None = None) -> None:
        """Focus the next or previous open suggestion."""
        self._go(
            [mark for mark in self._opened.marks if mark.suggested],
            direction,
            after,
            self.tr("There are no more suggestions."),
        )

    def go_to_bar(self, direction: int) -> None:
        """Focus the next or previous claim."""
        bars = [mark for mark in self._opened.marks if mark.layer.style == "bar"]
        self._go(bars, direction, None, self.tr("There are no more claims."))

    def cycle(self) -> None:
        """Focus what lies under the caret, one after the other."""
        caret = self._reader.caret()
        under = [mark for mark in self._opened.marks if mark.start <= caret <= mark.end]
        under.sort(key=lambda mark: mark.end - mark.start)
        ids: list[AnnotationId | None] = [mark.id for mark in under]
        if ids:
            now = self._opened.focused_id
            self._opened.focus(ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0])

    def _go(self, marks: list[Mark], direction: int, after: Mark | None, nothing: str) -> None:
        now = after or self._opened.focused
        place = (now.start, now.end) if now else (self._reader.caret(), self._reader.caret())
        if direction > 0:
            found = next((m for m in marks if (m.start, m.end) > place or (now is None and m.start >= place[0])), None)
        else:
            found = next((m for m in reversed(marks) if (m.start, m.end) < place), None)
        if found is None:
            self.told.emit(nothing)
        else:
            self._reader.select(found.start, found.start)
        self._opened.focus(found.id if found else None)

    def _move(self, start: int, end: int) -> None:
        mark = self._opened.focused
        if mark is None or (start, end) == (mark.start, mark.end) or start >= end:
            return
        if mark.suggested:
            changes = self._session.run(accept_suggestion, mark.annotation)
            self._focus_added(changes)
        if self._opened.focused_id:
            self._session.run(move_annotation, self._opened.focused_id, start, end)

    def _span_for(self, text: str, layer: Layer) -> tuple[int, int]:
        selected = self._reader.selection()
        if selected:
            return trimmed(text, *selected)
        caret = self._reader.caret()
        return {"bar": claim_span_at, "mask": line_at}.get(layer.style, word_at)(text, caret)

    def _focus_added(self, changes: Changes | None) -> None:
        if changes and changes.added:
            mark = self._opened.mark(changes.added[-1])
            if mark:
                self._reader.select(mark.start, mark.start)
            self._opened.focus(changes.added[-1])
