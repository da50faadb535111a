"""The choices of an import or export, passed from dialogs to jobs."""

from typing import NamedTuple


class ImportChoice(NamedTuple):
    """How to read files. Empty parts are left to what each file says; `encoding` is a Python codec for text files."""

    annotator: str = ""
    mapping: str = ""
    unit: str = ""
    encoding: str = ""


class ExportChoice(NamedTuple):
    """What to write. `annotator` is empty for everybody; `shares` is empty when there are no splits.

    `done` leaves out articles that are not done, as splits always do. `packed` puts several files into one ZIP archive.
    """

    format: str
    annotator: str = ""
    shares: str = ""
    task: str = ""
    seed: int = 0
    done: bool = False
    packed: bool = False
