"""Distinguishing pipelines with the same name and version by the content of their folders."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

READ = 1 << 20  # bytes of each file; weights that differ do so in the first million


def hash_of_pipeline(nlp: "Language") -> str:
    """Return a SHA-256 in hex of a pipeline's files, each with its name, its size and its first million bytes.

    Of one that was made and not loaded, it is that of its configuration.
    """
    found = hashlib.sha256()
    path = nlp.path
    if not isinstance(path, Path):
        found.update(nlp.config.to_str().encode())
        return found.hexdigest()
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        found.update(f"{file.relative_to(path).as_posix()} {file.stat().st_size}\n".encode())
        with file.open("rb") as content:
            found.update(content.read(READ))
    return found.hexdigest()
