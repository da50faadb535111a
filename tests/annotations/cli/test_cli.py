"""The command line as scripts use it: figures on standard output, sentences on standard error, exit codes."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotations.resources import resource
from tests.annotations.cli.running import SAMPLE, Run


def test_a_project_is_counted_checked_and_exported(sample: Run, tmp_path: Path) -> None:
    assert "8 articles" in sample("stats", "a.claimdesk").out
    assert sample("check", "a.claimdesk") == (0, "a.claimdesk has no problems.\n", "")
    done = sample("export", "a.claimdesk", "out.jsonl")
    assert (done.code, done.err) == (0, "")
    assert "13 records written to out.jsonl" in done.out
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 13
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.claimdesk", "out.jsonl"]


def test_every_figure_is_there_as_json(sample: Run) -> None:
    done = sample("import", "a.claimdesk", SAMPLE, "--json").json
    assert (done["articles"], done["articles_known"], done["annotations_known"], done["remarks"]) == (0, 8, 670, [])
    stats = sample("stats", "a.claimdesk", "--json").json
    assert (stats["articles"]["count"], [one["name"] for one in stats["annotators"]]) == (8, ["Ana", "Ben"])
    assert sample("check", "a.claimdesk", "--json").json == {"project": "a.claimdesk", "sound": True, "findings": []}
    assert sample("export", "a.claimdesk", "o.jsonl", "--json", "--annotator", "Ana").json["records"] == 7
    people = sample("annotators", "a.claimdesk", "--json").json
    assert people[0] == {"name": "Ana", "kind": "person", "version": "", "annotations": 406}
    assert "jsonl" in [known["format"] for known in sample("formats", "--json").json]


def test_annotators_are_listed_added_and_renamed(sample: Run) -> None:
    assert "no annotators yet" in (sample("new", "b.claimdesk"), sample("annotators", "b.claimdesk"))[1].out
    assert "Eve" in sample("annotators", "a.claimdesk", "--add", "Eve").out
    out = sample("annotators", "a.claimdesk", "--rename", "Ben", "Benjamín").out
    assert [line.split()[0] for line in out.splitlines()] == ["annotator", "Ana", "Benjamín", "Eve"]


def test_what_machines_suggest_is_exported_and_imported_with_its_scores(sample: Run, tmp_path: Path) -> None:
    assert sample("highlight", "a.claimdesk", "--pipeline", "claimdesk-rules").code == 0
    assert "without a score are always shown" in sample("annotators", "a.claimdesk").out
    machine, _ = (one for one in sample("annotators", "a.claimdesk", "--json").json if one["kind"] == "machine")
    assert (machine["shown"], machine["least_score"], machine["below_it"], machine["without_score"]) == (True, 0, 0, 0)
    sample("export", "a.claimdesk", "all.jsonl", "--all")
    sample("new", "b.claimdesk")
    assert sample("import", "b.claimdesk", "all.jsonl", "--json").json["remarks"] == []
    sample("export", "b.claimdesk", "again.jsonl", "--all")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "all.jsonl").read_bytes()
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    found = [one for each in records if each["annotator"] == "claimdesk-rules" for one in each["annotations"]]
    assert len(found) > 400
    assert all("score" in one for one in found)


def test_formats_are_listed(run: Run) -> None:
    done = run("formats")
    assert (done.code, done.err) == (0, "")
    assert {line.split()[0] for line in done.out.splitlines()} >= {"format", "jsonl", "text"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("stats", "none.claimdesk"), "There is no file none.claimdesk. Make a project with"),
        (("stats", "."), "There is no file ."),
        (("stats", "x" * 300), "There is no file"),
        (("check", "letter.txt"), "letter.txt is not a Claimdesk project"),
        (("new", "a.claimdesk"), "a.claimdesk is already there"),
        (("new", "no/such/b.claimdesk"), "cannot be created"),
        (("new", "b.claimdesk", "--scheme", "nonsense"), "There is no scheme named nonsense"),
        (("import", "a.claimdesk", "none*.txt"), "nothing to import at none*.txt"),
        (("import", "a.claimdesk", "y" * 300), "nothing to import at yyy"),
        (("import", "a.claimdesk", "letter.txt", "--format", "docx"), "There is no format “docx”"),
        (("import", "a.claimdesk", "a.claimdesk"), "a.claimdesk belongs to the project that is open"),
        (("import", "a.claimdesk", "a.claimdesk", "--format", "jsonl"), "belongs to the project that is open"),
        (("export", "a.claimdesk", "out.docx"), "Choose one with --format: jsonl"),
        (("export", "a.claimdesk", "o.jsonl", "--annotator", "Eve"), "There is no annotator “Eve”"),
        (("export", "a.claimdesk", "o.jsonl", "--gold"), "has no gold reading yet"),
        (("export", "a.claimdesk", "no/o.jsonl"), "cannot be written"),
        (("export", "a.claimdesk", "a.claimdesk", "--format", "jsonl"), "belongs to the project that is open"),
        (("annotators", "a.claimdesk", "--add", "Ana"), "already an annotator “Ana”"),
        (("annotators", "a.claimdesk", "--add", "\udcff"), "An annotator needs a name"),
        (("annotators", "a.claimdesk", "--rename", "Eve", "Eva"), "There is no annotator “Eve”"),
        (("highlight", "a.claimdesk", "--pipeline", "no_such_pipeline"), "no_such_pipeline"),
    ],
    ids=lambda value: " ".join(value)[:40].encode("ascii", "replace").decode() if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said_in_one_sentence(
    sample: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader.\n" * 100)
    done = sample(*arguments)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert sentence in done.err


@pytest.mark.parametrize(
    "arguments", [(), ("fly",), ("new",), ("stats", "a", "b"), ("highlight", "a", "--workers", "0"),
                  ("export", "a", "b", "--gold", "--all"), ("new", "a", "--json")],
)  # fmt: skip
def test_wrong_usage_exits_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: claimdesk" in done.err


def test_a_broken_line_is_named_and_the_rest_is_imported_unless_strict(sample: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "One."}\n{"text": \n{"text": "Two."}\n')
    strict = sample("import", "a.claimdesk", "in.jsonl", "--strict")
    assert strict.code == 1
    assert "in.jsonl:2: This is not JSON" in strict.err
    assert "Nothing was imported" in strict.err
    lenient = sample("import", "a.claimdesk", "in.jsonl")
    assert lenient.code == 1
    assert lenient.out.startswith("2 articles added (0 already there)")
    assert "in.jsonl:2: This is not JSON" in lenient.err


def test_a_text_in_another_encoding_is_imported_and_told(sample: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes("La situación en España según él. ¿Cómo está la línea?".encode("latin-1"))
    done = sample("import", "a.claimdesk", "in.txt")
    assert (done.code, done.out[:15]) == (0, "1 article added")
    assert "in.txt: Read as Windows-1252" in done.err


def test_check_exits_with_one_when_something_is_wrong(sample: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.claimdesk")) as connection:
        connection.execute("UPDATE annotations SET words = 'x' WHERE number = 1")
        connection.commit()
    done = sample("check", "a.claimdesk")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert "1 finding." in done.err
    assert sample("check", "a.claimdesk", "--json").json["sound"] is False


def test_names_that_a_terminal_cannot_show_stop_nothing(sample: Run) -> None:
    sample("annotators", "a.claimdesk", "--add", "محمد 🚀")
    done = sample("annotators", "a.claimdesk", PYTHONIOENCODING="ascii")
    assert (done.code, "???? ?" in done.out) == (0, True)


def test_a_reader_who_has_seen_enough_is_no_error(sample: Run, tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m annotations stats a.claimdesk | true"
    environment = {**os.environ, "PYTHONPATH": str(resource().parent)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.stderr == b""


def test_the_built_in_pipeline_highlights_what_it_has_not_seen(sample: Run) -> None:
    pytest.importorskip("spacy")
    done = sample("highlight", "a.claimdesk", "--json").json
    assert (done["articles"], done["problems"]) == (8, [])
    assert done["suggestions"] > 50
    assert sample("highlight", "a.claimdesk", "--workers", "2", "--json").json["articles"] == 0
    kinds = {one["name"]: one["kind"] for one in sample("annotators", "a.claimdesk", "--json").json}
    assert kinds[done["machine"]] == "machine"
    assert sample("check", "a.claimdesk").code == 0


def test_each_language_has_its_pipeline(sample: Run) -> None:
    pytest.importorskip("spacy")
    done = sample("highlight", "a.claimdesk", "--pipeline", "en=claimdesk-rules", "--json").json
    found = [(one["machine"], one["articles"]) for one in done["machines"]]
    assert found == [("claimdesk-en", 0), ("claimdesk-rules", 8), ("string match", 1)]


def test_a_label_that_maps_to_nothing_is_told_before_anything_is_loaded(sample: Run) -> None:
    done = sample("highlight", "a.claimdesk", "--pipeline", "x", "--label", "PER=HERO")
    assert done.code == 1
    assert "“PER=HERO” maps no label" in done.err
