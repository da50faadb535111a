"""The View menu: theme, text size, panes and visible layers."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.pages import Pages
from desktop.settings import Settings
from desktop.style import sheet
from desktop.theme import Theme, follow_system, palette, theme_of, turned
from desktop.views.layers_menu import LayersMenu

if TYPE_CHECKING:
    from desktop.views.welcome import Welcome

LARGEST_ZOOM = 16
SMALLEST_ZOOM = -5


class Viewing(QObject):
    """How the window looks. Every choice holds at once and is remembered."""

    def __init__(self, settings: Settings, pages: Callable[[], Pages | None], parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._pages = settings, pages
        self.welcome: Welcome | None = None
        self.layers_menu = LayersMenu()
        self.layers_menu.switched.connect(self._on_layer)
        follow_system(self.show_theme)
        self.show_theme()

    @property
    def theme(self) -> Theme:
        """The theme in use: the user's choice, else the system's."""
        return theme_of(self._settings.theme)

    def show_page(self, pages: Pages) -> None:
        """Let a project's pages look as the user wants it."""
        page = pages.workspace
        pages.set_zoom(self._settings.zoom)
        pages.set_theme(self.theme)
        self.layers_menu.show_layers(page.session.project.scheme, self._settings.hidden_layers)
        page.header.show_layers_menu(self.layers_menu)

    def show_welcome(self, page: "Welcome") -> None:
        """Let the page of an empty window look as the user wants it."""
        self.welcome = page
        page.set_theme(self.theme)
        page.destroyed.connect(self._forget_welcome)

    def show_theme(self) -> None:
        """Use the theme everywhere."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        pages = self._pages()
        with pages.workspace.reader.keeping_lines() if pages else nullcontext():
            app.setStyleSheet("")  # one sheet is replaced by another three times slower than by none
            app.setPalette(palette(self.theme))
            app.setStyleSheet(sheet(self.theme))
        if pages:
            pages.set_theme(self.theme)
        if self.welcome:
            self.welcome.set_theme(self.theme)

    def turn_theme(self) -> None:
        """Use the light theme instead of the dark one, or the other way round."""
        self._settings.theme = turned(self.theme).name
        self.show_theme()

    def zoom(self, steps: int | None) -> None:
        """Show the article larger by some points, or in its usual size."""
        zoom = 0 if steps is None else self._settings.zoom + steps
        self._settings.zoom = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, zoom))
        pages = self._pages()
        if pages:
            pages.set_zoom(self._settings.zoom)

    def _on_layer(self, name: str, shown: bool) -> None:
        pages = self._pages()
        if pages:
            pages.workspace.show_layer(name, shown)

    def _forget_welcome(self) -> None:
        self.welcome = None
