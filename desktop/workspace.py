"""The page of one open project: joins queue, reader, inspector and commands. Wiring only."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.changes import Changes
from annotations.model import AnnotationId, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.queue import highest_number, number_of
from desktop.commands.filtering import Filtering
from desktop.commands.finding import Finding
from desktop.commands.progress import Progress
from desktop.deferred import AfterFirstPaint
from desktop.keymap import Keymap
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.panes import make_panes
from desktop.session import Session
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.views.article.reader import Reader
from desktop.views.dialogs.languages import language_name
from desktop.views.focus_order import turn
from desktop.views.footer import Footer
from desktop.views.guide import Guide
from desktop.views.header import Header
from desktop.views.history import HistoryView
from desktop.views.inspector.name_groups import group_of
from desktop.views.inspector.pane import Inspector
from desktop.views.queue.pane import QueueView
from desktop.views.widgets.notice import Notice

if TYPE_CHECKING:
    from desktop.commands.command_set import Commands
    from desktop.commands.suggestions import Suggestions


class Workspace(QWidget):
    """One project, open: everything between the menus and the edge of the window."""

    article_opened = Signal(str)
    at_leisure = Signal()  # once, a moment after the first picture

    def __init__(self, session: Session, settings: Settings, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.settings, self._keymap = session, settings, keymap
        self.opened = OpenArticle(session, self)
        self.queue = QueueModel(session, self)
        self.header, self.footer = Header(), Footer()
        self.queue_view, self.reader = QueueView(), Reader()
        self.inspector = Inspector(session.project.scheme)
        self.inspector.wait()
        self.guide = Guide()
        self.notice = Notice(self.reader)
        self.history_view = HistoryView()
        self._theme: Theme | None = None
        self.queue_view.set_model(self.queue)
        self.filtering = Filtering(session, self.queue, self.queue_view, self.header, settings, self)
        self.finding = Finding(session, self.opened, self.queue, self.reader, self.header, self)
        self.standing = Progress(session, self.header, self)
        self._lay_out()
        self._wire()
        self.queue.modelReset.connect(self._show_current)
        self.reader.hide_layers(settings.hidden_layers)
        self._leisure = AfterFirstPaint(self, [self._at_leisure, self.inspector.make_next_form])

    @cached_property
    def commands(self) -> "Commands":
        """All commands. They are made with the first one that is asked for, or after the first picture."""
        from desktop.commands.command_set import make_commands

        parts = self.reader, self.inspector, self.history_view, self.notice
        made = make_commands(self.session, self.opened, self.queue, self.settings, self._keymap.shown_key, *parts)
        made.history.show_pane = self._show_history
        made.here.put_above, made.here.ended = self.stage.put_above, self.finding.show_again
        self.finding.goes_here, made.tagging.leave_search = made.here.step, self.header.search.clear
        made.history.read()
        made.finishing.finished.connect(self._on_finished)
        made.tagging.answered.connect(lambda *answer: self.footer.say(self.inspector.answered(*answer)))
        if self._theme:
            made.set_theme(self._theme)
        made.timing.watch()
        self.inspector.go_on()
        return made

    @cached_property
    def offering(self) -> "Suggestions":
        """What is offered when an article is opened; made after the first picture."""
        from desktop.commands.suggestions import Suggestions

        made = Suggestions(self.session, self.opened, self.queue, self.settings, self.stage)
        made.told.connect(self.notice.tell)
        return made

    def open(self, article: ArticleId | None, caret: int = 0) -> None:
        """Open an article, or the first of the queue; put the caret where it was, if it is this article still."""
        first = self.queue.row(0) if article is None or self.queue.index_of(article) < 0 else None
        if first is None and article is not None and number_of(self.session.project, article) is None:
            article = None  # nothing was remembered, or the project has been made anew since
        self.opened.open(first.article if first else article)
        here = self.opened.article
        if here is None and not highest_number(self.session.project):
            self.notice.tell(self.tr("There are no articles yet. Choose File → Import articles… to add some."))
        if here and here.id == article and 0 < caret <= len(here.text):
            self.reader.select(caret, caret)
            self.reader.reveal(caret, caret + 1)

    def stop(self) -> None:
        """End what runs beside the page, and keep the time that was spent."""
        self._leisure.stop()
        self.queue.stop()
        self.finding.stop()
        for made in filter(None, (self.__dict__.get("commands"), self.__dict__.get("offering"))):
            made.stop()

    def step(self, direction: int) -> None:
        """Open the next or previous article of the queue."""
        place = self.queue.index_of(self.opened.article.id) if self.opened.article else -1
        row = place + direction if place >= 0 else 0
        if 0 <= row < self.queue.rowCount():
            found = self.queue.row(row)
            self.opened.open(found.article if found else None)
        else:
            self.notice.tell(self.queue.end_notice(direction))

    def set_annotator(self, name: str) -> None:
        """Let somebody else annotate."""
        self.commands.timing.keep()
        self.commands.timing.write()
        act_as(self.session.project, name)
        self.queue.read()
        self.opened.open(self.opened.article.id if self.opened.article else None)
        self.standing.show_counts()
        self.standing.show_state()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        panes = (self.queue_view, self.reader, self.inspector, self.finding.view, self.guide, self.history_view)
        for part in (*panes, self.notice):
            part.set_theme(theme)
        self._theme = theme
        if "commands" in self.__dict__:
            self.commands.set_theme(theme)

    def _lay_out(self) -> None:
        panes = (self.queue_view, self.inspector, self.guide, self.finding.view, self.history_view)
        self.stage = make_panes(self.reader, *panes)
        self.stage.restore(self.settings.panes)
        self.finding.show_in(self.stage)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self.footer)

    def _wire(self) -> None:
        self.session.changed.connect(self._on_changed)
        self.session.failed.connect(self.notice.tell)
        self.opened.leaving.connect(self.reader.setFocus)
        self.opened.opened.connect(self._on_opened)
        self.opened.marks_changed.connect(self._on_marks)
        self.opened.focus_changed.connect(self._on_focus)
        self.reader.mark_clicked.connect(self._on_mark_clicked)
        self.queue_view.article_chosen.connect(self._on_article_chosen)
        self.header.previous_wanted.connect(lambda: self.step(-1))
        self.header.next_wanted.connect(lambda: self.step(1))
        self.inspector.mark_chosen.connect(self._on_mark_clicked)
        self.inspector.left.connect(self._on_line_left)
        self.header.search.left.connect(self._on_line_left)
        self.inspector.guided.connect(self.footer.guide)
        self.inspector.guided.connect(self.guide.point_at)
        self.filtering.filtered.connect(self.finding.use)
        self.finding.told.connect(self.notice.tell)
        self.history_view.left.connect(self.reader.setFocus)

    def show_layer(self, layer: str, shown: bool) -> None:
        """Draw the marks of a layer, or leave them out; `rejected` for what was rejected."""
        hidden = self.settings.hidden_layers
        self.settings.hidden_layers = hidden - {layer} if shown else hidden | {layer}
        self.reader.hide_layers(self.settings.hidden_layers)

    def turn_to_part(self, direction: int) -> None:
        """Give the keyboard to the next or previous part of the page that can be seen, in reading order."""
        parts = (self.header, self.queue_view, self.reader, self.finding.view, self.inspector, self.history_view)
        turn(parts, direction)

    def _show_history(self, shown: bool) -> None:
        self.stage.pane("history").setVisible(shown)
        if not shown:
            self.reader.setFocus()

    def _at_leisure(self) -> None:
        self.at_leisure.emit()
        self.offering.look()

    def _on_finished(self) -> None:
        if self.settings.auto_advance:
            self.step(1)

    def _on_changed(self, changes: Changes) -> None:
        if self.opened.article is None and self.queue.rowCount():
            self.open(None)

    def _on_opened(self) -> None:
        article = self.opened.article
        parts = (article.source, article.published[:10], language_name(article.language)) if article else ()
        self.reader.show_article(article, self.opened.drawn, "  ·  ".join(filter(None, parts)))
        self._show_inspector()
        self._show_current()
        self.reader.setFocus()
        self.article_opened.emit(article.id if article else "")

    def _on_marks(self) -> None:
        self.reader.show_marks(self.opened.drawn, self.opened.focused)
        self._show_inspector()

    def _on_focus(self) -> None:
        self.reader.show_focus(self.opened.focused)
        self._show_inspector()
        self.reader.setFocus()

    def _on_mark_clicked(self, annotation_id: str) -> None:
        self.opened.focus(AnnotationId(annotation_id) if annotation_id else None)

    def _on_line_left(self) -> None:
        self.reader.setFocus()
        self.reader.end_hints()

    def _on_article_chosen(self, article_id: str) -> None:
        self.opened.open(ArticleId(article_id))

    def _show_inspector(self) -> None:
        focused = self.opened.focused
        if self.opened.article is None:
            self.inspector.show_nothing()
        else:
            group = group_of(focused, self.opened.marks)
            self.inspector.show_article(self.opened.marks, self.opened.document, focused, group)
            self.reader.show_group(group)
        question = self.inspector.next_question(focused)
        self.footer.guide(question or (" ".join(focused.layer.definition.split()) if focused else ""))
        self.guide.show_mark(focused, self.session.project.scheme.layers, question)

    def _show_current(self) -> None:
        self.queue_view.show_current(self.queue.index_of(self.opened.article.id) if self.opened.article else -1)
