"""A project of every earlier version of the file, made by the program of its time, opens with all that is in it."""

import gzip
import json
from contextlib import closing
from pathlib import Path

import pytest

from annotations.operations.checking import findings
from annotations.project import open_project
from annotations.store.database import USER_VERSION
from tests.annotations.store.accounts import account

FOLDER = Path(__file__).parents[2] / "data" / "older_projects"


def test_there_is_a_project_of_every_earlier_version() -> None:
    there = {path.name for path in FOLDER.glob("*.gz")}
    assert {f"version-{version}.claimdesk.gz" for version in range(1, USER_VERSION)} <= there


@pytest.fixture(params=sorted(FOLDER.glob("*.gz")), ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project of an earlier version."""
    packed: Path = request.param
    path = tmp_path / packed.name.removesuffix(".gz")
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def test_an_older_project_says_what_it_said(old: Path, tmp_path: Path) -> None:
    said = json.loads((FOLDER / f"{old.stem}.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(account(old, tmp_path)))
    for name, part in said.items():
        assert found[name] == part, name
    assert found.keys() == said.keys()


def test_an_older_project_is_sound_once_it_is_open(old: Path) -> None:
    with closing(open_project(old)) as project:
        assert list(findings(project)) == []
