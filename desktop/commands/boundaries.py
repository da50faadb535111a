"""Boundaries: move the ends of marks by word, by letter or to the selection, and snap selections to words."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from annotations.language.segmenting import (
    next_letter,
    next_word_end,
    next_word_start,
    previous_letter,
    previous_word_end,
    previous_word_start,
    whole_letters,
    whole_words,
)
from annotations.operations.annotating import move_annotation
from annotations.text import trimmed
from desktop.commands.marking import Marking
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.settings import Settings
from desktop.views.article.reader import Reader


class Boundaries(QObject):
    """Commands on the boundaries of the focused mark. Selections snap to whole words if the user wants that."""

    told = Signal(str)

    def __init__(
        self, session: Session, opened: OpenArticle, reader: Reader, marking: Marking, settings: Settings
    ) -> None:
        super().__init__(marking)
        self._session, self._opened, self._reader = session, opened, reader
        self._marking, self._settings = marking, settings
        marking.selected = self.selected

    def selected(self) -> tuple[int, int] | None:
        """The selection without blanks at its ends, widened to whole words unless it is exact."""
        article, span = self._opened.article, self._reader.selection()
        if article is None or span is None:
            return None
        exact, self._reader.exact_selection = self._reader.exact_selection, False
        widen = self._settings.snap_to_words and not exact
        if widen:
            return whole_words(article.text, *span)
        return whole_letters(article.text, *trimmed(article.text, *span))

    def to_the_letter(self) -> None:
        """Use the exact selection once, or snap it to whole words again."""
        if self._reader.selection() is None:
            self.told.emit(self.tr("Select some words first."))
            return
        exact = self._reader.exact_selection = not self._reader.exact_selection
        self.told.emit(
            self.tr("Exact selection: it is not widened to whole words.")
            if exact
            else self.tr("The selection snaps to whole words again.")
        )

    def move_to_selection(self) -> None:
        """Give the focused mark the selected words."""
        span = self.selected()
        if span is None or self._opened.focused is None:
            self.told.emit(self.tr("Select a mark, then select its new words."))
        else:
            self._move(*span)

    def grow(self, end: Literal["start", "end"], *, by_letter: bool = False) -> None:
        """Add a word or a letter to the focused mark."""
        self._step(start=end == "start", outwards=True, by_letter=by_letter)

    def shrink(self, end: Literal["start", "end"], *, by_letter: bool = False) -> None:
        """Take a word or a letter off the focused mark."""
        self._step(start=end == "start", outwards=False, by_letter=by_letter)

    def _step(self, *, start: bool, outwards: bool, by_letter: bool) -> None:
        article, mark = self._opened.article, self._opened.focused
        if article is None or mark is None:
            self.told.emit(self.tr("Select a mark first."))
            return
        forward = start != outwards
        if by_letter:
            step: Callable[[str, int], int] = next_letter if forward else previous_letter
        elif start:
            step = next_word_start if forward else previous_word_start
        else:
            step = next_word_end if forward else previous_word_end
        place = step(article.text, mark.start if start else mark.end)
        self._move(*((place, mark.end) if start else (mark.start, place)))

    def _move(self, start: int, end: int) -> None:
        mark = self._opened.focused
        if mark is None or (start, end) == (mark.start, mark.end) or start >= end:
            return
        if not self._marking.may(mark.annotation._replace(start=start, end=end, derived_from=mark.id)):
            return
        own = self._marking.own()
        if own and self._session.run(move_annotation, own, start, end):
            self._reader.reveal(start, end)
