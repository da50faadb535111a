"""The menu that opens on the article: for a selection, a mark or a word. Built from the scheme and the actions."""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotations.model import ArticleId
from annotations.scheme import Layer
from desktop.keymap import Keymap
from desktop.keys import Binding, title_of
from desktop.marks import Mark
from desktop.mnemonics import letter_menu
from desktop.plain import titled
from desktop.views.inspector.fields import key_text
from desktop.workspace import Workspace

ON_WORDS = ("copy", "copy_quotation", "select_all")
ON_ARTICLE = ("done", "language", "retry", "compare", "export")
ON_MARK = ("remarks", "card")
ON_NAME = ("every", "join", "split", *ON_MARK)


class MarkAsMenu(QMenu):
    """Everything that the selection can be marked as, for the menu bar; filled when it is opened."""

    def __init__(self, page: Callable[[], Workspace | None], actions: Mapping[str, QAction], keymap: Keymap) -> None:
        super().__init__()
        self.setTitle(self.tr("Mark as"))
        self._page, self._actions, self._keymap = page, actions, keymap
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        for within in self.findChildren(QMenu):  # which “clear” would leave
            within.deleteLater()
        self.clear()
        page = self._page()
        if page:
            ArticleMenu(page, self._actions, self._keymap).add_marking(self)


class ArticleMenu(QObject):
    """Opens the menu on the article of a page."""

    def __init__(
        self, page: Workspace, actions: Mapping[str, QAction], keymap: Keymap, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._actions, self._keymap = page, actions, keymap

    def open(self, point: QPoint, place: QPoint) -> None:
        """Open the menu for a point of the article, at a place on the screen."""
        if self._page.opened.article is None:
            return
        menu = self.made(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def open_for_article(self, article: str, place: QPoint) -> None:
        """Open an article, and the menu of what can be done with it."""
        self._page.opened.open(ArticleId(article))
        menu = self.made_for_article()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def made_for_article(self) -> QMenu:
        """The menu for the open article: its statuses, which are checked as they are, and the rest."""
        menu, scheme = letter_menu(QMenu(self._page.queue_view)), self._page.session.project.scheme
        for one in (one for one in self._keymap.all_bindings(scheme) if one.kind == "status"):
            action = self._add_choice(menu, one, title_of(scheme, one))
            action.setCheckable(True)
            action.setChecked(one.name == self._page.opened.status)
        menu.addSeparator()
        self._add_actions(menu, ON_ARTICLE)
        return menu

    def made(self, point: QPoint) -> QMenu:
        """The menu for a point: for the selection, for a mark, which then has the focus, or for the word there."""
        reader, opened = self._page.reader, self._page.opened
        menu = letter_menu(QMenu(reader))
        if not reader.is_selected_at(point):
            marks = [mark for mark in reader.marks_at(QPointF(point)) if not mark.gold]
            if marks:
                if opened.focused not in marks:
                    opened.focus(marks[0].id)
                self._add_mark(menu, opened.focused or marks[0])
            else:
                opened.focus(None)
                reader.go_to_point(point)
        if opened.focused is None or reader.selection():
            self.add_marking(menu)
        menu.addSeparator()
        self._add_actions(menu, ON_WORDS)
        return menu

    def add_marking(self, menu: QMenu) -> None:
        """Add everything that the selection can be marked as."""
        for layer in self._layers():
            labels = [one for one in self._bindings(layer) if one.kind == "label"]
            if labels:
                within = self._within(menu, self.tr("Mark as {}").format(layer.title))
                self._add_choices(within, labels)
            else:
                for one in (one for one in self._bindings(layer) if one.kind == "layer"):
                    self._add_choice(menu, one, self.tr("Mark as {}").format(layer.title))
        self._add_actions(menu, ("every",))

    def _add_mark(self, menu: QMenu, mark: Mark) -> None:
        said, layer, bindings = mark.annotation, mark.layer, self._bindings(mark.layer)
        if mark.suggested:
            self._add_actions(menu, ("accept", "reject"))
            menu.addSeparator()
        labels = [one for one in bindings if one.kind == "label"]
        if labels:
            self._add_choices(self._within(menu, self.tr("Label")), labels, {said.label})
        for field in layer.fields:
            chosen = [one for one in bindings if one.kind == "field" and one.name == field.name and not one.remark]
            if field.kind == "choice" and chosen:
                within = self._within(menu, field.title)
                self._add_choices(within, chosen, {said.fields.get(field.name)})
            else:
                self._add_choices(menu, chosen, {bool(said.fields.get(field.name))})
        self._add_choices(menu, [one for one in bindings if one.kind == "link"])
        menu.addSeparator()
        self._add_actions(menu, ON_NAME if layer.style == "tint" else ON_MARK)
        if not mark.suggested:
            menu.addSeparator()
            remove = menu.addAction(f"{self.tr('Remove mark')}\t{self._keymap.shown_key('reject')}")
            remove.triggered.connect(self._actions["reject"].trigger)

    def _add_actions(self, menu: QMenu, names: Iterable[str]) -> None:
        menu.addActions([self._actions[name] for name in names if self._actions[name].isEnabled()])

    def _add_choices(self, menu: QMenu, bindings: Iterable[Binding], chosen: Container[object] = ()) -> None:
        """Add what the scheme has to choose from; what is chosen is checked."""
        scheme = self._page.session.project.scheme
        for one in bindings:
            words = title_of(scheme, one)
            action = self._add_choice(menu, one, words.partition(": ")[2] if one.value else words)
            value = one.value or (one.name if one.kind == "label" else True)
            if one.kind in ("label", "field"):
                action.setCheckable(True)
                action.setChecked(value in chosen)

    def _within(self, menu: QMenu, words: str) -> QMenu:
        made = letter_menu(menu.addMenu(""))
        titled(made.menuAction(), words)
        return made

    def _add_choice(self, menu: QMenu, one: Binding, words: str) -> QAction:
        action = titled(menu.addAction(""), words)
        if one.key:
            action.setText(f"{action.text()}\t{key_text(one.key)}")
        action.triggered.connect(partial(self._choose, one))
        return action

    def _choose(self, binding: Binding, _: bool = False) -> None:
        self._page.commands.tagging.choose(binding)

    def _bindings(self, layer: Layer) -> list[Binding]:
        scheme = self._page.session.project.scheme
        return [one for one in self._keymap.all_bindings(scheme) if one.layer == layer.name]

    def _layers(self) -> list[Layer]:
        return [layer for layer in self._page.session.project.scheme.layers if layer.kind == "span"]
