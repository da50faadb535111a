"""Training on an export: spaCy's configuration for a task, and the command that runs it."""

from annotations.errors import ExportFailed
from annotations.training.tasks import Task
from annotations.training.views import SPANCAT_KEY

_COMPONENTS = {"names": "ner", "spans": "spancat", "speaker": "spancat", "choice": "textcat", "sentences": "textcat"}
SPACY_LINE = "python -m spacy train config.cfg --paths.train train.spacy --paths.dev dev.spacy --output model"
BASELINE_LINE = "python -m annotations.training.baseline ."


def spacy_config(task: Task, language: str) -> str:
    """A configuration for `spacy train` that works without a graphics card."""
    from spacy.cli.init_config import init_config

    component = _COMPONENTS[task.kind]
    try:
        config = init_config(lang=language or "en", pipeline=[component], optimize="efficiency", gpu=False)
    except (ImportError, ValueError) as error:
        raise ExportFailed(f"spaCy cannot create a configuration for the language “{language}”: {error}") from None
    if component == "spancat":
        config["components"]["spancat"]["spans_key"] = SPANCAT_KEY
    return str(config.to_str())
