"""Settings for pipelines: which ones the user chose, and which local folders are trusted."""

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import DEFAULT_LIMITS, Limits
from annotations.highlight.pipeline_choice import DEFAULTS, Choice, Choices, fingerprint, is_folder, kept_choices
from desktop.setting import Setting, json_object, text, yes_or_no
from desktop.setting import names as names_setting
from desktop.settings import Settings


class PipelineSettings:
    """The part of the settings that is about pipelines, read and written at once."""

    def __init__(self, settings: Settings) -> None:
        self.store = settings.store

    names = json_object(lambda kept: {code: str(name) for code, name in kept.items()}, key="pipelines")
    """The pipelines that were chosen, by language; an empty language for all others."""

    labels = text(key="pipeline_labels")
    """What labels of other pipelines mean, as `THEIRS=OURS, …`."""

    numbers = yes_or_no(False, key="pipeline_numbers")
    """Whether our rules for numbers and dates are added to other pipelines."""

    limits = Setting(
        DEFAULT_LIMITS, lambda kept: Limits(float(str(kept))), lambda limits: limits.seconds, key="pipeline_seconds"
    )
    """What an article may cost a pipeline."""

    trusted = names_setting(key="trusted_pipelines")
    """The hashes of the pipelines of the user's own that may run."""

    def trust(self, digits: str) -> None:
        """Let the pipeline with this hash run from now on."""
        self.trusted = self.trusted | {digits}

    def may_run(self, choice: Choice) -> bool:
        """Tell whether a pipeline is not the user's own, or one that is trusted as it is."""
        return self.trusted_as_it_is(choice) is not None

    def choices(self) -> dict[str, Choice]:
        """What was chosen, by language."""
        return kept_choices(self.names, self.labels, self.numbers)

    def trusted_choices(self) -> Choices:
        """What was chosen and may run, a folder with the hash of what is trusted; the default stands for the rest."""
        return {
            language: self.trusted_as_it_is(choice) or DEFAULTS.get(language, DEFAULTS[""])
            for language, choice in self.choices().items()
        }

    def trusted_as_it_is(self, choice: Choice) -> Choice | None:
        """Give a folder's pipeline the hash of its content, by which it is loaded; none when it may not run."""
        if not is_folder(choice.pipeline):
            return choice
        try:
            digits = fingerprint(choice.pipeline)
        except PipelineUnavailable:
            return None
        return choice._replace(trusted=digits) if digits in self.trusted else None
