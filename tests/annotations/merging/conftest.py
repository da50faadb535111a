"""Copies of a project for the tests of merging."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from annotations.model import AnnotationId, Article
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.project import Project, open_project
from annotations.store import journal
from tests.annotations.merging.copies import Copy


@pytest.fixture
def claim(project: Project, story: Article) -> AnnotationId:
    """A claim of Ana's in the project of which copies are made."""
    return add_annotation(project, story.id, "claim", 30, 61).added[0]


@pytest.fixture
def copy_for(project: Project, tmp_path: Path) -> Iterator[Copy]:
    """Make a copy of the project for somebody."""
    with ExitStack() as stack:

        def made(who: str) -> Project:
            path = tmp_path / f"{who}.claimdesk"
            project.save_open_as(path)
            other = stack.enter_context(closing(open_project(path)))
            act_as(other, who)
            return other

        yield made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each action be a second after the one before, in whichever file."""
    seconds = itertools.count()
    monkeypatch.setattr(journal, "now", lambda: f"2025-03-01T10:00:{next(seconds):02}.000Z")
