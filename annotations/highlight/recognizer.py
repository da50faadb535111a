"""spaCy's named entity recogniser, kept on disk with two bytes a weight instead of four.

Half the precision changes next to nothing of what it finds, and makes room for what the pipeline knows of words.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from spacy.pipeline import EntityRecognizer  # noqa: TID253 - imported only by the factory that makes one
from thinc.model import Model

MODEL = "model"


class Recognizer(EntityRecognizer):  # type: ignore[misc] # spaCy's compiled classes have no types
    """An `ner` that is small on disk and the same in memory."""

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write to a folder."""
        super().to_disk(path, exclude=tuple(exclude))
        if MODEL not in exclude:
            (Path(path) / MODEL).write_bytes(_cast(self.model.copy(), "float16").to_bytes())

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Self:
        """Read from a folder, in either precision."""
        super().from_disk(path, exclude=tuple(exclude))
        _cast(self.model, "float32")
        return self


def _cast(model: Model[Any, Any], precision: str) -> Model[Any, Any]:
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                weights: Any = node.get_param(name)
                node.set_param(name, weights.astype(precision))
    return model
