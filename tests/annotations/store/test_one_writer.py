"""Nobody but the journal writes rows."""

import re
from pathlib import Path

import annotations

WRITING = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b", re.IGNORECASE
)


def test_only_the_journal_writes() -> None:
    root = Path(annotations.__file__).parent
    found = {
        path.relative_to(root).as_posix(): [match[0] for match in WRITING.finditer(path.read_text(encoding="utf-8"))]
        for path in root.rglob("*.py")
    }
    assert len(found.pop("store/journal.py")) > 3
    # The full-text index is checked with a command that has the form of an insert.
    assert {name: writing for name, writing in found.items() if writing} == {"store/integrity.py": ["INSERT INTO"]}
