"""Which files an import takes, and what it does with texts."""

from pathlib import Path

import pytest

from annotations.errors import ImportFailed
from annotations.importing import input_files


def test_a_folder_gives_the_files_of_known_types_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "deep/c.jsonl", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    names = [path.name for path in input_files([str(tmp_path), str(tmp_path / "*.png"), str(tmp_path / "b.txt")])]
    assert names == ["a.TXT", "b.txt", "c.jsonl", "picture.png"]
    with pytest.raises(ImportFailed, match="nothing to import at .*none"):
        input_files([str(tmp_path / "none*")])


def test_a_folder_of_one_format_stays_whole_and_one_with_other_files_gives_them_all(tmp_path: Path) -> None:
    for name, content in (("a.txt", "Ana"), ("a.ann", "T1\tPERSON 0 3\tAna\n"), ("annotation.conf", "[entities]\n")):
        (tmp_path / name).write_text(content)
    assert input_files([str(tmp_path)]) == [tmp_path]
    (tmp_path / "alone.txt").write_text("Nobody marked this.")
    assert [path.name for path in input_files([str(tmp_path)])] == ["a.ann", "a.txt", "alone.txt"]
    (tmp_path / ".claimdesk-export").touch()
    assert input_files([str(tmp_path)]) == [tmp_path]
