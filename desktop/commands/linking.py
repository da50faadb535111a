"""Linking: choose the target of a link by hint letters, by digits or as free text."""

from PySide6.QtCore import QObject, Signal

from annotations.model import AnnotationId, Link
from annotations.operations.annotating import set_link
from annotations.scheme import LinkRole
from desktop.commands.marking import Marking
from desktop.keymap import ShownKey, fixed_key
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.inspector.pane import Inspector


class Linking(QObject):
    """Commands on the links of the focused mark. While `role` is set, a target is being picked for it."""

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        opened: OpenArticle,
        reader: Reader,
        inspector: Inspector,
        marking: Marking,
        key: ShownKey,
    ) -> None:
        super().__init__(marking)
        self._key = key
        self._session, self._opened, self._reader, self._inspector = session, opened, reader, inspector
        self._marking = marking
        self.role: str | None = None
        reader.hint_chosen.connect(self._on_hint)
        reader.hints_ended.connect(self._on_hints_ended)
        reader.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        opened.opened.connect(self._forget)
        opened.leaving.connect(reader.end_hints)

    def link(self, role: str, link: Link | None) -> None:
        """Set a link of the focused mark; words that stand as a mark that may be linked to lead to the mark."""
        self._reader.end_hints()
        own = self._marking.own()
        mark = self._opened.focused
        known = mark.layer.link(role) if mark else None
        if own and link and known and link.annotation is None and not _is_constant(known, link.text):
            link = self._named(known, link.text) or link
        if own:
            self._session.save_words(set_link, own, role, link)

    def pick(self, role_name: str) -> None:
        """Ask for a link's target: letters on the marks it may point to, digits for constants, or words."""
        mark = self._opened.focused
        role = mark.layer.link(role_name) if mark else None
        if mark is None or role is None:
            return
        form = self._inspector.form(mark.layer.name)
        if self.role == role_name:
            form.start_writing(role_name)
            return
        self._reader.end_hints()
        self.role = role_name
        able = self._able(role)
        self._reader.begin_hints(able)
        form.propose_words(role_name, list(dict.fromkeys(m.annotation.quote for m in able)))
        form.ask_words(role_name, True)
        constants = "".join(f", {n} {constant.title}" for n, constant in enumerate(role.constants, 1))
        key = self._key("words") if role.words else ""
        words = self.tr(", {} words").format(key) if key else ""
        told = self.tr("{}: type the letters on a name{}{}. {} cancels.")
        self.told.emit(told.format(role.title, constants, words, fixed_key("Esc")))

    def write(self) -> None:
        """Put the keyboard into the line for words of the link that is being picked."""
        if self.role:
            self.pick(self.role)

    def pick_constant(self, number: int) -> None:
        """Take a constant of the role that is being picked, counted from 1."""
        mark = self._opened.focused
        role = mark.layer.link(self.role) if mark and self.role else None
        if role and 0 < number <= len(role.constants):
            self.link(role.name, Link(role.constants[number - 1].name))

    def _able(self, role: LinkRole) -> list[Mark]:
        focused = self._opened.focused_id
        return [m for m in self._opened.marks if m.layer.name in role.to and m.id != focused and not m.rejected]

    def _named(self, role: LinkRole, words: str) -> Link | None:
        wanted = " ".join(words.split()).casefold()
        found = (m for m in self._able(role) if " ".join(m.annotation.quote.split()).casefold() == wanted)
        mark = next(found, None)
        return mark and Link(mark.annotation.quote, mark.id, role.kinds.get(mark.layer.name, ""))

    def _on_hint(self, annotation_id: str) -> None:
        target, role_name, own = self._opened.mark(AnnotationId(annotation_id)), self.role, self._marking.own()
        mark = self._opened.focused
        role = mark.layer.link(role_name) if mark and role_name else None
        if target and own and role:
            link = Link(target.annotation.quote, target.id, role.kinds.get(target.layer.name, ""))
            self._session.run(set_link, own, role.name, link)

    def _on_hints_ended(self) -> None:
        mark = self._opened.focused
        if mark and self.role:
            self._inspector.form(mark.layer.name).ask_words(self.role, False)
        self.role = None

    def _on_scrolled(self) -> None:
        """Put letters on what has come into view."""
        mark = self._opened.focused
        role = mark.layer.link(self.role) if mark and self.role else None
        if role:
            self._reader.begin_hints(self._able(role))

    def _forget(self) -> None:
        self.role = None


def _is_constant(role: LinkRole, text: str) -> bool:
    return any(constant.name == text for constant in role.constants)
