"""Offers what can be done with words that were selected by mouse, and with a suggestion that was clicked."""

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QTextCursor

from annotations.scheme import Layer
from desktop.article_menu import ArticleMenu
from desktop.keymap import Keymap
from desktop.keys import Binding
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.views.article.offer_bar import Offer, OfferBar
from desktop.views.inspector.fields import key_text
from desktop.workspace import Workspace

LABELS = 4  # labels that are offered beside the layers
MORE = "more"


class OfferingMarks(QObject):
    """Shows the bar over the article of a page. `menu` opens the menu with everything else at a place."""

    def __init__(
        self, page: Workspace, actions: Mapping[str, QAction], keymap: Keymap, settings: Settings,
        theme: Callable[[], Theme], menu: Callable[[QPoint, QPoint], object],
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._actions, self._keymap, self._settings = page, actions, keymap, settings
        self._theme, self._menu = theme, menu
        self._choices: dict[str, Binding] = {}
        reader = page.reader
        self.bar = OfferBar(reader.viewport())
        self.bar.chosen.connect(self._on_chosen)
        reader.released.connect(self._on_released)
        reader.selectionChanged.connect(self.bar.hide)
        reader.verticalScrollBar().valueChanged.connect(self.bar.hide)
        for signal in (page.opened.opened, page.opened.focus_changed, page.opened.marks_changed):
            signal.connect(self.bar.hide)

    def _on_released(self) -> None:
        opened, cursor = self._page.opened, self._page.reader.textCursor()
        if not self._settings.offer_bar or opened.article is None:
            return
        focused = opened.focused
        if cursor.hasSelection():
            self._show(self._marking(), cursor.selectionStart(), cursor.selectionEnd())
        elif focused and focused.suggested:
            self._show(self._deciding(), *self._page.reader.units_of(focused))

    def _show(self, offers: list[Offer], start: int, end: int) -> None:
        cursor = QTextCursor(self._page.reader.document())
        rects = []
        for position in (start, end):
            cursor.setPosition(position)
            rects.append(self._page.reader.cursorRect(cursor))
        self.bar.set_theme(self._theme())
        self.bar.offer(offers, *rects)

    def _marking(self) -> list[Offer]:
        scheme = self._page.session.project.scheme
        layers = {layer.name: layer for layer in scheme.layers if layer.kind == "span"}
        bindings = [one for one in self._keymap.all_bindings(scheme) if one.layer in layers]
        whole = [one for one in bindings if one.kind == "layer" and not layers[one.layer].labels]
        labels = [one for one in bindings if one.kind == "label"]
        used = Counter((one.layer.name, one.annotation.label) for one in self._page.opened.marks if not one.rejected)
        often = sorted(labels, key=lambda one: -used[one.layer, one.name])[:LABELS]
        self._choices = {one.id: one for one in (*whole, *often)}
        return [*(_offer(one, layers[one.layer]) for one in self._choices.values()), Offer(MORE, self.tr("More…"))]

    def _deciding(self) -> list[Offer]:
        names = {"accept": self.tr("Accept"), "reject": self.tr("Reject")}
        return [Offer(name, words, self._keymap.shown_key(name)) for name, words in names.items()]

    def _on_chosen(self, name: str) -> None:
        if name in self._choices:
            self._page.commands.tagging.choose(self._choices[name])
        elif name == MORE:
            place = self._page.reader.cursorRect().bottomLeft()
            self._menu(place, self._page.reader.viewport().mapToGlobal(place))
        else:
            self._actions[name].trigger()


def _offer(one: Binding, layer: Layer) -> Offer:
    label = layer.label(one.name) if one.kind == "label" else None
    return Offer(one.id, label.title if label else layer.title, key_text(one.key), label.colour if label else "")


def follow_mouse(
    page: Workspace, actions: Mapping[str, QAction], keymap: Keymap, settings: Settings, theme: Callable[[], Theme]
) -> None:
    """Answer the mouse on the article of a page: with the bar, and with the menu of the right button."""
    menu = ArticleMenu(page, actions, keymap, page)
    page.reader.menu_wanted.connect(menu.open)
    page.queue_view.menu_wanted.connect(menu.open_for_article)
    OfferingMarks(page, actions, keymap, settings, theme, menu.open)
