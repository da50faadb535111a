"""Consequences: says what an action did to other marks, and asks first if that is a lot."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotations.changes import Changes, Effects, Op
from annotations.errors import ClaimdeskError
from annotations.model import Annotation
from annotations.operations.suggestions import displaced_by
from desktop.keymap import ShownKey
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.dialogs.ask import ask_whether

MOST_UNASKED = 5  # marks and suggestions that may go without a question
# What each action affects by its name: that needs no telling.
_NAMED = {
    Op.ADD_ANNOTATION: Effects(),
    Op.ACCEPT: Effects(),
    Op.REJECT: Effects(refused=1),
    Op.DELETE_ANNOTATION: Effects(removed=1),
    Op.MOVE_ANNOTATION: Effects(changed=1),
    Op.SET_LABEL: Effects(changed=1),
    Op.SET_FIELD: Effects(changed=1),
    Op.SET_LINK: Effects(changed=1, unlinked=1),
}


class Consequences(QObject):
    """Watches what the session does."""

    kept = Signal(str)  # a sentence that no other one of the same action may replace

    def __init__(self, session: Session, reader: Reader, key: ShownKey, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self.ask: Callable[[str, str], bool] = lambda question, yes: ask_whether(question, yes, reader.window())
        session.done.connect(self._on_done)

    def allowed(self, made: Annotation) -> bool:
        """Ask whether a mark may replace the marks under it, if there are many."""
        try:
            under = displaced_by(self._session.project, made)
        except ClaimdeskError:
            return True  # what is wrong is said by the action itself
        own, suggested = len(under.own), len(under.suggested)
        if own + suggested <= MOST_UNASKED:
            return True
        layer = self._session.project.scheme.layer(made.layer)
        label = layer.label(made.label)
        title = label.title if label else layer.title
        question = self.tr("Make one “{}” mark out of these {} characters?\n{}.")
        length = (made.end or 0) - (made.start or 0)
        return self.ask(question.format(title, f"{length:,}", self._replaced(own, suggested)), self.tr("Mark anyway"))

    def _replaced(self, own: int, suggested: int) -> str:
        marks = _counted(own, self.tr("It replaces 1 mark of yours"), self.tr("It replaces {:,} marks of yours"))
        refused = _counted(suggested, self.tr("rejects 1 suggestion"), self.tr("rejects {:,} suggestions"))
        alone = _counted(suggested, self.tr("It rejects 1 suggestion"), self.tr("It rejects {:,} suggestions"))
        both = self.tr("{} and {}").format(marks, refused)
        return both if own and suggested else marks if own else alone

    def _on_done(self, changes: Changes) -> None:
        words = self.words(changes)
        if words:
            self.kept.emit(words)

    def words(self, changes: Changes) -> str:
        """What an action did to other marks; empty if nothing."""
        named = _NAMED.get(changes.op) if changes.op else None
        if named is None:
            return ""
        more = Effects(*(max(all_ - own, 0) for all_, own in zip(changes.effects, named, strict=True)))
        if changes.op is Op.DELETE_ANNOTATION:  # one that was made of a suggestion is not deleted but rejected
            gone = changes.effects.withdrawn + changes.effects.removed
            more = more._replace(withdrawn=max(gone - 1, 0), removed=0)
        parts = replaced_words(more)
        if more.unlinked and changes.op is Op.DELETE_ANNOTATION:
            one, many = self.tr("1 mark lost its link to it"), self.tr("{:,} marks lost their links to it")
            parts.append(_counted(more.unlinked, one, many))
        if more.changed and changes.op is Op.SET_FIELD:
            one, many = self.tr("1 other mark changed with it"), self.tr("{:,} other marks changed with it")
            parts.append(_counted(more.changed, one, many))
        return self._sentence(parts)

    def _sentence(self, parts: list[str]) -> str:
        if not parts:
            return ""
        key = self._key("undo")
        back = self.tr("Press {} to undo.").format(key) if key else self.tr("Use Edit → Undo to reverse this.")
        return f"{', '.join(parts)}. {back}"


def replaced_words(effects: Effects) -> list[str]:
    """What was rejected and replaced, as separate phrases."""
    refused, replaced = effects.refused, effects.withdrawn + effects.removed
    parts = []
    if refused:
        parts.append(_counted(refused, _tr("1 suggestion rejected"), _tr("{:,} suggestions rejected")))
    if replaced:
        parts.append(_counted(replaced, _tr("1 mark of yours replaced"), _tr("{:,} marks of yours replaced")))
    return parts


def _tr(words: str) -> str:
    return QCoreApplication.translate("consequences", words)


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number)
