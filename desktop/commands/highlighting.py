"""Highlighting: lets pipelines suggest entities in all articles that they have not read yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotations.errors import ClaimdeskError
from desktop.jobs import Jobs
from desktop.session import Session
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.pipeline_settings import PipelineSettings


class Highlighting(QObject):
    """The command that highlights the open project."""

    def __init__(self, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._settings, self._window = jobs, settings, window

    def after_import(self, session: Session) -> None:
        """Highlight new articles, unless the user has turned that off."""
        if self._settings.highlight_imported and not session.project.readonly:
            self.start(session)

    def start(self, session: Session) -> None:
        """Highlight what has not been read yet, as a job. Asks first whether the user's own pipelines may run."""
        from desktop.highlight_run import highlight_task
        from desktop.pipeline_settings import PipelineSettings

        if session.project.readonly:
            self._jobs.reported.emit(self.tr("Nothing was highlighted: this project is read-only here."))
            return
        settings = PipelineSettings(self._settings)
        if refusal := self._refusal(settings):
            self._jobs.reported.emit(refusal)
            return
        session.readers.limits = settings.limits
        choices = settings.trusted_choices()
        self._jobs.start(lambda: highlight_task(session, choices, self))

    def _refusal(self, settings: "PipelineSettings") -> str:
        """Why highlighting cannot start, or nothing."""
        from desktop.views.dialogs.trust_prompt import may_run

        for choice in dict.fromkeys(settings.choices().values()):
            try:
                if not may_run(choice, settings, self._window):
                    return self.tr("Nothing was highlighted: the pipeline {} may not run.").format(choice.pipeline)
            except ClaimdeskError as error:
                return str(error)
        return ""
