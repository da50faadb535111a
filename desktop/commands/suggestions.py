"""Suggestions for the open article: requests them, and says why there are none."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.changes import Changes, Kind
from annotations.highlight.pipeline_choice import DEFAULTS, Choices, for_language
from annotations.model import ArticleId
from annotations.operations.article_languages import set_language
from annotations.operations.machines import problems_of, was_highlighted, was_read
from annotations.operations.queue import known_languages
from desktop.highlight_requests import HighlightRequest
from desktop.highlighter import Highlighter
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.pipeline_settings import PipelineSettings
from desktop.session import Session
from desktop.settings import Settings
from desktop.views.article.failure_banner import FailureBanner
from desktop.views.dialogs.languages import ask_language, language_name
from desktop.views.docks import Docks

AHEAD = 2  # articles of the queue that a run over the project is asked to read after the one that is opened
SETTLED_MILLISECONDS = 80  # after which an article is looked at, and not only passed by; it is painted first


class Suggestions(QObject):
    """Has the opened article read by the pipeline when none was on it, and looked through for names known.

    Where pipelines failed, a line above the article says why.
    """

    told = Signal(str)

    def __init__(
        self, session: Session, opened: OpenArticle, queue: QueueModel, settings: Settings, parent: Docks
    ) -> None:
        super().__init__(parent)
        self._stage, self._painted = parent, False
        self._session, self._opened, self._queue, self._settings = session, opened, queue, settings
        self.highlighter = Highlighter(session, parent=self)
        self._pipelines = PipelineSettings(settings)
        self._chosen: Choices = DEFAULTS
        self._settled = QTimer(self, interval=SETTLED_MILLISECONDS, singleShot=True)
        self._settled.timeout.connect(self._on_settled)
        self._unread: FailureBanner | None = None  # is made when there is something to say
        self._trying: ArticleId | None = None
        self._foreign: set[str] = set()  # languages of which it was told that no pipeline is for them
        self._left_out: set[str] = set()  # folders of which it was told that they may not run
        self.ask = ask_language
        opened.opened.connect(self.look)
        session.changed.connect(self._on_changed)
        self.highlighter.kept.connect(self._on_kept)

    def show_machines(self) -> None:
        """Show a card for each machine annotator, with figures as they are counted."""
        from desktop.commands.machines import ShowingMachines

        ShowingMachines(self._session, self._stage)

    def stop(self) -> None:
        """Stop background work."""
        self._settled.stop()
        self.highlighter.stop()

    def _choose(self) -> None:
        """Take the pipelines of the preferences when they have changed; those that may not run are left out."""
        self._session.readers.limits = self._pipelines.limits
        trusted = self._pipelines.trusted_choices()
        code = self._opened.article.language if self._opened.article else ""
        wanted, used = for_language(self._pipelines.choices(), code).pipeline, for_language(trusted, code).pipeline
        if wanted != used and wanted not in self._left_out:
            self._left_out.add(wanted)
            words = self.tr(
                "The pipeline in {} was not used, because you have not allowed it or it has changed; {} was used "
                "instead. To allow it, choose File → Highlight articles."
            )
            self.told.emit(words.format(Path(wanted).name, used))
        if trusted != self._chosen:
            self._chosen = trusted
            self.highlighter.use(trusted)

    def look(self) -> None:
        """Request suggestions for the opened article."""
        project, article = self._session.project, self._opened.article
        if article is None or project.annotator is None:
            return
        self._session.readers.first(self._next_articles(article.id))
        self._show_unread()
        self._tell_foreign(article.language)
        if self._settings.highlight_opened or self._settings.offer_names:
            self._settled.start()

    def retry(self) -> None:
        """Let the pipeline read the article once more, when none has read it."""
        project, article = self._session.project, self._opened.article
        if article is None or project.annotator is None or project.readonly or was_read(project, article.id):
            return
        self._session.readers.limits = self._pipelines.limits
        self.highlighter.use(self._pipelines.trusted_choices())
        self._trying = article.id
        self._show_unread()
        self.highlighter.want(HighlightRequest(article.id, project.annotator.id, True, self._settings.offer_names))

    def ask_language(self) -> None:
        """Ask in which language the article is; the pipeline for it then reads it."""
        project, article = self._session.project, self._opened.article
        if article is None:
            return
        code = self.ask(article.language, known_languages(project), self._stage)
        if code is None:
            return
        choices = self._pipelines.choices()
        reread = not code or for_language(choices, code) != for_language(choices, article.language)
        if not self._session.run(set_language, article.id, code, reread=reread):
            return
        self._choose()
        if project.annotator and not was_read(project, article.id) and not self._settings.highlight_opened:
            self.highlighter.want(HighlightRequest(article.id, project.annotator.id, True, self._settings.offer_names))

    def _tell_foreign(self, code: str) -> None:
        """Say once of each language that no pipeline is for it."""
        used = for_language(self._pipelines.choices(), code)
        if not code or code in self._foreign or used.suits(code):
            return
        self._foreign.add(code)
        words = self.tr(
            "No pipeline is chosen for {}, so {} suggests what it can. Choose a pipeline in Preferences → Pipelines, "
            "or correct the language in the Article menu."
        )
        self.told.emit(words.format(language_name(code), Path(used.pipeline).name))

    def _on_kept(self, article: str) -> None:
        if article == self._trying:
            self._trying = None
        self._show_unread()

    def _on_changed(self, changes: Changes) -> None:
        here = self._opened.article is not None and self._opened.article.id in changes.articles
        if Kind.ANNOTATOR in changes.touched or (here and {Kind.PROGRESS, Kind.PROBLEM} & changes.touched.keys()):
            self._show_unread()

    def _show_unread(self) -> None:
        """Say why no pipeline has read the article, where one has failed."""
        project, article = self._session.project, self._opened.article
        told = self._reasons(article.id) if article and not was_read(project, article.id) else []
        if told and self._unread is None:
            self._unread = FailureBanner()
            self._unread.retry_wanted.connect(self.retry)
            self._stage.put_above(self._unread)
        if self._unread and article:
            trying = self._trying == article.id
            self._unread.show_reason("\n".join(told), trying=trying, readonly=project.readonly)

    def _reasons(self, article: ArticleId) -> list[str]:
        words = self.tr("Not highlighted by {}. {}")
        told = [words.format(one.name, why) for one, why in problems_of(self._session.project, article)]
        return told or [self.tr("Not highlighted. {}").format(why) for why in [self.highlighter.problem] if why]

    def _next_articles(self, article: ArticleId) -> list[ArticleId]:
        """The article that was opened, and those that are likely to be opened next."""
        row = self._queue.index_of(article)
        ahead = range(row + 1, min(row + 1 + AHEAD, self._queue.rowCount())) if row >= 0 else ()
        return [article, *(found.article for number in ahead if (found := self._queue.row(number)))]

    def _on_settled(self) -> None:
        if not self._painted:  # nothing is begun before the window has been painted once
            self._painted = self._stage.isVisible()
            self._settled.start()
            return
        project, article = self._session.project, self._opened.article
        if article is None or project.annotator is None:
            return
        pipeline = self._settings.highlight_opened and not was_highlighted(project, article.id)
        self._choose()
        rules, names = self._settings.highlight_opened, self._settings.offer_names
        self.highlighter.want(HighlightRequest(article.id, project.annotator.id, pipeline, names, rules=rules))
