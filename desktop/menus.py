"""The menu bar, built from the table of actions, with submenus for recent projects and layers."""

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.action import words
from desktop.action_rows import Program
from desktop.actions import ACTIONS, MENUS
from desktop.mnemonics import give_letters, letter_menu
from desktop.plain import tip, titled
from desktop.settings import Settings

_ROWS = {row.name: row for row in ACTIONS}


def make_actions(window: Program, parent: QObject) -> dict[str, QAction]:
    """Make what menus and keys trigger, still without keys. Those with `in_text` must be added to the text's widget."""
    made, context = {}, Qt.ShortcutContext
    for row in ACTIONS:
        action = made[row.name] = QAction(words(row.text), parent)
        action.setShortcutContext(context.WidgetWithChildrenShortcut if row.in_text else context.WindowShortcut)
        action.setObjectName(row.name)
        action.setAutoRepeat(not row.once)
        action.triggered.connect(lambda _=False, row=row: row.run(window))
    return made


class Menus:
    """The menu bar. The menus of the compare and agreement pages are seen on their page only."""

    def __init__(self, bar: QMenuBar, actions: Mapping[str, QAction], within: Mapping[str, QMenu]) -> None:
        """Put all actions into their menus, and each menu of `within` behind the action that it is named after."""
        self._actions, self._within = actions, within  # Qt does not keep menus that are put into others
        self._menus: dict[str, QMenu] = {}
        for title, rows in MENUS.items():
            menu = self._menus[title] = letter_menu(bar.addMenu(words(title)))
            groups: dict[str, QMenu] = {}
            for row in rows:
                if row.line:
                    menu.addSeparator()
                if row.group and row.group not in groups:
                    groups[row.group] = letter_menu(menu.addMenu(words(row.group)))
                groups.get(row.group, menu).addAction(actions[row.name])
                if row.name in within:
                    menu.addMenu(letter_menu(within[row.name]))
        give_letters(bar.actions())
        if sys.platform != "darwin":
            first = bar.actions()[0]
            QShortcut(QKeySequence("F10"), bar.window()).activated.connect(lambda: bar.setActiveAction(first))

    def enable(self, window: Program) -> None:
        """Enable what can be done now, and say what it would act on."""
        for title, rows in MENUS.items():
            for row in rows:
                self._actions[row.name].setEnabled(row.enabled(window))
            if all(row.page in ("compare", "agreement") for row in rows):
                self._menus[title].menuAction().setVisible(any(self._actions[row.name].isEnabled() for row in rows))
        self.show_details(window)

    def show_details(self, window: Program) -> None:
        """Say what some actions would act on; those with nothing to act on are disabled."""
        for name, detail in window.details().items():
            action, row = self._actions[name], _ROWS[name]
            action.setEnabled(row.enabled(window) and detail is not None)
            titled(action, f"{words(row.text)}: {detail}" if detail else words(row.text))


class RecentMenu(QMenu):
    """The projects opened last; made anew whenever it is looked at."""

    def __init__(self, settings: Settings, choose: Callable[[str], object]) -> None:
        super().__init__()
        self.setTitle(self.tr("Open recent"))
        self._settings, self._choose = settings, choose
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path in self._settings.recent:
            action = titled(self.addAction(""), path.name)
            action.setToolTip(tip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._choose(str(path)))
        if self.isEmpty():
            self.addAction(self.tr("Nothing yet")).setEnabled(False)
