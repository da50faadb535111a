"""The sample project: a fresh copy with articles, and the work of two annotators, to look at and to try things on."""

import tempfile
from pathlib import Path

from annotations.importing import import_records, read_files
from annotations.operations.annotators import act_as
from annotations.project import SUFFIX, Project, create_project
from annotations.resources import resource
from annotations.scheme import load_scheme

ANNOTATOR = "Ana"


def make_sample(folder: Path | None = None) -> Project:
    """Make the sample project in a folder (a new temporary one if none is given), with Ana as the one who acts."""
    folder = folder or Path(tempfile.mkdtemp(prefix="claimdesk-"))
    project = create_project(folder / f"sample{SUFFIX}", load_scheme("news-claims"))
    import_records(project, read_files([resource("sample", "sample.jsonl")]), strict=True)
    act_as(project, ANNOTATOR)
    return project
