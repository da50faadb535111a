"""A terminal never obeys what a file says: not its articles, not its names, not the name of the file."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.cli.printing import ProgressLine, print_table
from annotations.cli.terminal import Shown, print_message, shown_output, terminal
from annotations.display import LONGEST

EVIL = "\x1b[2J\x1b]0;gone\x07\r\u202etxt"
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What a command prints, none of which a terminal obeys."""
    capsys.readouterr()
    main([str(argument) for argument in arguments])
    found = capsys.readouterr()
    assert not _OBEYED.search(found.out + found.err)
    return found.out + found.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_what_files_say_and_are_called_is_shown_as_escapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / f"{EVIL}.claimdesk"
    said(capsys, "new", project)
    mark = {"layer": "entity", "start": 0, "end": 1, "text": EVIL, "label": "PERSON"}
    record = {"text": f"x{EVIL}", "title": EVIL, "annotator": "Ana\u202e", "annotations": [mark], "meta": {EVIL: EVIL}}
    for name in (f"{EVIL}.jsonl", f"{EVIL}.conllu", f"{EVIL}.unknown"):
        (tmp_path / name).write_text(json.dumps(record))
        assert r"\x1b[2J" in said(capsys, "import", project, tmp_path / name)
    for command in ("stats", "annotators", "check", "agreement"):
        assert r"\u202e" in said(capsys, command, project) or command == "agreement"
        json.loads(said(capsys, command, project, "--json"))
    said(capsys, "export", project, tmp_path / "out.brat", "--format", "brat")
    said(capsys, "import", project, tmp_path / EVIL)
    with pytest.raises(SystemExit):
        main([EVIL])
    assert r"\x1b[2J" in capsys.readouterr().err


def test_a_name_of_bytes_that_are_no_text_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert r"\udcff" in said(capsys, "stats", tmp_path / os.fsdecode(b"\xff.claimdesk"))


def test_a_sentence_is_one_line_of_a_sensible_length(capsys: pytest.CaptureFixture[str]) -> None:
    print_message("one\ntwo")
    assert capsys.readouterr().err == "one\\ntwo\n"
    print_message("x" * 100_000)
    assert len(capsys.readouterr().err) == LONGEST + 1


def test_a_table_keeps_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name", "count"), [("a\nb", 1), ("\x1b", 22)])
    assert capsys.readouterr().out == "name  count\na\\nb      1\n\\x1b     22\n"


def test_only_the_line_of_progress_moves_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    with shown_output():
        assert isinstance(sys.stderr, Shown)
        assert terminal() is before[1]
        sys.stderr.write("\x1b")
        ProgressLine("Done").finish()
        assert sys.stderr.encoding == before[1].encoding
    assert (sys.stdout, sys.stderr) == before
    assert capsys.readouterr().err == "\\x1b"
