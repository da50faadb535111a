"""The inspector: the focused mark with a form built from the scheme, or the document's labels, and all bars."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from annotations.model import Annotation, FieldValue
from annotations.scheme import Layer, Scheme
from desktop.keymap import ShownKey
from desktop.keys import Binding
from desktop.marks import Mark
from desktop.plain import Label
from desktop.theme import Theme
from desktop.views.focus_order import step_in
from desktop.views.inspector.group_row import GroupRow
from desktop.views.inspector.layer_form import LayerForm
from desktop.views.inspector.marks_list import MarksList
from desktop.views.inspector.name_groups import Group
from desktop.views.widgets.eliding_label import ElidingLabel

QUOTE_SHOWN = 170
BESIDE = 24  # pixels that are seen above and below an answer


class Inspector(QScrollArea):
    """Shows one mark, or the document when no mark has the focus."""

    label_chosen = Signal(str)
    field_chosen = Signal(str, str, object)  # layer, field, value or none
    link_chosen = Signal(str, object)  # role, Link or none
    link_wanted = Signal(str)  # role
    mark_chosen = Signal(str)  # annotation id
    guided = Signal(str)
    carried = Signal(str, str, bool)  # layer, field, whether its answers are carried forward
    join_wanted = Signal()
    split_wanted = Signal()
    left = Signal()  # a line to write in, by Enter or Esc

    def __init__(self, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Inspector"))
        self.setMinimumWidth(250)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._heading, self._quote, self._origin = ElidingLabel(), Label(wordWrap=True), Label(wordWrap=True)
        self._heading.setProperty("role", "title")
        for label in (self._quote, self._origin):
            label.setProperty("role", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._scheme = scheme
        self._postponed: tuple[Sequence[Mark], Mapping[str, Annotation], Mark | None, Group | None] | None = None
        self._waiting = False
        self._marks: Sequence[Mark] = ()
        self._forms: dict[str, LayerForm] = {}  # made when they are first shown, or in a moment of leisure
        self._slots = {layer.name: QVBoxLayout() for layer in scheme.layers}
        self._theme: Theme | None = None
        self._bindings: Sequence[Binding] = ()
        self._key: ShownKey = lambda _: ""
        self._shown: Mark | None = None
        self._carried: dict[str, Collection[str]] = {}
        self._document_layers = [layer.name for layer in scheme.layers if layer.kind == "document"]
        self._group = GroupRow()
        self._group.join_wanted.connect(self.join_wanted)
        self._group.split_wanted.connect(self.split_wanted)
        self._list = MarksList()
        self._list.mark_chosen.connect(self.mark_chosen)
        self._build()

    def show_nothing(self) -> None:
        """Show nothing, because no article is open."""
        self._body.hide()

    def show_article(
        self,
        marks: Sequence[Mark],
        document: Mapping[str, Annotation],
        focused: Mark | None,
        group: Group | None = None,
    ) -> None:
        """Show the article's bars, its document labels, and the focused mark with the group of its name."""
        self._body.show()
        if self._waiting:
            self._postponed = marks, document, focused, group
            return
        if marks is not self._marks:
            self._marks = marks
            self._list.show_marks([one for one in marks if one.layer.style == "bar" and not one.rejected])
        self._list.show_current(focused)
        bars = self._list.model().rowCount()
        self._line.setVisible(bars > 0)
        shown = [focused.layer.name] if focused else self._document_layers
        for name in {*shown, *self._forms}:
            self.form(name).setVisible(name in shown)
        self._group.show_group(group)
        if focused:
            self._show_mark(focused, bars)
        else:
            self._shown = None
            self._heading.setText(self.tr("Article"))
            self._quote.hide()
            self._origin.show()
            self._origin.setText(self.tr("Select words, or put the cursor in a sentence, then press a key."))
            for name in self._document_layers:
                self._forms[name].show_annotation(document.get(name), {})

    def wait(self) -> None:
        """Show nothing yet: the article comes first."""
        self._waiting = True

    def go_on(self) -> None:
        """Show what came meanwhile."""
        self._waiting = False
        if self._postponed:
            self.show_article(*self._postponed)
            self._postponed = None

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        for form in self._forms.values():
            form.set_theme(theme)
        self._list.set_theme(theme)

    def show_keys(self, bindings: Sequence[Binding], key: ShownKey) -> None:
        """Show the keys in effect, those of the scheme and those of actions."""
        self._bindings, self._key = bindings, key
        if self._shown:
            self._show_origin(self._shown)
        for form in self._forms.values():
            form.show_keys(bindings)

    def show_carried(self, layer: str, fields: Collection[str]) -> None:
        """Show which fields of a layer carry their answers forward."""
        self._carried[layer] = fields
        if layer in self._forms:
            self._forms[layer].show_carried(fields)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go with Tab through what is seen as it is read, whenever its parts were made."""
        if step_in(self, forwards=forwards):
            focused = QApplication.focusWidget()
            if focused:
                self.ensureWidgetVisible(focused)
            return True
        return super().focusNextPrevChild(forwards)

    def next_question(self, mark: Mark | None) -> str:
        """The first required question that is still open for a mark, in one line; empty if there is none."""
        name = next((name for name, is_open in wanted(mark).items() if is_open), None) if mark else None
        return self.form(mark.layer.name).lead(name) if mark and name else ""

    def answered(self, layer: str, field: str, value: FieldValue | None) -> str:
        """Bring an answer that was just given into view; return what was answered, in words."""
        row = self.form(layer).row_of(field)
        if row and self._shown and self._shown.layer.name == layer:
            self.ensureWidgetVisible(row, 0, BESIDE)
        asked = self._scheme.layer(layer).field(field)
        if asked is None:
            return ""
        known = next((one.title for one in asked.values if one.name == value), "")
        yes_or_no = self.tr("yes") if value else self.tr("no")
        words = known or (yes_or_no if value is None or isinstance(value, bool) else str(value))
        number = self.tr("claim {}").format(self._shown.number) if self._shown and self._shown.number else ""
        return "  ·  ".join(filter(None, (f"{asked.title}: {words}", number)))

    def form(self, layer: str) -> LayerForm:
        """The form of a layer."""
        if layer not in self._forms:
            made = self._forms[layer] = self._form(self._scheme.layer(layer))
            made.hide()
            self._slots[layer].addWidget(made)
            if self._theme:
                made.set_theme(self._theme)
            if self._bindings:
                made.show_keys(self._bindings)
            made.show_carried(self._carried.get(layer, ()))
        return self._forms[layer]

    def make_next_form(self) -> bool:
        """Make one of the forms that nobody has asked for yet; tell whether there may be more."""
        name = next((layer.name for layer in self._scheme.layers if layer.name not in self._forms), None)
        if name:
            self.form(name)
        return name is not None

    def _show_origin(self, mark: Mark) -> None:
        """Show who made a mark and from what, and which keys decide on it."""
        accept, reject, offers = self._key("accept"), self._key("reject"), []
        if accept and mark.suggested:
            offers.append(self.tr("{} accepts it").format(accept))
        if reject and mark.suggested:
            offers.append(self.tr("{} rejects it").format(reject))
        if accept and mark.rejected:
            offers.append(self.tr("{} accepts it after all").format(accept))
        self._origin.setText(". ".join(filter(None, (mark.maker, ", ".join(offers) + "." * bool(offers)))))
        self._origin.setVisible(bool(self._origin.text()))

    def _show_mark(self, mark: Mark, bars: int) -> None:
        self._shown = mark
        count = self.tr("{} of {}").format(mark.number, bars) if mark.number else mark.tag
        self._heading.setText(f"{mark.layer.title}  ·  {count}" if count else mark.layer.title)
        quote = " ".join(mark.annotation.quote.split())
        self._quote.setText(f"“{quote if len(quote) <= QUOTE_SHOWN else quote[: QUOTE_SHOWN - 1] + '…'}”")
        self._quote.show()
        self._show_origin(mark)
        self._forms[mark.layer.name].show_annotation(mark.annotation, wanted(mark))

    def _form(self, layer: Layer) -> LayerForm:
        form = LayerForm(layer)
        form.label_chosen.connect(self.label_chosen)
        form.field_chosen.connect(lambda field, value: self.field_chosen.emit(layer.name, field, value))
        form.link_chosen.connect(self.link_chosen)
        form.link_wanted.connect(self.link_wanted)
        form.guided.connect(self.guided)
        form.carried.connect(lambda field, on: self.carried.emit(layer.name, field, on))
        form.left.connect(self.left)
        return form

    def _build(self) -> None:
        self._body = body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 14, 14, 16)
        layout.setSpacing(8)
        for widget in (self._heading, self._quote, self._origin):
            layout.addWidget(widget)
        layout.addWidget(self._group)
        layout.addSpacing(4)
        for slot in self._slots.values():
            layout.addLayout(slot)
        line = self._line = QFrame(frameShape=QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        layout.addSpacing(6)
        layout.addWidget(line)
        layout.addWidget(self._list)
        layout.addStretch()
        self.setWidget(body)


def wanted(mark: Mark) -> dict[str, bool]:
    """Which required fields and links of a mark are not set yet, by name."""
    fields = {
        f.name: f.required and f.default is None and f.name not in mark.annotation.fields for f in mark.layer.fields
    }
    links = {role.name: role.required and role.name not in mark.annotation.links for role in mark.layer.links}
    return {**links, **fields}
