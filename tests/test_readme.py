"""The README says what the program does."""

import importlib.util
import json
import os
import re
from pathlib import Path

import pytest

from annotations.cli.registry import COMMANDS
from annotations.importing import import_records, read_files
from annotations.operations.annotators import annotators
from annotations.operations.articles import articles
from annotations.project import create_project
from annotations.scheme import load_scheme

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in (*(one.name for one in COMMANDS), "demo") if f"`claimdesk {name}" not in README] == []


def test_the_example_record_can_be_imported(tmp_path: Path) -> None:
    record = re.search(r"(?s)```json\n(.*?)```", README)
    assert record
    (tmp_path / "one.jsonl").write_text(json.dumps(json.loads(record[1])), encoding="utf-8")
    project = create_project(tmp_path / "p.claimdesk", load_scheme("news-claims"))
    done = import_records(project, read_files([tmp_path / "one.jsonl"]))
    assert (done.articles, done.annotations, done.remarks) == (1, 2, ())
    assert [a.name for a in annotators(project)] == ["Ana"]
    assert [a.title for a in articles(project)] == ["Oslo answers"]


@pytest.mark.skipif(bool(os.environ.get("CLAIMDESK_NO_QT")), reason="the table of keys comes from the window")
def test_the_tables_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "packaging" / "readme.py")
    assert spec
    assert spec.loader
    readme = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readme)
    assert readme.filled(README) == README, "run “make docs”"
    for table in (readme.keys(), readme.commands(), readme.formats()):
        assert table in README


def test_the_pictures_are_there_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", README)
    assert len(shown) > 3
    for picture in shown:
        assert (ROOT / picture).stat().st_size < 400_000, f"{picture}: run “make screenshots”"


def test_the_first_screen_has_a_picture_and_two_commands() -> None:
    first = README.partition("\n## ")[0]
    paragraphs = [line for line in first.splitlines() if line and not line.startswith(("#", "!", "```"))]
    assert len(paragraphs) <= 6
    assert len(re.findall(r"!\[", first)) == 1
    assert re.findall(r"(?m)^(pipx install|claimdesk demo)", first) == ["pipx install", "claimdesk demo"]
