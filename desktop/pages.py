"""The pages of an open project, one at a time: article, comparison, agreement."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotations.model import AnnotatorId, ArticleId
from annotations.operations.queue import queue_rows
from desktop.keymap import ShownKey
from desktop.theme import Theme
from desktop.views.widgets.notice import Notice
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from annotations.agreement.records import Disagreement
    from desktop.commands.agreeing import Agreeing
    from desktop.commands.comparing import Comparing
    from desktop.views.agreement.page import AgreementPage
    from desktop.views.compare.page import ComparePage


class Pages(QStackedWidget):
    """Begins with the article. The others are made when they are first wanted."""

    turned = Signal()  # another page is shown

    def __init__(self, workspace: Workspace, theme: Theme, key: ShownKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self._theme, self._key = workspace, theme, key
        self._comparing: Comparing | None = None
        self.compare: ComparePage | None = None
        self.agreeing: Agreeing | None = None
        self._back: list[QWidget] = []
        self._notice = Notice(self)
        self.addWidget(workspace)
        self.currentChanged.connect(lambda _: self.turned.emit())

    @property
    def at_article(self) -> bool:
        """Whether the article is shown, to which marking and its keys belong."""
        return self.currentWidget() is self.workspace

    @property
    def article(self) -> Workspace | None:
        """The article's page, while it is shown."""
        return self.workspace if self.at_article else None

    @property
    def comparison(self) -> "ComparePage | None":
        """The comparison, while it is shown."""
        return self.compare if self.compare is self.currentWidget() else None

    @property
    def agreement(self) -> "AgreementPage | None":
        """The agreement page, while it is shown."""
        page = self.agreeing.page if self.agreeing else None
        return page if page is self.currentWidget() else None

    def tell(self, sentence: str) -> None:
        """Show a notice over the page that is seen."""
        (self.workspace.notice if self.at_article else self._notice).tell(sentence)

    def compare_article(self) -> None:
        """Compare the readings of the article that is open."""
        article = self.workspace.opened.article
        if article:
            self.show_comparison(article.id)

    def show_comparison(
        self,
        article: ArticleId,
        span: tuple[int | None, int | None] | None = None,
        layer: str = "",
        chosen: Sequence[AnnotatorId] = (),
    ) -> None:
        """Compare the readings of an article, of all people and gold or of those chosen, at a span of one layer."""
        self._comparison().show(article, span, layer, chosen)

    def show_agreement(self) -> None:
        """Show how well annotators agree."""
        agreeing = self._agreement()
        self._turn_to(agreeing.page)
        agreeing.page.take_keyboard()
        agreeing.show()

    def stop(self) -> None:
        """Stop computing."""
        if self._comparing:
            self._comparing.stop()
        if self.agreeing:
            self.agreeing.stop()

    def go_back(self) -> None:
        """Show the page from which this one was opened."""
        page = self._back.pop() if self._back else self.workspace
        self.setCurrentWidget(page)
        if page is self.workspace:
            self.workspace.reader.setFocus()
        elif self.agreeing and page is self.agreeing.page:
            self.agreeing.page.take_keyboard()
            self.agreeing.show()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.workspace.set_theme(theme)
        self._notice.set_theme(theme)
        if self.compare:
            self.compare.set_theme(theme)
        if self.agreeing:
            self.agreeing.page.set_theme(theme)

    def show_keys(self, key: ShownKey) -> None:
        """Name the keys in effect on the pages that are not the article's."""
        self._key = key
        if self.compare:
            self.compare.show_keys(key)
        if self.agreeing:
            self.agreeing.page.show_keys(key)

    def set_zoom(self, zoom: int) -> None:
        """Show articles larger by some points."""
        style = self.workspace.settings.reading
        self.workspace.reader.set_style(style, zoom)
        if self.compare:
            self.compare.set_style(style, zoom)

    def _on_disagreement(self, unit: "Disagreement") -> None:
        self.show_comparison(unit.article, (unit.start, unit.end), unit.layer, [one.annotator for one in unit.ratings])

    def _agreement(self) -> "Agreeing":
        if self.agreeing is None:
            from desktop.commands.agreeing import Agreeing
            from desktop.commands.agreement_files import AgreementFiles

            self.agreeing = Agreeing(self.workspace.session, self._queued, self)
            AgreementFiles(self.agreeing, self.tell, self)
            self.agreeing.told.connect(self.tell)
            self.agreeing.article_wanted.connect(self._on_disagreement)
            self.agreeing.page.left.connect(self.go_back)
            self.agreeing.page.set_theme(self._theme)
            self.agreeing.page.show_keys(self._key)
            self.addWidget(self.agreeing.page)
        return self.agreeing

    def _queued(self) -> list[ArticleId]:
        """The articles that the queue shows."""
        rows = queue_rows(self.workspace.session.project, self.workspace.queue.numbers)
        return [row.article for row in rows]

    def _turn_to(self, page: QWidget) -> None:
        shown = self.currentWidget()
        if shown and page is not shown:
            self._back.append(shown)
            self.setCurrentWidget(page)

    def _comparison(self) -> "Comparing":
        if self._comparing is None:
            from desktop.commands.comparing import Comparing
            from desktop.views.compare.page import ComparePage

            self.compare = ComparePage()
            self._comparing = Comparing(self.workspace.session, self.compare, self)
            self._comparing.told.connect(self.tell)
            self._comparing.opened.connect(self._on_compared)
            self.compare.back_wanted.connect(self.go_back)
            self.compare.set_theme(self._theme)
            self.compare.show_keys(self._key)
            self.compare.set_style(self.workspace.settings.reading, self.workspace.settings.zoom)
            self.addWidget(self.compare)
        return self._comparing

    def _on_compared(self) -> None:
        if self.compare:
            self._turn_to(self.compare)
            self.compare.look_at(self.compare.current)  # only now the text has its place
            self.compare.take_keyboard()
