"""Takes records into a project, for the tests of imports."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.importing import Imported, import_records, read_files
from annotations.project import Project
from tests.annotations.importing.import_records import Take


@pytest.fixture
def take(project: Project, tmp_path: Path) -> Take:
    """Import records, given as dicts, from a JSONL file."""

    def take(*records: Any, **options: Any) -> Imported:
        path = tmp_path / "in.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return import_records(project, read_files([path]), **options)

    return take
