"""Tagging: runs the keys of the scheme, and sets fields of marks and of the article."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.model import FieldValue
from annotations.operations.annotating import add_annotation, set_field
from desktop.commands.finishing import Finishing
from desktop.commands.linking import Linking
from desktop.commands.marking import Marking
from desktop.keymap import ShownKey, key_name
from desktop.keys import Binding, all_bindings, bindings, reached_anywhere, title_of
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.views.article.reader import Reader
from desktop.views.inspector.pane import Inspector


class Tagging(QObject):
    """Commands on the fields of the focused mark and of the article; hands links and statuses to whom they belong."""

    told = Signal(str)
    answered = Signal(str, str, object)  # layer, field, value: what was set on a mark

    def __init__(
        self,
        session: Session,
        opened: OpenArticle,
        reader: Reader,
        inspector: Inspector,
        marking: Marking,
        linking: Linking,
        finishing: Finishing,
        key: ShownKey,
    ) -> None:
        super().__init__(marking)
        self._session, self._opened, self._reader, self._inspector = session, opened, reader, inspector
        self._marking, self._linking, self._finishing = marking, linking, finishing
        self._scheme = session.project.scheme
        self._key = key
        self._bindings = bindings(self._scheme)
        self._awaiting: str | None = None  # a layer whose label is to come
        self.leave_search: Callable[[], object] = lambda: None  # what Esc does last
        opened.opened.connect(self._forget)

    def set_bindings(self, chosen: list[Binding]) -> None:
        """Use other keys for what the scheme asks."""
        self._bindings = chosen

    def scheme_keys(self) -> list[str]:
        """The keys of what the scheme asks, each once; digits for a link's constants with them."""
        digits = {str(n + 1) for x in self._scheme.layers for role in x.links for n in range(len(role.constants))}
        return sorted({binding.key for binding in self._bindings} | digits)

    def press(self, key: str) -> None:
        """Do what a key of the scheme does here."""
        if self._linking.role and key.isdigit():
            self._linking.pick_constant(int(key))
            return
        binding = self._chosen([binding for binding in self._bindings if binding.key == key])
        self._awaiting = None
        if binding:
            self._do(binding)
        else:
            self._tell_unfocused(key)

    def choose(self, binding: Binding) -> None:
        """Do what was chosen by its name, whether it has a key or not."""
        if binding.remark:  # every layer has it: the one that has the focus is meant
            binding = self._chosen([one for one in all_bindings(self._scheme) if one.id == binding.id]) or binding
        layer = self._scheme.layer(binding.layer) if binding.layer else None
        focused = self._opened.focused
        needs_mark = layer and layer.kind != "document" and binding.kind in ("field", "link")
        if layer and needs_mark and (focused is None or focused.layer != layer):
            words = self.tr("“{}” applies to “{}”, and no such mark is selected.")
            self.told.emit(words.format(title_of(self._scheme, binding), layer.title))
        else:
            self._awaiting = None
            self._do(binding)

    def set_field(self, layer: str, field: str, value: FieldValue | None) -> None:
        """Set a field of the focused mark, or of the document."""
        kind, article = self._scheme.layer(layer), self._opened.article
        if article is None:
            return
        if kind.kind == "document":
            known = self._opened.document.get(layer)
            if known:
                self._session.save_words(set_field, known.id, field, value)
            elif value is not None:
                self._session.save_words(add_annotation, article.id, layer, fields={field: value})
            return
        mark = self._marking.own()
        if mark and self._session.save_words(set_field, mark, field, value):
            self.answered.emit(layer, field, value)

    def cancel(self) -> None:
        """Leave what was begun: picking a link, then the focus, then the selection, then a search."""
        if self._linking.role:
            self._reader.end_hints()
        elif self._opened.focused_id:
            self._opened.focus(None)
        elif self._reader.selection():
            self._reader.select(self._reader.caret(), self._reader.caret())
        else:
            self.leave_search()
        self._awaiting = None

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
            self._finishing.set_status(binding.name)  # type: ignore[arg-type]
        elif binding.kind == "layer" and self._scheme.layer(binding.layer).labels:
            self._awaiting = binding.layer
            layer = self._scheme.layer(binding.layer)
            labels = [one for one in self._bindings if one.kind == "label" and one.layer == layer.name]
            self.told.emit(f"{layer.title}: " + "  ".join(f"{b.key} {title_of(self._scheme, b)}" for b in labels))
        elif binding.kind in ("layer", "label"):
            self._marking.mark(self._scheme.layer(binding.layer), binding.name)
        elif binding.kind == "link":
            self._linking.pick(binding.name)
        else:
            self._press_field(binding)

    def _tell_unfocused(self, pressed: str) -> None:
        told = [self.tr("Select a mark that “{}” applies to.").format(pressed)]
        bar = next((layer for layer in self._scheme.layers if layer.style == "bar"), None)
        marks = bar and next((b.key for b in self._bindings if b.kind == "layer" and b.layer == bar.name), "")
        if marks:
            told.append(self.tr("Press {} to make one.").format(key_name(marks)))
        onwards, back = self._key("next_claim"), self._key("previous_claim")
        if bar and onwards and back:
            told.append(self.tr("{} and {} move between: {}.").format(onwards, back, bar.title))
        self.told.emit(" ".join(told))

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

    def _forget(self) -> None:
        self._awaiting = None
