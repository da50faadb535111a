"""Finishing: marks claims and articles as done or skipped, and says what is missing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.model import Status
from annotations.operations.completeness import Missing
from annotations.operations.progress import Outcome, outcome, reasons_given, set_status
from annotations.scheme import Scheme, counted_all, missing_choices
from desktop.commands.marking import Marking
from desktop.keymap import ShownKey
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.dialogs.ask import ask_words

NAMED = 3  # how many incomplete marks are named one by one
QUOTE_SHOWN = 24


class Finishing(QObject):
    """Commands that finish a claim or an article. The first press names what is missing; the second finishes anyway."""

    told = Signal(str)
    ended = Signal(str)  # what finishing the article did; said beside whatever comes next
    finished = Signal()  # the article is done or skipped: go on

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader, marking: Marking, key: ShownKey) -> None:
        super().__init__(marking)
        self._key = key
        self._session, self._opened, self._reader, self._marking = session, opened, reader, marking
        self._scheme: Scheme = session.project.scheme
        self._warned: object = None  # what the annotator was told about: the article or a mark
        self.ask_reason: Callable[[], str | None] = self._ask_reason  # none when it is not skipped after all
        opened.opened.connect(self._forget)
        opened.marks_changed.connect(self._forget)
        opened.focus_changed.connect(self._forget)

    def finish(self) -> None:
        """Leave a claim or another mark of one's own; a suggested claim is accepted. Decide on nothing else."""
        mark = self._opened.focused
        if mark is None:
            self._tell_how_to_finish()
        elif mark.suggested and mark.layer.style == "bar":
            self._marking.accept()
        elif mark.suggested:
            words = self.tr("This is a suggestion. Press {} to accept it or {} to reject it.")
            self.told.emit(words.format(self._key("accept") or "–", self._key("reject") or "–"))
        elif (missing := missing_choices(mark.layer, mark.annotation)) and self._warned != mark.id:
            self._warned = mark.id
            words = self.tr("Not answered yet: {}. Press {} again to leave it like this.")
            self.told.emit(words.format(", ".join(missing), self._key("finish") or self.tr("Finishing it")))
        else:
            self._marking.leave(mark)

    def _tell_how_to_finish(self) -> None:
        key, menu = self._key("done"), self.tr("Choose Article → Finish article and continue.")
        if self._opened.status == "done":
            self.told.emit(self.tr("This article is finished."))
        elif self._opened.article:
            self.told.emit(self.tr("Press {} to finish the article.").format(key) if key else menu)

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
        changes = self._session.run(set_status, article.id, status, reason) if article else None
        if article is None or changes is None:
            return
        words = self._outcome(outcome(self._session.project, article.id, changes)) if status == "done" else ""
        if words:
            self.ended.emit(words)
        if status != "todo":
            self.finished.emit()

    def _outcome(self, found: Outcome) -> str:
        """What became of the suggestions that nobody had decided on."""
        confirmed, undecided = (counted_all(self._scheme, numbers) for numbers in found)
        parts = [self.tr("{} confirmed").format(confirmed)] if confirmed else []
        parts += [self.tr("{} left undecided").format(undecided)] if undecided else []
        return f"{', '.join(parts)}." if parts else ""

    def _ask_reason(self) -> str | None:
        usual = [self.tr("Off topic"), self.tr("No text"), self.tr("Duplicate of a finished article")]
        proposals = list(dict.fromkeys([*usual, *reasons_given(self._session.project)]))
        parent = self._reader.window()
        return ask_words(self.tr("Skip article"), self.tr("Why skip this article?"), proposals, parent)

    def _incomplete(self, missing: Sequence[Missing]) -> str:
        parts = [f"{self._name(one)} ({', '.join(one.titles)})" for one in missing[:NAMED]]
        if len(missing) > NAMED:
            parts.append(self.tr("{} more").format(len(missing) - NAMED))
        told = self.tr("Incomplete: {}. Press the key again to finish anyway.")
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
