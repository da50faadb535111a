"""The pages of an open project, one shown at a time: the article, the comparison, the agreement; Back goes back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotations.model import ArticleId
from desktop.theme import Theme
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.commands.comparing import Comparing
    from desktop.views.compare.page import ComparePage


class Pages(QStackedWidget):
    """Begins with the article. The others are made when they are first wanted."""

    turned = Signal()  # another page is shown

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self._theme = workspace, theme
        self._comparing: Comparing | None = None
        self.compare: ComparePage | None = None
        self._back: list[QWidget] = []
        self.addWidget(workspace)
        self.currentChanged.connect(lambda _: self.turned.emit())

    @property
    def at_article(self) -> bool:
        """Whether the article is shown, to which marking and its keys belong."""
        return self.currentWidget() is self.workspace

    def compare_article(self) -> None:
        """Compare the readings of the article that is open."""
        article = self.workspace.opened.article
        if article:
            self.show_comparison(article.id)

    def show_comparison(
        self, article: ArticleId, span: tuple[int | None, int | None] | None = None, layer: str = ""
    ) -> None:
        """Compare the readings of an article, at a span of one layer."""
        page, comparing = self._compare_page()
        if comparing.show(article, span, layer):
            self._turn_to(page)
            page.take_keyboard()

    def go_back(self) -> None:
        """Show the page from which this one was opened."""
        page = self._back.pop() if self._back else self.workspace
        self.setCurrentWidget(page)
        if page is self.workspace:
            self.workspace.reader.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._theme = theme
        self.workspace.set_theme(theme)
        if self.compare:
            self.compare.set_theme(theme)

    def set_zoom(self, zoom: int) -> None:
        """Show articles larger by some points."""
        style = self.workspace.settings.reading
        self.workspace.reader.set_style(style, zoom)
        if self.compare:
            self.compare.set_style(style, zoom)

    def _turn_to(self, page: QWidget) -> None:
        shown = self.currentWidget()
        if shown and page is not shown:
            self._back.append(shown)
            self.setCurrentWidget(page)

    def _compare_page(self) -> "tuple[ComparePage, Comparing]":
        if self.compare is None or self._comparing is None:
            from desktop.commands.comparing import Comparing
            from desktop.views.compare.page import ComparePage

            self.compare = ComparePage()
            self._comparing = Comparing(self.workspace.session, self.compare, self)
            self._comparing.told.connect(self.workspace.notice.tell)
            self.compare.back_wanted.connect(self.go_back)
            self.compare.set_theme(self._theme)
            self.compare.set_style(self.workspace.settings.reading, self.workspace.settings.zoom)
            self.addWidget(self.compare)
        return self.compare, self._comparing
