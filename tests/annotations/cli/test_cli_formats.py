"""Other programs' files at the command line: mappings, schemes made of files, losses shown before they happen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.resources import resource

TASK = {"text": "Ana Ruiz met Peru 😀 today.", "spans": [], "_view_id": "ner_manual", "answer": "accept"}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "annotations", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(resource().parent)},
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spans = [{"start": 0, "end": 8, "label": "HUM", "text": "Ana Ruiz"}, {"start": 13, "end": 17, "label": "GPE"}]
    (tmp_path / "tasks.jsonl").write_text(json.dumps(TASK | {"spans": spans, "_annotator_id": "ben"}) + "\n")
    assert run(tmp_path, "new", "a.claimdesk").returncode == 0
    return tmp_path


def test_unknown_labels_are_listed_and_a_mapping_gives_them_a_place(folder: Path) -> None:
    done = run(folder, "import", "a.claimdesk", "tasks.jsonl")
    assert (done.returncode, "1 annotation added" in done.stdout) == (1, True)
    assert "The mark “HUM” was left out" in done.stderr
    drafted = run(folder, "import", "a.claimdesk", "tasks.jsonl", "--draft-map", "map.toml")
    assert drafted.stdout.startswith("1 name written to map.toml")
    draft = (folder / "map.toml").read_text(encoding="utf-8")
    (folder / "map.toml").write_text(draft.replace('to = ""', 'to = "entity"\nas = "PERSON"'), encoding="utf-8")
    mapped = run(folder, "import", "a.claimdesk", "tasks.jsonl", "--map", "map.toml")
    assert (mapped.returncode, mapped.stderr) == (0, "")
    assert "1 annotation added (1 already there)" in mapped.stdout


def test_a_project_can_take_its_scheme_from_the_file(folder: Path) -> None:
    assert run(folder, "new", "own.claimdesk", "--scheme", "from:tasks.jsonl").returncode == 0
    done = run(folder, "import", "own.claimdesk", "tasks.jsonl")
    assert (done.returncode, done.stderr, "2 annotations added" in done.stdout) == (0, "", True)
    assert run(folder, "check", "own.claimdesk").returncode == 0


def test_losses_are_shown_before_and_carried_by_the_export(folder: Path) -> None:
    run(folder, "import", "a.claimdesk", "tasks.jsonl")
    arguments = ("export", "a.claimdesk", "claims.jsonld", "--format", "claim-review")
    dry = run(folder, *arguments, "--dry-run")
    assert "would lose:\n  1 × span that is not a claim (entity 1)" in dry.stdout
    assert not (folder / "claims.jsonld").exists()
    assert "Lost in ClaimReview" in run(folder, *arguments).stdout
    assert "1 × span that is not a claim" in (folder / "claims.jsonld.LOSSES.txt").read_text(encoding="utf-8")
    assert json.loads((folder / "claims.jsonld").read_text()) == []
    (folder / "claims.jsonld").unlink()
    assert "0 articles added (1 already there)" in run(folder, "import", "a.claimdesk", ".").stdout
    assert "loses nothing" in run(folder, "export", "a.claimdesk", "x.jsonl", "--dry-run").stdout


def _write_records(folder: Path) -> None:
    name = {"layer": "entity", "label": "GPE"}
    records = [
        {
            "text": "Bergen is done.",
            "annotator": "Bo",
            "status": "done",
            "annotations": [name | {"start": 0, "end": 6}],
        },
        {"text": "Molde was skipped.", "annotator": "Bo", "status": "skip"},
        {"text": "Voss was begun.", "annotator": "Bo", "annotations": [name | {"start": 0, "end": 4}]},
        {"text": "Nobody has seen Odda."},
    ]
    (folder / "r.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run(folder, "import", "a.claimdesk", "r.jsonl").returncode == 0


@pytest.mark.parametrize("suffix", ["conll", "conllu", "spacy"])
def test_what_is_not_done_is_noted_and_can_be_left_out(folder: Path, suffix: str) -> None:
    _write_records(folder)
    note = "3 × article that is not done, which looks finished in other programs"
    details = ("skipped 1", "not finished 1", "never looked at 1")
    done = run(folder, "export", "a.claimdesk", f"all.{suffix}")
    losses = (folder / f"all.{suffix}.LOSSES.txt").read_text(encoding="utf-8")
    for told in (done.stdout, losses):
        line = next(line for line in told.splitlines() if note in line)
        assert [words for words in details if words not in line] == []
    done = run(folder, "export", "a.claimdesk", f"done.{suffix}", "--done")
    assert done.stdout.startswith("1 record written")
    assert note not in done.stdout
    names = ("Bergen", "Molde", "Voss", "Odda")
    if suffix != "spacy":
        assert [name for name in names if name in (folder / f"done.{suffix}").read_text()] == ["Bergen"]


def test_when_nothing_is_done_nothing_is_written(folder: Path) -> None:
    (folder / "one.txt").write_text("Nobody has seen Odda.")
    run(folder, "import", "a.claimdesk", "one.txt")
    done = run(folder, "export", "a.claimdesk", "o.conll", "--done")
    assert (done.returncode, done.stderr.count("\n"), "No article is done yet" in done.stderr) == (1, 1, True)
    assert not (folder / "o.conll").exists()
    both = run(folder, "export", "a.claimdesk", "data", "--split", "80/10/10", "--done", "--unfinished")
    assert (both.returncode, both.stderr.count("\n")) == (1, 1)


def test_losses_and_notes_are_told_apart_in_json(folder: Path) -> None:
    _write_records(folder)
    told = json.loads(run(folder, "export", "a.claimdesk", "o.conll", "--json").stdout)
    assert told["notes"] == {"not_done": {"skipped": 1, "not finished": 1, "never looked at": 1}}
    assert told["lost"]["title"] == {"": 4}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "a.claimdesk", "tasks.jsonl", "--map", "none.toml"), "--draft-map"),
        (("new", "b.claimdesk", "--scheme", "from:none.jsonl"), "nothing to import"),
        (("import", "a.claimdesk", "tasks.jsonl", "--format", "claim-review"), "claim-review"),
        (("export", "a.claimdesk", "o.ann"), "o.zip for a ZIP archive, with --format brat"),
        (("export", "a.claimdesk", "o.jsonl", "--split", "80/10/10"), "for a folder"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stderr.count("\n"), sentence in done.stderr) == (1, 1, True)


def test_labelled_data_is_split_checked_and_verified_anywhere(tmp_path: Path) -> None:
    pytest.importorskip("datasketch")
    run(tmp_path, "new", "s.claimdesk")
    assert run(tmp_path, "import", "s.claimdesk", str(resource("sample", "sample.jsonl"))).returncode == 0
    made = run(tmp_path, "export", "s.claimdesk", "data", "--split", "60/20/20", "--task", "stance", "--seed", "3")
    assert (made.returncode, made.stderr) == (0, "")
    assert "Written to data and verified" in made.stdout
    assert run(tmp_path, "verify", "data").stdout == "data has no problems.\n"
    path = tmp_path / "data" / "train.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"oppose"', '"support"', 1), encoding="utf-8")
    wrong = run(tmp_path, "verify", "data", "--json")
    names = [finding["name"] for finding in json.loads(wrong.stdout)["findings"]]
    assert (wrong.returncode, names) == (1, ["changed-file", "wrong-count", "wrong-count"])
    refused = run(tmp_path, "export", "s.claimdesk", "x", "--task", "mood")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
