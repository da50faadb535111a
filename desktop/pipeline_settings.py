"""Which pipelines the user chose, and which of the user's own may run: kept with the other settings."""

import orjson

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import DEFAULT_LIMITS, Limits
from annotations.highlight.pipeline_choice import DEFAULTS, Choice, Choices, fingerprint, is_folder, kept_choices
from desktop.settings import Settings

PIPELINES, LABELS, NUMBERS, TRUSTED = "pipelines", "pipeline_labels", "pipeline_numbers", "trusted_pipelines"
SECONDS = "pipeline_seconds"


class PipelineSettings:
    """The part of the settings that is about pipelines, read and written at once."""

    def __init__(self, settings: Settings) -> None:
        self._store = settings.store

    @property
    def names(self) -> dict[str, str]:
        """The pipelines that were chosen, by language; an empty language for all others."""
        try:
            kept = orjson.loads(str(self._store.value(PIPELINES, "{}")))
        except orjson.JSONDecodeError:
            return {}
        return {str(code): str(name) for code, name in kept.items()} if isinstance(kept, dict) else {}

    @names.setter
    def names(self, chosen: dict[str, str]) -> None:
        self._store.setValue(PIPELINES, orjson.dumps(chosen).decode())

    @property
    def labels(self) -> str:
        """What labels of other pipelines mean, as `THEIRS=OURS, …`."""
        return str(self._store.value(LABELS, ""))

    @labels.setter
    def labels(self, pairs: str) -> None:
        self._store.setValue(LABELS, pairs)

    @property
    def numbers(self) -> bool:
        """Whether our rules for numbers and dates are added to other pipelines."""
        return bool(int(str(self._store.value(NUMBERS, 0))))

    @numbers.setter
    def numbers(self, on: bool) -> None:
        self._store.setValue(NUMBERS, int(on))

    @property
    def limits(self) -> Limits:
        """What an article may cost a pipeline."""
        return Limits(float(str(self._store.value(SECONDS, DEFAULT_LIMITS.seconds))))

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._store.setValue(SECONDS, limits.seconds)

    @property
    def trusted(self) -> frozenset[str]:
        """The hashes of the pipelines of the user's own that may run."""
        return frozenset(filter(None, str(self._store.value(TRUSTED, "")).split("\n")))

    def trust(self, digits: str) -> None:
        """Let the pipeline with this hash run from now on."""
        self._store.setValue(TRUSTED, "\n".join(sorted(self.trusted | {digits})))

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
