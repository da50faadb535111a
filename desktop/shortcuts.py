"""Puts the keys in effect onto the actions of the window and onto the page of the open project."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.actions import ACTIONS
from desktop.keymap import Keymap, key_name, shown_key
from desktop.keys import group_of, title_of
from desktop.physical_keys import PhysicalKeys
from desktop.settings import Settings
from desktop.views.inspector.fields import key_text
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.palette import Entry

FOOTER_KEYS = ("next_suggestion", "finish", "done", "palette")
Page = Callable[[], Workspace | None]


class Shortcuts:
    """The keys of one window."""

    def __init__(self, window: QWidget, actions: Mapping[str, QAction], settings: Settings, page: Page) -> None:
        self.keymap = Keymap(settings)
        self.physical_keys = PhysicalKeys(window, self.on_key)
        self._actions, self._settings, self._page = actions, settings, page
        self.apply()

    def apply(self) -> None:
        """Use the keys as they are now."""
        page = self._page()
        if page:
            self._apply_to(page)
        self.give_way()
        self.physical_keys.on = self._settings.keys_by_position

    def give_way(self) -> None:
        """Leave to the scheme of the open project the keys that it declares, which would else do nothing."""
        page = self._page()
        taken = page.commands.tagging.scheme_keys() if page else []
        for spec in ACTIONS:
            keys = [QKeySequence(key) for key in self.keymap.of_action(spec) if key not in taken]
            self._actions[spec.name].setShortcuts(keys)

    def on_key(self, key: str) -> Callable[[], object] | None:
        """What a key does now; none when it does nothing."""
        page = self._page()
        if page and key in page.commands.tagging.scheme_keys():
            return partial(page.commands.tagging.press, key)
        action = self.keymap.action_on(key)
        return self._actions[action].trigger if action and self._actions[action].isEnabled() else None

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
        return [Entry(*words, partial(page.commands.tagging.choose, one)) for words, one in found.items()]

    def _apply_to(self, page: Workspace) -> None:
        bindings = self.keymap.bindings(page.session.project.scheme)
        page.commands.tagging.set_bindings(bindings)
        page.inspector.show_keys(bindings)
        bars = {layer.name for layer in page.session.project.scheme.layers if layer.style == "bar"}
        marking = next((one.key for one in bindings if one.kind == "layer" and one.layer in bars), "")
        known = {name: shown_key(self._settings, name) for name in FOOTER_KEYS}
        page.footer.show_keys({**known, "mark": key_name(marking)})
        for old in page.findChildren(QShortcut):
            old.setEnabled(False)
            old.deleteLater()
        for key in page.commands.tagging.scheme_keys():
            QShortcut(QKeySequence(key), page).activated.connect(partial(page.commands.tagging.press, key))
