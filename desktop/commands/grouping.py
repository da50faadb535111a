"""Name groups: join names of the same person or body under one full name, or split them."""

from PySide6.QtCore import QObject, Signal

from annotations.changes import Changes
from annotations.model import AnnotationId
from annotations.operations.name_groups import join_names, split_names
from annotations.scheme import one_line
from desktop.commands.consequences import replaced_words
from desktop.keymap import ShownKey
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.dialogs.ask import ask_words
from desktop.views.inspector.name_groups import Group, group_of, other_names


class Grouping(QObject):
    """Commands on the group of the focused name."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, reader: Reader, key: ShownKey) -> None:
        super().__init__(opened)
        self._key = key
        self._session, self._opened, self._reader = session, opened, reader
        self.ask = ask_words

    def join(self) -> None:
        """Ask with which other name the focused one belongs, and join their groups."""
        focused, group = self._focused()
        if focused is None or group is None:
            return
        name = self.ask(
            self.tr("Join with another name"),
            self.tr("“{}” is the same as").format(group.name),
            other_names(focused, self._opened.marks),
            self._reader.window(),
            needed=True,
        )
        changes = self._session.run(join_names, focused.id, name) if name else None
        if changes:
            self._keep_focus(focused)
            self.told.emit(self._told(self.tr("Joined: {}."), changes))

    def split(self) -> None:
        """Take the focused name, wherever it stands, out of its group."""
        self._split(only=False)

    def split_one(self) -> None:
        """Take the focused mention only out of its group."""
        self._split(only=True)

    def _split(self, *, only: bool) -> None:
        focused, group = self._focused()
        if focused is None or group is None:
            return
        own = one_line(focused.annotation.quote)
        if len(group.members) == 1 and own == group.name:
            self.told.emit(self.tr("“{}” is not joined with another name.").format(own))
            return
        name: str | None = own
        if only or own == group.name:
            proposals = [*([own] if own != group.name else []), *other_names(focused, self._opened.marks)]
            question = self.tr("This “{}” is not {}. It is") if only else self.tr("“{}” is not {}. It is")
            name = self.ask(
                self.tr("Split from {}").format(group.name),
                question.format(own, group.name),
                proposals,
                self._reader.window(),
                needed=True,
            )
        changes = self._session.run(split_names, focused.id, name, only=only) if name else None
        if changes:
            self._keep_focus(focused)
            self.told.emit(self._told(self.tr("Split: {}."), changes))

    def _focused(self) -> tuple[Mark | None, Group | None]:
        focused = self._opened.focused
        group = group_of(focused, self._opened.marks)
        if group is None:
            keys = list(filter(None, (self._key("cycle"), self._key("next_suggestion"))))
            way = self.tr("Click on one, or go to it with {}.").format(self.tr(" or ").join(keys))
            self.told.emit(" ".join((self.tr("No name is selected."), way if keys else self.tr("Click on one."))))
        return focused, group

    def _keep_focus(self, before: Mark) -> None:
        """Focus the mark again, whose suggestion may have been accepted."""
        marks = self._opened.marks
        same = (one for one in marks if one.id == before.id or one.annotation.derived_from == before.id)
        found = next(same, None)
        self._opened.focus(AnnotationId(found.id) if found else None)

    def _told(self, words: str, changes: Changes) -> str:
        """The group as it is now, and what became of suggestions and other marks on the way."""
        group = group_of(self._opened.focused, self._opened.marks)
        mentions = ", ".join(f"“{quote}”" for quote, _ in group.words) if group else ""
        told = [words.format(f"{group.name} ({mentions})" if group else "–")]
        accepted = len(changes.added) - changes.effects.refused
        parts = []
        if accepted:
            many = self.tr("{:,} suggestions accepted with it").format(accepted)
            parts.append(self.tr("1 suggestion accepted with it") if accepted == 1 else many)
        parts += replaced_words(changes.effects)
        return " ".join([*told, ", ".join(parts) + "."] if parts else told)
