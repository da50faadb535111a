"""Applies the keys in effect to the window's actions and to the page of the open project."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.action import words
from desktop.actions import ACTIONS
from desktop.keymap import Keymap, key_name
from desktop.keys import group_of, title_of
from desktop.pages import Pages
from desktop.physical_keys import PhysicalKeys
from desktop.plain import shown
from desktop.settings import Settings
from desktop.synonyms import SYNONYMS
from desktop.views.inspector.fields import key_text
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.palette import Entry

FOOTER_KEYS = ("next_suggestion", "finish", "done", "palette")


class Shortcuts:
    """The keys of one window. `pages` are there once they are ready for keys; `changed` lets others name new ones."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        settings: Settings,
        pages: Callable[[], Pages | None],
        changed: Callable[[], object],
    ) -> None:
        self.keymap = Keymap(settings, ACTIONS)
        self.physical_keys = PhysicalKeys(window, self.on_key)
        self._actions, self._settings, self._pages, self._changed = actions, settings, pages, changed
        self.apply()

    def apply(self) -> None:
        """Use the keys as they are now."""
        pages = self._pages()
        if pages:
            self._apply_to(pages.workspace)
        self.give_way()
        self._changed()
        self.physical_keys.on = self._settings.keys_by_position

    def give_way(self) -> None:
        """Leave to the scheme of the open project the keys that it declares, which would else do nothing."""
        page = self._page()
        taken = page.commands.tagging.scheme_keys() if page else []
        for row in ACTIONS:
            free = row.page not in ("article", "everywhere")  # the scheme's keys are meant on the article's page only
            keys = [QKeySequence(key) for key in self.keymap.of_action(row.name) if free or key not in taken]
            self._actions[row.name].setShortcuts(keys)

    def on_key(self, key: str) -> Callable[[], object] | None:
        """What a key does now; none when it does nothing."""
        page = self._page()
        if page and key in page.commands.tagging.scheme_keys():
            return partial(page.commands.tagging.press, key)
        actions = (self._actions[name] for name in self.keymap.actions_on(key))
        return next((action.trigger for action in actions if action.isEnabled()), None)

    def action_entries(self) -> "list[Entry]":
        """Every action with its keys, for the palette and the key sheet."""
        from desktop.views.palette import Entry

        found = []
        for row in ACTIONS:
            action = self._actions[row.name]
            keys = "  ".join(key.toString() for key in action.shortcuts())
            title, trigger = shown(action.text()).rstrip("…"), action.trigger if action.isEnabled() else None
            found.append(Entry(words(row.menu), title, keys, trigger, words(SYNONYMS.get(row.name, ""))))
        return found

    def entries(self) -> "list[Entry]":
        """Everything that can be chosen of the scheme, with its key or without, for the palette."""
        from desktop.views.palette import Entry

        page = self._page()
        if page is None:
            return []
        scheme = page.session.project.scheme
        found = {
            (group_of(scheme, binding), title_of(scheme, binding), key_text(binding.key)): binding
            for binding in self.keymap.all_bindings(scheme)
        }
        return [Entry(*line, partial(page.commands.tagging.choose, one)) for line, one in found.items()]

    def _page(self) -> Workspace | None:
        """The article's page while it is shown."""
        pages = self._pages()
        return pages.article if pages else None

    def _apply_to(self, page: Workspace) -> None:
        bindings = self.keymap.bindings(page.session.project.scheme)
        page.commands.tagging.set_bindings(bindings)
        page.inspector.show_keys(bindings, self.keymap.shown_key)
        bars = {layer.name for layer in page.session.project.scheme.layers if layer.style == "bar"}
        marking = next((one.key for one in bindings if one.kind == "layer" and one.layer in bars), "")
        known = {name: self.keymap.shown_key(name) for name in FOOTER_KEYS}
        page.footer.show_keys({**known, "mark": key_name(marking)})
        for old in page.findChildren(QShortcut):
            old.setEnabled(False)
            old.deleteLater()
        for key in page.commands.tagging.scheme_keys():
            QShortcut(QKeySequence(key), page).activated.connect(partial(page.commands.tagging.press, key))
