"""Tagging: the keys of the scheme, fields, links by hint letters, and finishing claims and articles."""

from PySide6.QtCore import QObject, Signal

from annotations.annotating import add_annotation, set_field, set_link
from annotations.changes import Changes
from annotations.model import AnnotationId, FieldValue, Link, Status
from annotations.progress import set_status
from annotations.scheme import missing_choices
from annotations.suggestions import accept_suggestion
from desktop.commands.marking import Marking
from desktop.keys import Binding, bindings, reached_anywhere, title_of
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.inspector import Inspector
from desktop.views.reader import Reader


class Tagging(QObject):
    """Commands on the fields and links of the focused mark, and on the article."""

    told = Signal(str)
    answered = Signal(str, str, object)  # layer, field, value: what was set on a mark
    finished = Signal()  # the article is done or skipped: go on

    def __init__(
        self, session: Session, opened: OpenArticle, reader: Reader, inspector: Inspector, marking: Marking
    ) -> None:
        super().__init__(marking)
        self._session, self._opened, self._reader, self._inspector = session, opened, reader, inspector
        self._marking = marking
        self._scheme = session.project.scheme
        self._bindings = bindings(self._scheme)
        self._awaiting: str | None = None  # a layer whose label is to come
        self._linking: str | None = None  # a role whose target is to come
        self._warned = False
        reader.hint_chosen.connect(self._on_hint)
        reader.hints_ended.connect(self._on_hints_ended)
        opened.opened.connect(self._forget)
        opened.leaving.connect(reader.end_hints)
        opened.marks_changed.connect(self._on_marks_changed)

    def set_bindings(self, chosen: list[Binding]) -> None:
        """Use other keys for what the scheme asks."""
        self._bindings = chosen

    def scheme_keys(self) -> list[str]:
        """The keys of what the scheme asks, each once; digits for a link's constants with them."""
        digits = {str(n + 1) for x in self._scheme.layers for role in x.links for n in range(len(role.constants))}
        return sorted({binding.key for binding in self._bindings} | digits)

    def press(self, key: str) -> None:
        """Do what a key of the scheme does here."""
        if self._linking and key.isdigit():
            self._link_constant(int(key))
            return
        binding = self._chosen([binding for binding in self._bindings if binding.key == key])
        self._awaiting = None
        if binding:
            self._do(binding)
        else:
            bar = next((layer for layer in self._scheme.layers if layer.style == "bar"), None)
            title = bar.title if bar else ""
            self.told.emit(
                self.tr("Nothing that “{}” could set has the focus. Space marks, J and K go through: {}.").format(
                    key, title
                )
            )

    def set_field(self, layer: str, field: str, value: FieldValue | None) -> None:
        """Set a field of the focused mark, or of the document."""
        kind, article = self._scheme.layer(layer), self._opened.article
        if article is None:
            return
        if kind.kind == "document":
            known = self._opened.document.get(layer)
            if known:
                self._session.run(set_field, known.id, field, value)
            elif value is not None:
                self._session.run(add_annotation, article.id, layer, fields={field: value})
            return
        mark = self._own()
        if mark and self._session.run(set_field, mark, field, value):
            self.answered.emit(layer, field, value)

    def link(self, role: str, link: Link | None) -> None:
        """Set a link of the focused mark."""
        self._reader.end_hints()
        mark = self._own()
        if mark:
            self._session.run(set_link, mark, role, link)

    def pick_link(self, role_name: str) -> None:
        """Ask for a link's target: letters on the marks it may point to, digits for constants, or words."""
        mark = self._opened.focused
        role = mark.layer.link(role_name) if mark else None
        if mark is None or role is None:
            return
        if self._linking == role_name:
            self._inspector.form(mark.layer.name).start_writing(role_name)
            return
        self._reader.begin_hints(
            [m for m in self._opened.marks if m.layer.name in role.to and m.id != mark.id and not m.rejected]
        )
        self._linking = role_name
        self._inspector.form(mark.layer.name).ask_words(role_name, True)
        constants = "".join(f", {n} {constant.title}" for n, constant in enumerate(role.constants, 1))
        words = self.tr(", / words") if role.words else ""
        self.told.emit(
            self.tr("{}: type the letters on a name{}{}, Esc leaves it.").format(role.title, constants, words)
        )

    def cancel(self) -> None:
        """Leave what was begun: picking a link, then the focus, then the selection."""
        if self._linking:
            self._reader.end_hints()
        elif self._opened.focused_id:
            self._opened.focus(None)
        else:
            self._reader.select(self._reader.caret(), self._reader.caret())
        self._awaiting = None

    def write_link(self) -> None:
        """Put the keyboard into the line for words of the link that is being picked."""
        if self._linking:
            self.pick_link(self._linking)

    def finish(self) -> None:
        """Leave a finished claim; with none focused, mark the article done. What is missing is named first."""
        mark = self._opened.focused
        if mark is None:
            self._finish_article()
        elif mark.suggested:
            self._marking.accept()
        elif missing := missing_choices(mark.layer, mark.annotation):
            self.told.emit(self.tr("Still to choose: {}.").format(", ".join(missing)))
        else:
            self._reader.select(mark.end, mark.end)
            self._opened.focus(None)

    def set_status(self, status: Status) -> None:
        """Mark the article todo, done or skipped, and go on when it is no longer to do."""
        article = self._opened.article
        if article and self._session.run(set_status, article.id, status) and status != "todo":
            self.finished.emit()

    def done(self) -> None:
        """Mark the article done, whatever is missing."""
        self.set_status("done")

    def _finish_article(self) -> None:
        missing = self._opened.missing()
        if missing and not self._warned:
            self._warned = True
            numbers = ", ".join(str(mark.number or mark.tag) for mark, _ in missing)
            self.told.emit(self.tr("Incomplete: {}. Enter again marks the article done all the same.").format(numbers))
        else:
            self.set_status("done")

    def _chosen(self, found: list[Binding]) -> Binding | None:
        """Which of the things on one key is meant: what is awaited, then the focused mark's, then the rest."""
        focused = self._opened.focused
        for binding in found:
            if binding.kind == "label" and binding.layer == self._awaiting:
                return binding
        for binding in found:
            if focused and binding.layer == focused.layer.name and binding.kind != "layer":
                return binding
        return next((binding for binding in found if reached_anywhere(self._scheme, binding)), None)

    def _do(self, binding: Binding) -> None:
        if binding.kind == "status":
            self.set_status(binding.name)  # type: ignore[arg-type]
        elif binding.kind == "layer" and self._scheme.layer(binding.layer).labels:
            self._awaiting = binding.layer
            layer = self._scheme.layer(binding.layer)
            labels = [one for one in self._bindings if one.kind == "label" and one.layer == layer.name]
            self.told.emit(f"{layer.title}: " + "  ".join(f"{b.key} {title_of(self._scheme, b)}" for b in labels))
        elif binding.kind in ("layer", "label"):
            self._marking.mark(self._scheme.layer(binding.layer), binding.name)
        elif binding.kind == "link":
            self.pick_link(binding.name)
        else:
            self._press_field(binding)

    def _press_field(self, binding: Binding) -> None:
        field = self._scheme.layer(binding.layer).field(binding.name)
        if field is None or field.kind == "text":
            self._inspector.form(binding.layer).start_writing(binding.name)
        elif field.kind == "flag":
            shown = self._opened.document.get(binding.layer) or (
                self._opened.focused and self._opened.focused.annotation
            )
            before = shown.fields.get(field.name, field.default) if shown else field.default
            self.set_field(binding.layer, binding.name, not before)
        else:
            self.set_field(binding.layer, binding.name, binding.value)

    def _own(self) -> AnnotationId | None:
        """The focused mark as one's own: a suggestion is accepted first."""
        mark = self._opened.focused
        if mark is None or not mark.suggested:
            return mark.id if mark else None
        changes: Changes | None = self._session.run(accept_suggestion, mark.annotation)
        if changes is None:
            return None
        self._opened.focus(changes.added[-1])
        return changes.added[-1]

    def _link_constant(self, number: int) -> None:
        mark, role_name = self._opened.focused, self._linking
        role = mark.layer.link(role_name) if mark and role_name else None
        if role and number <= len(role.constants):
            self.link(role.name, Link(role.constants[number - 1].name))

    def _on_hint(self, annotation_id: str) -> None:
        target, role_name, own = self._opened.mark(AnnotationId(annotation_id)), self._linking, self._own()
        mark = self._opened.focused
        role = mark.layer.link(role_name) if mark and role_name else None
        if target and own and role:
            link = _link_to(target, role.kinds)
            self._session.run(set_link, own, role.name, link)

    def _on_hints_ended(self) -> None:
        mark = self._opened.focused
        if mark and self._linking:
            self._inspector.form(mark.layer.name).ask_words(self._linking, False)
        self._linking = None

    def _on_marks_changed(self) -> None:
        self._warned = False

    def _forget(self) -> None:
        self._awaiting, self._linking, self._warned = None, None, False


def _link_to(target: Mark, kinds: object) -> Link:
    kind = kinds.get(target.layer.name, "") if isinstance(kinds, dict) else ""
    return Link(target.annotation.quote, target.id, kind)
