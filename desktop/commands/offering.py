"""Offering: what happens to suggestions when an article is opened."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotations.highlight.choosing import DEFAULTS, Choices
from annotations.machines import problems_of, was_highlighted
from desktop.highlighter import Highlighter, Wanted
from desktop.open_article import OpenArticle
from desktop.pipeline_settings import PipelineSettings
from desktop.session import Session
from desktop.settings import Settings

SETTLED_MILLISECONDS = 80  # after which an article is looked at, and not only passed by; it is painted first


class Offering(QObject):
    """Has the opened article read by the pipeline when none was on it, and looked through for names known."""

    told = Signal(str)

    def __init__(self, session: Session, opened: OpenArticle, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._painted = parent, False
        self._session, self._opened, self._settings = session, opened, settings
        self.highlighter = Highlighter(session, parent=self)
        self._pipelines = PipelineSettings(settings)
        self._chosen: Choices = DEFAULTS
        self._settled = QTimer(self, interval=SETTLED_MILLISECONDS, singleShot=True)
        self._settled.timeout.connect(self._on_settled)
        opened.opened.connect(self._on_opened)

    def stop(self) -> None:
        """End what runs beside the window."""
        self._settled.stop()
        self.highlighter.stop()

    def _choose(self) -> None:
        """Take the pipelines of the preferences when they have changed; those that may not run are left out."""
        chosen = self._pipelines.choices()
        if chosen != self._chosen:
            self._chosen = chosen
            self.highlighter.use(self._pipelines.trusted_choices())

    def _on_opened(self) -> None:
        project, article = self._session.project, self._opened.article
        if article is None or project.annotator is None:
            return
        for machine, sentence in problems_of(project, article.id):
            self.told.emit(self.tr("Not highlighted by {}: {}").format(machine.name, sentence))
        if self._settings.highlight_opened or self._settings.offer_names:
            self._settled.start()

    def _on_settled(self) -> None:
        if not self._painted:  # nothing is begun before the window has been painted once
            self._painted = self._window.isVisible()
            self._settled.start()
            return
        project, article = self._session.project, self._opened.article
        if article is None or project.annotator is None:
            return
        pipeline = self._settings.highlight_opened and not was_highlighted(project, article.id)
        self._choose()
        self.highlighter.want(Wanted(article.id, project.annotator.id, pipeline, self._settings.offer_names))
