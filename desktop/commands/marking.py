"""Marking: create, label, accept, reject and delete marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.changes import Changes
from annotations.highlight.prefill import prefilled
from annotations.language.segmenting import word_at
from annotations.language.sentences import claim_span_at
from annotations.model import Annotation, AnnotationId, AnnotatorId, FieldValue
from annotations.operations.annotating import add_annotation, delete_annotation, set_label
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.scheme import Layer
from annotations.text import line_at
from desktop.keymap import ShownKey
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader

FAR = 1 << 40  # behind the end of any text


class Marking(QObject):
    """Commands on the marks of the open article."""

    told = Signal(str)

    def __init__(
        self, session: Session, opened: OpenArticle, reader: Reader, key: ShownKey, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._opened, self._reader = session, opened, reader
        self.carried: Callable[[str], dict[str, FieldValue]] = lambda layer: {}  # answers that new marks begin with
        self.selected: Callable[[], tuple[int, int] | None] = reader.selection  # the selection as it is meant
        self.allowed: Callable[[Annotation], bool] = lambda made: True  # whether what it replaces may go
        self._key = key
        self._left: Mark | None = None  # the mark that was finished last

    def mark(self, layer: Layer, label: str = "") -> None:
        """Mark the selection, or the sentence, line or word at the caret, depending on the layer."""
        article = self._opened.article
        if article is None:
            return
        focused = self._opened.focused
        if label and focused and focused.layer == layer and self._reader.selection() is None:
            self.label(label)
            return
        start, end = self._span_for(article.text, layer)
        if start >= end:
            self.told.emit(self.tr("There is nothing to mark here. Select some words, or put the cursor on one."))
            return
        if same := self._same_place(layer, start, end):
            self._opened.focus(same.id)
            self._session.run(set_label, same.id, label)
            return
        blank = Annotation(AnnotationId(""), article.id, AnnotatorId(""), layer.name, start, end, label=label)
        if not self.may(blank):
            return
        fields, links = prefilled(layer, article.text, start, end, [m.annotation for m in self._opened.marks])
        fields |= self.carried(layer.name)
        changes = self._session.run(add_annotation, article.id, layer.name, start, end, label, fields, links)
        self._focus_added(changes)

    def _same_place(self, layer: Layer, start: int, end: int) -> Mark | None:
        """One's own mark of the very same words, where a layer has room for one only: it is kept."""
        marks = self._opened.marks if layer.overlap == "none" else ()
        there = marks[bisect_left(marks, (start, -end), key=_order) : bisect_right(marks, (start, -end), key=_order)]
        own = (mark for mark in there if mark.layer == layer and not mark.suggested and not mark.rejected)
        return next(own, None)

    def may(self, made: Annotation) -> bool:
        """Whether a mark of one's own may be made or moved there, with what it then replaces."""
        me = self._session.project.annotator
        return me is None or self.allowed(made._replace(annotator=me.id))

    def _accepted(self, mark: Mark, label: str | None = None) -> Changes | None:
        """Accept a suggestion, with another label when one is given."""
        made = mark.annotation._replace(derived_from=mark.id)
        may = self.may(made if label is None else made._replace(label=label))
        return self._session.run(accept_suggestion, mark.annotation, label) if may else None

    def label(self, label: str) -> None:
        """Give the focused mark another label; a suggestion is accepted with it."""
        mark = self._opened.focused
        if mark is None:
            return
        if mark.suggested:
            self._focus_added(self._accepted(mark, label))
        else:
            self._session.run(set_label, mark.id, label)

    def accept(self) -> None:
        """Accept the focused suggestion and go to the next one; what has still to be answered keeps the focus."""
        mark = self._opened.focused
        if mark is None:
            self._tell_unfocused("next_suggestion")
        elif mark.suggested:
            changes = self._accepted(mark)
            if changes and mark.complete:
                self.go_to_suggestion(1, after=mark)
            else:
                self._focus_added(changes)
        elif mark.rejected or mark.annotation.how == "implicit":
            self._session.run(set_label, mark.id, mark.annotation.label)

    def reject(self) -> None:
        """Reject the focused suggestion and go to the next one, or delete one's own mark."""
        mark = self._opened.focused
        if mark is None:
            self._tell_unfocused("next_suggestion", "next_claim")
        elif mark.suggested:
            if self._session.run(reject_suggestion, mark.annotation):
                self.go_to_suggestion(1, after=mark)
        elif not mark.rejected:
            self._session.run(delete_annotation, mark.id)

    def _tell_unfocused(self, *actions: str) -> None:
        ways = {
            "next_suggestion": self.tr("Press {} to go to the next suggestion"),
            "next_claim": self.tr("{} to go to the next claim"),
        }
        known = [ways[action].format(self._key(action)) for action in actions if self._key(action)]
        self.told.emit(" ".join([self.tr("Nothing is selected."), *([", ".join(known) + "."] if known else [])]))

    def own(self) -> AnnotationId | None:
        """The focused mark as the user's own: a suggestion is accepted first."""
        mark = self._opened.focused
        if mark is None or not mark.suggested:
            return mark.id if mark else None
        changes = self._accepted(mark)
        if changes is None:
            return None
        self._opened.focus(changes.added[0])
        return changes.added[0]

    def leave(self, mark: Mark) -> None:
        """Take the focus off a finished mark. The caret stands behind it; what begins inside it still comes next."""
        self._reader.select(mark.end, mark.end)
        self._opened.focus(None)
        self._left = mark

    def go_to_suggestion(self, direction: int, after: Mark | None = None) -> None:
        """Focus the next or previous open suggestion."""
        more, none = self.tr("There are no more suggestions."), self.tr("This article has no open suggestions.")
        self._go(lambda mark: mark.suggested, direction, after, more, none)

    def go_to_bar(self, direction: int) -> None:
        """Focus the next or previous claim."""
        more, none = self.tr("There are no more claims."), self.tr("There are no claims in this article.")
        self._go(lambda mark: mark.layer.style == "bar", direction, None, more, none)

    def cycle(self) -> None:
        """Focus the marks at the caret, one after the other."""
        caret = self._reader.caret()
        under = [mark for mark in self._reader.marks_on(caret) if not mark.gold]
        under.sort(key=lambda mark: mark.end - mark.start)
        ids: list[AnnotationId | None] = [mark.id for mark in under]
        if ids:
            now = self._opened.focused_id
            self._opened.focus(ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0])

    def _go(self, wanted: Callable[[Mark], bool], direction: int, after: Mark | None, no_more: str, none: str) -> None:
        """Focus the next or previous one of the marks that are wanted, among those that are drawn."""
        now = after or self._opened.focused or self._left_here()
        marks = self._opened.marks
        place = (now.start, -now.end) if now else (self._reader.caret(), -FAR)
        first, behind = bisect_left(marks, place, key=_order), bisect_right(marks, place, key=_order)
        alike = [mark.id for mark in marks[first:behind]]
        if now and now.id in alike and wanted(now):
            first = first + alike.index(now.id)
            behind = first + 1
        ahead = range(behind, len(marks)) if direction > 0 else range(first - 1, -1, -1)
        there = (marks[number] for number in ahead)
        found = next((mark for mark in there if wanted(mark) and self._reader.shows(mark)), None)
        if found is None:
            hidden = any(wanted(mark) and not self._reader.shows(mark) for mark in marks)
            drawn = after is not None or any(wanted(mark) and self._reader.shows(mark) for mark in marks)
            switched_off = self.tr("They are hidden. Turn them on under Layers.")
            self.told.emit(no_more if drawn else switched_off if hidden else none)
        else:
            self._reader.select(found.start, found.start)
        self._opened.focus(found.id if found else None)

    def _left_here(self) -> Mark | None:
        left = self._left
        return left if left and left.end == self._reader.caret() and self._opened.mark(left.id) else None

    def _span_for(self, text: str, layer: Layer) -> tuple[int, int]:
        selected = self.selected()
        if selected:
            return selected
        caret = self._reader.caret()
        return {"bar": claim_span_at, "mask": line_at}.get(layer.style, word_at)(text, caret)

    def _focus_added(self, changes: Changes | None) -> None:
        """Focus what was marked: it comes first, before what was rejected to make room for it."""
        if changes and changes.added:
            mark = self._opened.mark(changes.added[0])
            if mark:
                self._reader.select(mark.start, mark.start)
            self._opened.focus(changes.added[0])


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end  # what lies inside comes after
