"""A damaged file that is merged is named, since the open project is not at fault, and nothing is taken from it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectDamaged
from annotations.merging import merge_files
from annotations.model import Article
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.checking import findings
from annotations.project import Project


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE changes SET what = 'update', before = '{\"id\": 5}' WHERE kind = 'annotations'",
        "UPDATE changes SET what = 'delete', before = '[]' WHERE kind = 'annotators'",
        "UPDATE annotators SET kind = 7",
        "UPDATE schemes SET content = '{'",
        "UPDATE articles SET text = x'ff'",
    ],
)
def test_the_file_is_named_and_nothing_is_merged(project: Project, story: Article, tmp_path: Path, damage: str) -> None:
    other = tmp_path / "others" / "ben.claimdesk"
    other.parent.mkdir()
    add_annotation(project, story.id, "claim", 0, 8)
    project.save_open_as(other)
    before = annotations_of(project, story.id), annotators(project)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute(damage)
    shutil.copy(other, tmp_path / "copy")
    with pytest.raises(ProjectDamaged) as refused:
        merge_files(project, [other])
    assert str(other) in str(refused.value)
    assert " lost its " not in str(refused.value)
    assert (annotations_of(project, story.id), annotators(project)) == before
    assert list(findings(project)) == []
    assert other.read_bytes() == (tmp_path / "copy").read_bytes()
