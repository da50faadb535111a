"""Label Studio's full JSON export with its labelling configuration, which is a second file next to it.

JSON_MIN and CSV lack relations and annotators, so only the full JSON is supported. Text offsets are code points (UTF-16
units before the end of 2021, which `placing` tries). HTML regions are placed by their quoted words.
"""

import re
from pathlib import Path

from annotations.exchange.json_streams import keys_in
from annotations.exchange.label_studio.reading import read
from annotations.exchange.label_studio.writing import write

__all__ = ["read", "recognises", "write"]

_CONFIG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<View[\s>]", re.IGNORECASE | re.DOTALL
)
_MIN = {"annotation_id", "lead_time", "annotator"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the file begins with a task, in full JSON or JSON_MIN, or is a labelling configuration."""
    if path.suffix.lower() == ".xml":
        return bool(_CONFIG.match(head))
    keys = keys_in(head)
    tasks = "data" in keys and keys & {"id", "annotations", "predictions", "completions"}
    return bool(tasks or {"result", "annotations"} <= keys or keys >= _MIN) and "@context" not in keys
