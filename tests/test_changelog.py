"""The changelog keeps its form: versions, the headings of Keep a Changelog, and one line for each change."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
VERSION = re.compile(r"## \[(Unreleased|\d+\.\d+\.\d+)\]( - \d{4}-\d{2}-\d{2})?")
KINDS = ("### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security")


def body() -> list[str]:
    """Everything from the first version on."""
    return LINES[next(i for i, line in enumerate(LINES) if line.startswith("## ")) :]


def changes() -> list[str]:
    """Each change, on one line."""
    return re.findall(r"(?m)^- .*(?:\n  .*)*", "\n".join(body()))


def test_every_line_is_a_heading_or_belongs_to_a_change() -> None:
    allowed = re.compile(rf"|{VERSION.pattern}|{'|'.join(KINDS)}|#### .+|- \S.+|  \S.+")
    assert [line for line in body() if not allowed.fullmatch(line) or len(line) > 120] == []


def test_a_change_has_at_most_two_lines_and_ends_like_a_sentence() -> None:
    assert [change for change in changes() if change.count("\n") > 1 or not re.search(r"[.!?)”]$", change)] == []


def test_no_change_is_listed_twice() -> None:
    assert sorted(changes()) == sorted(set(changes()))


def test_versions_have_dates_and_each_kind_once() -> None:
    versions = re.split(r"(?m)^(?=## )", "\n".join(body()))[1:]
    for version in versions:
        head, *rest = version.splitlines()
        match = VERSION.fullmatch(head)
        assert match
        assert (match[1] == "Unreleased") == (match[2] is None), head
        kinds = [line for line in rest if line.startswith("### ")]
        assert kinds == sorted(set(kinds), key=KINDS.index), head


def test_the_newest_version_is_the_program_s() -> None:
    versions = [match[1] for line in body() if (match := VERSION.fullmatch(line))]
    source = (ROOT / "annotations" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{versions[1]}"' in source
