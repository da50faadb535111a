"""Finishing: claims and articles that are done, what they lack, and articles that are skipped."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.completeness import Missing
from annotations.model import Status
from annotations.progress import reasons_given, set_status
from annotations.scheme import Scheme, missing_choices
from desktop.commands.marking import Marking
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.ask import ask_words
from desktop.views.reader import Reader

NAMED = 3  # how many incomplete marks are named one by one
QUOTE_SHOWN = 24


class Finishing(QObject):
    """Commands that end the work on a claim or an article. What is missing is named; the same key again ends it."""

    told = Signal(str)
    finished = Signal()  # the article is done or skipped: go on

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader, marking: Marking) -> None:
        super().__init__(marking)
        self._session, self._opened, self._reader, self._marking = session, opened, reader, marking
        self._scheme: Scheme = session.project.scheme
        self._warned: object = None  # what the annotator was told about: the article or a mark
        self.ask_reason: Callable[[], str | None] = self._ask_reason  # none when it is not skipped after all
        opened.opened.connect(self._forget)
        opened.marks_changed.connect(self._forget)
        opened.focus_changed.connect(self._forget)

    def finish(self) -> None:
        """Leave a finished claim; with none focused, mark the article done."""
        mark = self._opened.focused
        if mark is None:
            self.done()
        elif mark.suggested:
            self._marking.accept()
        elif (missing := missing_choices(mark.layer, mark.annotation)) and self._warned != mark.id:
            self._warned = mark.id
            self.told.emit(self.tr("Still to choose: {}. Enter again leaves it so.").format(", ".join(missing)))
        else:
            self._marking.leave(mark)

    def done(self) -> None:
        """Mark the article done and go on; when something is missing, say so first, and then mark it incomplete."""
        article, missing = self._opened.article, self._opened.missing()
        if article and missing and self._warned != article.id:
            self._warned = article.id
            self.told.emit(self._incomplete(missing))
        else:
            self._set("done")

    def set_status(self, status: Status) -> None:
        """Mark the article todo, done or skipped, and go on when it is no longer to do."""
        if status == "done":
            self.done()
        elif status == "skip":
            self.skip()
        else:
            self._set(status)

    def skip(self) -> None:
        """Ask why, then skip the article and go on."""
        if self._opened.article:
            reason = self.ask_reason()
            if reason is not None:
                self._set("skip", reason)

    def _set(self, status: Status, reason: str = "") -> None:
        article = self._opened.article
        if article and self._session.run(set_status, article.id, status, reason) and status != "todo":
            self.finished.emit()

    def _ask_reason(self) -> str | None:
        usual = [self.tr("Off topic"), self.tr("No text"), self.tr("Repeats an article that is done")]
        proposals = list(dict.fromkeys([*usual, *reasons_given(self._session.project)]))
        parent = self._reader.window()
        return ask_words(self.tr("Skip the article"), self.tr("Why is this article skipped?"), proposals, parent)

    def _incomplete(self, missing: Sequence[Missing]) -> str:
        parts = [f"{self._name(one)} ({', '.join(one.titles)})" for one in missing[:NAMED]]
        if len(missing) > NAMED:
            parts.append(self.tr("{} more").format(len(missing) - NAMED))
        told = self.tr("Incomplete: {}. Press it again to go on all the same.")
        return told.format("; ".join(parts))

    def _name(self, one: Missing) -> str:
        if one.annotation is None or one.annotation.start is None:
            return self.tr("the article")
        mark = self._opened.mark(one.annotation.id)
        quote = " ".join(one.annotation.quote.split())
        quote = quote if len(quote) <= QUOTE_SHOWN else f"{quote[:QUOTE_SHOWN].rstrip()}…"
        return f"{mark.number if mark and mark.number else ''} “{quote}”".strip()

    def _forget(self) -> None:
        self._warned = None
