"""SQLite keeps its locks on the project, whatever else the program does with the file.

POSIX drops all locks of a process on a file when the process closes any descriptor of it. The next program that opens
the project would believe that it is alone.
"""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange.conversion import write_records
from annotations.exchange.files import folder_written_whole, written_whole
from annotations.exchange.formats import FORMATS, format_of
from annotations.exchange.mapping.rules import load_rules
from annotations.exchange.options import Options
from annotations.exchange.text_files import read_text
from annotations.importing import found_in, input_files, read_files, scheme_from_files
from annotations.merging import merge_files
from annotations.model import Article
from annotations.operations.annotating import add_annotation
from annotations.operations.checking import findings
from annotations.operations.exporting import records
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme

pytestmark = pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="only Linux tells which locks are held")


def _locks(path: Path) -> list[str]:
    """The kinds and ranges of this process's locks on a file."""
    number = path.stat().st_ino
    found: set[str] = set()
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists the folder is closed by now
            if link.stat().st_ino == number:
                lines = Path("/proc/self/fdinfo", link.name).read_text().splitlines()
                found |= {" ".join(line.split()[2:5] + line.split()[7:]) for line in lines if line.startswith("lock:")}
    return sorted(found)


def _twice(project: Project) -> None:
    open_project(project.path).close()
    open_project(project.path, readonly=True).close()


def _over_itself(project: Project) -> None:
    with written_whole(project.path):
        pass


def _as_folder(project: Project) -> None:
    with folder_written_whole(project.path):
        pass


def _linked(project: Project) -> None:
    link = project.path.with_name("link.jsonl")
    link.symlink_to(project.path)
    list(read_files([link], "jsonl"))


def _hard_linked(project: Project) -> None:
    link = project.path.with_name("hard.jsonl")
    os.link(project.path, link)
    with written_whole(link):
        pass


ACTIONS: dict[str, Callable[[Project], object]] = {
    "opened a second time": _twice,
    "checked": lambda p: list(findings(p)),
    "made again": lambda p: create_project(p.path, p.scheme),
    "saved elsewhere": lambda p: p.save_open_as(p.path.with_name("copy.claimdesk")),
    "saved over itself": lambda p: p.save_open_as(p.path),
    "merged with itself": lambda p: merge_files(p, [p.path]),
    "written over": _over_itself,
    "written over as a folder": _as_folder,
    "written over through a link": _hard_linked,
    "imported": lambda p: list(read_files([p.path])),
    "imported with its folder": lambda p: list(read_files(input_files([str(p.path.parent)]))),
    "imported through a link": _linked,
    "recognised": lambda p: format_of(p.path),
    "read as text": lambda p: read_text(p.path),
    "taken for a configuration": lambda p: list(found_in([Path(__file__)], "label-studio", Options(config=p.path))),
    "taken for a mapping": lambda p: load_rules(p.path),
    "taken for a scheme": lambda p: load_scheme(str(p.path)),
    "taken for files with a scheme": lambda p: scheme_from_files([str(p.path)]),
    **{f"imported as {f.name}": lambda p, f=f: list(read_files([p.path], f.name)) for f in FORMATS if f.read},
    **{
        f"exported to as {f.name}": lambda p, f=f: write_records(p.path, records(p, None), p.scheme, f)
        for f in FORMATS
        if f.write
    },
}


@pytest.mark.parametrize("act", ACTIONS.values(), ids=ACTIONS.keys())
def test_the_locks_stay(project: Project, story: Article, act: Callable[[Project], object]) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    before = _locks(project.path)
    assert before
    with suppress(ClaimdeskError):
        act(project)
    assert _locks(project.path) == before


def test_locks_are_seen_to_be_dropped(project: Project, story: Article) -> None:
    project.path.read_bytes()
    assert _locks(project.path) == []


def test_a_project_that_was_closed_is_a_file_like_others(project: Project) -> None:
    project.close()
    assert project.path.read_bytes()[:6] == b"SQLite"
    with (
        closing(open_project(project.path)),
        pytest.raises(ClaimdeskError, match="belongs to the project that is open"),
    ):
        read_text(project.path)
