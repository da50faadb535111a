"""The window: menus, the welcome page or a project's workspace, theme. Wiring only."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from annotations.errors import ClaimdeskError
from annotations.files.locations import advice_for
from annotations.model import ArticleId
from annotations.project import Project
from annotations.resources import resource
from desktop.about import About
from desktop.actions import ACTIONS
from desktop.article_menu import MarkAsMenu
from desktop.commands.exporting import Exports
from desktop.commands.highlighting import Highlighting
from desktop.commands.importing import Imports
from desktop.commands.merging import Merges
from desktop.commands.projects import Projects
from desktop.drops import Drops
from desktop.jobs import Jobs
from desktop.menus import Menus, RecentMenu, make_actions
from desktop.offering_marks import follow_mouse
from desktop.pages import Pages
from desktop.session import Session
from desktop.settings import Settings
from desktop.shortcuts import Shortcuts
from desktop.theme import Theme
from desktop.view_menu import Viewing
from desktop.workspace import Workspace

LATER = 700  # milliseconds after an article was opened


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workspace: Workspace | None = None
        self.pages: Pages | None = None
        self._complete = False
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._remember_place)
        self.jobs = Jobs(self)
        self.jobs.reported.connect(self.tell)
        self.projects = Projects(settings, self.jobs, self)
        self.projects.project_opened.connect(self.show_project)
        self.projects.failed.connect(self.tell)
        self.highlighting = Highlighting(self.jobs, settings, self)
        self.imports, self.exports = Imports(self.jobs, self.highlighting, self), Exports(self.jobs, self)
        self.merges = Merges(self.jobs, self)
        self.setWindowTitle("Claimdesk")
        self.setWindowIcon(QIcon(str(resource("icons", "claimdesk.svg"))))
        self.setAcceptDrops(True)
        self._drops = Drops(self.projects, self.imports, self._session, self.tell)
        room = self.screen().availableSize()
        self.resize(min(1280, room.width()), min(800, room.height() - 40))
        if settings.geometry:
            self.restoreGeometry(settings.geometry)
        self.viewing = Viewing(settings, lambda: self.pages, self)
        self.actions_by_name: dict[str, QAction] = make_actions(self, self)
        self.shortcuts = Shortcuts(self, self.actions_by_name, settings, self._ready_pages, self._show_keys)
        self.about = About(self.shortcuts.action_entries, self.shortcuts.entries, lambda: self.theme, self)
        self._recent = RecentMenu(settings, self.projects.open_file)
        mark_as = MarkAsMenu(lambda: self.workspace, self.actions_by_name, self.shortcuts.keymap)
        within = {"open_project": self._recent, "theme": self.viewing.layers_menu, "reject": mark_as}
        self._menus = Menus(self.menuBar(), self.actions_by_name, within)

    # -- what is shown

    def show_project(self, project: Project) -> None:
        """Show an open project at the place where it was left."""
        self._close_workspace()
        session = Session(project, self)
        made = self.workspace = Workspace(session, self.settings, self.shortcuts.keymap)
        made.header.annotator_wanted.connect(self.ask_annotator)
        made.header.theme_wanted.connect(self.actions_by_name["theme"].trigger)
        made.header.shortcuts_wanted.connect(self.about.show_keys)
        session.moved.connect(self._on_moved)
        made.footer.cancelled.connect(self.jobs.cancel)
        made.at_leisure.connect(self.complete)
        made.article_opened.connect(lambda _: self._later.start())
        self.jobs.progressed.connect(made.footer.show_progress)
        self.jobs.ended.connect(made.footer.end_progress)
        session.changed.connect(lambda _: self._menus.show_details(self))
        self.pages = Pages(made, self.theme, self.shortcuts.keymap.shown_key)
        self.pages.turned.connect(self._enable)
        self.viewing.show_page(self.pages)
        follow_mouse(made, self.actions_by_name, self.shortcuts.keymap, self.settings, lambda: self.theme)
        made.reader.addActions([self.actions_by_name[row.name] for row in ACTIONS if row.in_text])
        self.setCentralWidget(self.pages)
        made.open(ArticleId(self.settings.place_in(project.path)), self.settings.caret_in(project.path))
        self._limit_undo()
        self.settings.remember_project(project.path)
        self.setWindowTitle(f"{project.path.name} — Claimdesk")
        self._enable()
        if advice := advice_for(project.path):
            self.tell(advice)

    def complete(self) -> None:
        """Give the open project its keys, once, a moment after the first paint."""
        if self.workspace and not self._complete:
            self._complete = True
            self.shortcuts.apply()

    def show_welcome(self) -> None:
        """Show the page of an empty window."""
        from desktop.views.welcome import Welcome

        self._close_workspace()
        page = Welcome(self.settings.recent)
        self.viewing.show_welcome(page)
        page.sample_wanted.connect(self.projects.open_sample)
        page.new_wanted.connect(self.projects.new)
        page.open_wanted.connect(self.projects.open)
        page.project_chosen.connect(self.projects.open_file)
        self.setCentralWidget(page)
        self.setWindowTitle("Claimdesk")
        self._show_keys()
        self._enable()

    def tell(self, sentence: str) -> None:
        """Show a notice; a dialog when there is no article to show it over."""
        if self.pages:
            self.pages.tell(sentence)
        else:
            self.about.tell(sentence)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self.viewing.theme

    # -- menus

    def _on_moved(self, sentence: str) -> None:
        from desktop.views.article.moved_banner import MovedBanner

        line = MovedBanner(sentence)
        line.save_wanted.connect(self.actions_by_name["save_as"].trigger)
        if self.workspace:
            self.workspace.stage.put_above(line)

    def _session(self) -> Session | None:
        return self.workspace.session if self.workspace else None

    def _ready_pages(self) -> Pages | None:
        return self.pages if self._complete else None

    def _show_keys(self) -> None:
        for shown in (self.pages, self.viewing.welcome):
            if shown:
                shown.show_keys(self.shortcuts.keymap.shown_key)

    def _enable(self) -> None:
        self.shortcuts.give_way()
        self._menus.enable(self)

    def details(self) -> Mapping[str, str | None]:
        """What undo and redo would act on, read together; None where there is nothing."""
        page = self.pages.article if self.pages else None
        undo, redo = page.session.project.undo_and_redo if page else (None, None)
        return {"undo": undo, "redo": redo}

    def _limit_undo(self) -> None:
        if self.workspace:
            self.workspace.session.project.undo_limit = self.settings.undo_limit
        self._menus.enable(self)

    def show_preferences(self) -> None:
        """Show the preferences."""
        from desktop.views.preferences.dialog import Preferences

        scheme = self.workspace.session.project.scheme if self.workspace else None
        dialog = Preferences(self.settings, self.shortcuts.keymap, scheme, self)
        dialog.reading_changed.connect(lambda: self.viewing.zoom(0))
        dialog.theme_changed.connect(self.viewing.show_theme)
        dialog.keys_changed.connect(self.shortcuts.apply)
        dialog.finished.connect(lambda _: self._limit_undo())
        dialog.open()

    def ask_annotator(self) -> None:
        """Ask who annotates."""
        name = self.projects.ask_annotator(self.workspace.session.project) if self.workspace else None
        if self.workspace and name:
            try:
                self.workspace.set_annotator(name)
            except ClaimdeskError as error:
                self.tell(str(error))
            self._menus.enable(self)

    # -- events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        self._drops.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project or import articles."""
        self._drops.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of long work, close the project, remember the window."""
        if not self.jobs.may_close():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self._close_workspace()
        super().closeEvent(event)

    def close_project(self) -> None:
        """Close the project, unless work that runs in it is to go on."""
        if self.jobs.may_close():
            self.show_welcome()

    def _close_workspace(self) -> None:
        for dialog in self.findChildren(QDialog):  # they are about this project
            if dialog.isVisible():
                dialog.close()
        if self.pages:
            self.pages.stop()
        self.jobs.stop()
        if self.workspace:
            self.settings.panes = self.workspace.stage.state()
            self.workspace.filtering.remember_look()
            self._remember_place()
            self.settings.remember_caret(self.workspace.session.project.path, self.workspace.reader.caret())
            self.workspace.stop()
            self.workspace.reader.setFocus()  # a line that is being written is saved when it is left
            self.workspace.session.close()
            self._let_go(self.pages or self.workspace)
            self.workspace = self.pages = None
            self._complete = False

    def _remember_place(self) -> None:
        """Remember which article is open. Settings are written to the disk, which would hold up the next article."""
        self._later.stop()
        if self.workspace:
            here = self.workspace.opened.article
            self.settings.remember_place(self.workspace.session.project.path, here.id if here else "")

    def _let_go(self, page: QWidget) -> None:
        """Delete a page. Nothing on it may use the project any more, which is closed."""
        for timer in page.findChildren(QTimer):
            timer.stop()
        page.deleteLater()
