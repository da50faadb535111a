"""Suggestions of machines for the tests of operations."""

import pytest

from annotations.model import Annotator, Article, Suggestion
from annotations.operations.annotators import act_as
from annotations.operations.highlighting import save_suggestions
from annotations.project import Project
from tests.annotations.operations.machine_suggestions import Suggest


@pytest.fixture
def suggest(project: Project) -> Suggest:
    """Let a machine suggest names by their words, with a score; Ana acts again afterwards."""

    def suggest(story: Article, *found: tuple[str, str, float]) -> Annotator:
        machine = act_as(project, "rules", "machine", "1")
        made = [
            Suggestion("entity", story.text.index(words), story.text.index(words) + len(words), label, score)
            for words, label, score in found
        ]
        save_suggestions(project, machine, [(story, made)])
        act_as(project, "Ana")
        return machine

    return suggest
