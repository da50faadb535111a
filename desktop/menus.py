"""The menu bar: the table of actions, with the projects opened last and the layers where they belong."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.actions import ACTIONS, MENUS, words
from desktop.plain import tip, titled
from desktop.settings import Settings

SEPARATED = {
    *("import_articles", "close_project", "search", "annotator", "remarks", "next_suggestion", "next_claim", "move"),
    *("every", "repeat", "select_sentence", "finish", "next_article", "back", "larger", "queue_pane", "next_pane"),
    "about",
}


def fill(bar: QMenuBar, actions: Mapping[str, QAction], within: Mapping[str, QMenu]) -> None:
    """Put all actions into their menus, and each menu of `within` behind the action that it is named after."""
    for title in MENUS:
        menu = bar.addMenu(words(title))
        for spec in ACTIONS:
            if spec.menu != title:
                continue
            if spec.name in SEPARATED:
                menu.addSeparator()
            menu.addAction(actions[spec.name])
            if spec.name in within:
                menu.addMenu(within[spec.name])


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
