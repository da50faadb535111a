"""The errors a user can act on. Each carries one sentence fit to show: what happened and what to do."""


class ClaimdeskError(Exception):
    """Say in one clear sentence what happened and what to do about it."""


class UserCancelled(ClaimdeskError):
    """Say that the user stopped the work. Shown to nobody."""


class ProjectUnavailable(ClaimdeskError):
    """Say that the project file cannot be opened or written: locked, full, read-only, corrupt, not a project."""


class ProjectTooNew(ProjectUnavailable):
    """Say that the project file was made by a newer version of the program."""


class ProjectMoved(ProjectUnavailable):
    """Say that the project file was replaced, renamed or deleted while it was open, so that nothing is written to it.

    What is open can still be read, and saved under another name.
    """


class ProjectDamaged(ProjectUnavailable):
    """Say that something in the project file is not what the program has written; `finding` is that without advice."""

    def __init__(self, finding: str, advice: str = "") -> None:
        super().__init__(f"{finding} {advice}".strip())
        self.finding = finding


class ProjectForeign(ProjectUnavailable):
    """Say that the project file holds something that can act by itself and that no version of the program makes."""


class NotFound(ClaimdeskError):
    """Say that an article, annotation or annotator is not in the project (any more)."""


class SchemeError(ClaimdeskError):
    """Say what is wrong in a scheme file, or which label, field or link the scheme does not know."""


class OffsetsError(ClaimdeskError):
    """Say that a span does not lie inside the text or does not read what it should."""


class ImportFailed(ClaimdeskError):
    """Say which file and line could not be read, and what to do."""


class LibraryMissing(ImportFailed):
    """Say which library a format needs that is not installed, and how to get it."""


class ExportFailed(ClaimdeskError):
    """Say why the output could not be written."""


class PipelineUnavailable(ClaimdeskError):
    """Say that a pipeline is not installed or cannot be loaded, and how to get it."""


class ProcessFailed(Exception):
    """A bug in a process that answers for this one; the message is the traceback from there. Not for the user."""
