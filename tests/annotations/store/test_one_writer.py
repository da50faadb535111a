"""Nobody but the journal writes rows of the project: what others would write, undo would not know.

Only a repair writes rows together with the history that belongs to them.
"""

import re
from pathlib import Path

import annotations
from annotations.changes import Kind

WRITING = re.compile(
    rf"\b(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM|REPLACE INTO) \"?(?:\{{|(?:{'|'.join(Kind)}|steps|changes)\b)"
)


def test_only_the_journal_writes() -> None:
    root = Path(annotations.__file__).parent
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    writers = {name for name, text in texts.items() if WRITING.search(text)}
    assert {name for name in writers if not name.startswith("store/earlier/")} == {
        "store/journal.py",
        "store/rescuing.py",
        "store/terms.py",
        "store/written_step.py",
    }
