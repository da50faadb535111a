import csv
import errno
import json
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.model import Article, Link
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.operations.progress import set_status
from annotations.project import Project

NAMES = {
    "coefficient", "layer", "field", "level", "value", "reason", "ci", "units", "pairable", "left_out", "annotators",
    "rule",
}  # fmt: skip
ORDERED = ",one,two,three\n1,1,1,\n2,2,2,3\n3,3,3,3\n4,3,3,3\n5,2,2,2\n6,1,2,3\n7,4,4,4\n8,1,1,2\n"


@pytest.fixture
def two_readings(project: Project, story: Article) -> Path:
    """Two people mark the same claim and differ on its stance."""
    links = {"claimer": Link("AUTHOR"), "target": Link("Peru")}
    rest = {"claim_type": "fact", "evidence": "named"}, {"claim_type": "denial", "evidence": "named"}
    for who, stance in (("Ana", "oppose"), ("Ben", "support")):
        act_as(project, who)
        add_annotation(project, story.id, "claim", 38, 63, fields={"stance": stance, **rest[0]}, links=links)
        add_annotation(project, story.id, "claim", 68, 98, fields={"stance": "oppose", **rest[1]}, links=links)
        set_status(project, story.id, "done")
    return project.path


def figures(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return json.loads(capsys.readouterr().out)["figures"]


def test_figures_have_the_names_that_scripts_rely_on(two_readings: Path, capsys) -> None:
    assert main(["agreement", str(two_readings), "--json"]) == 0
    found = figures(capsys)
    assert all(set(figure) >= NAMES for figure in found)
    assert all((figure["value"] is None) == bool(figure["reason"]) for figure in found)
    places = next(f for f in found if f["layer"] == "claim" and not f["field"])
    assert (places["coefficient"], places["value"]) == ("pairwise_span_f1_mean", 1.0)


def test_one_field_can_be_asked_for(two_readings: Path, capsys) -> None:
    assert main(["agreement", str(two_readings), "--layer", "claim", "--field", "claim_type", "--json"]) == 0
    found = figures(capsys)
    assert {(figure["layer"], figure["field"]) for figure in found} == {("claim", "claim_type")}
    assert found[0]["value"] == 1.0


def test_the_table_says_what_there_is_and_by_which_rule(two_readings: Path, capsys) -> None:
    assert main(["agreement", str(two_readings), "--field", "stance"]) == 0
    printed = capsys.readouterr().out
    assert "claim.stance" in printed
    assert "one to one" in printed


def test_every_unit_is_written_with_whether_it_was_used(two_readings: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "units.csv"
    assert main(["agreement", str(two_readings), "--field", "stance", "--csv", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(row["Ana"], row["Ben"], row["used"]) for row in rows] == [
        ("oppose", "support", "True"),
        ("oppose", "oppose", "True"),
    ]


def test_each_person_is_set_beside_gold(two_readings: Path, project: Project, story: Article, capsys) -> None:
    act_as(project, "Gold", "gold")
    add_annotation(project, story.id, "claim", 38, 63, fields={"stance": "oppose"})
    assert main(["agreement", str(two_readings), "--gold", "--field", "stance", "--json"]) == 0
    found = [figure for figure in figures(capsys) if figure["coefficient"] == "percent_agreement"]
    assert [(figure["annotators"], figure["value"]) for figure in found] == [
        (["Ana", "Gold"], 1.0),
        (["Ben", "Gold"], 0.0),
    ]


def test_gamma_is_added_when_asked_for(two_readings: Path, capsys) -> None:
    pytest.importorskip("scipy")
    assert main(["agreement", str(two_readings), "--layer", "claim", "--gamma", "--json"]) == 0
    gamma = figures(capsys)[-1]
    assert (gamma["coefficient"], gamma["layer"], gamma["units"]) == ("gamma", "claim", 4)
    assert gamma["value"] == 1.0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--field", "colour"], "has no question"),
        (["--layer", "colour"], "has no layer"),
        (["--annotators", "Zoe"], "There is no annotator"),
        (["--gold"], "no gold annotations"),
        (["--csv", "/nowhere/units.csv"], "cannot be written"),
        (["--ratings", "x.csv"], "not both"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(two_readings: Path, capsys, options: list[str], sentence: str) -> None:
    assert main(["agreement", str(two_readings), *options]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def ratings(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return ["agreement", "--json", "--ratings", str(path)]


def test_ratings_made_elsewhere_with_gaps_and_an_order(tmp_path: Path, capsys) -> None:
    assert main([*ratings(tmp_path, ORDERED), "--level", "ordinal", "--categories", "1,2,3,4,5"]) == 0
    found = {(figure["coefficient"], figure["level"]): figure for figure in figures(capsys)}
    alpha = found["krippendorff_alpha", "ordinal"]
    assert (alpha["units"], alpha["pairable"], alpha["annotators"]) == (8, 8, ["one", "two", "three"])
    assert 0 < alpha["value"] < 1
    assert {"gwet_ac1", "gwet_ac2", "fleiss_kappa", "conger_kappa"} <= {coefficient for coefficient, _ in found}


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_ten_items_are_enough_for_an_interval(tmp_path: Path, capsys, level: str) -> None:
    rows = ORDERED.splitlines()[1:]
    assert main([*ratings(tmp_path, ",one,two,three\n" + "\n".join(rows * 2)), "--level", level]) == 0
    alpha = figures(capsys)[0]
    low, high = alpha["ci"]
    assert low < alpha["value"] < high


def test_a_table_without_names_is_read_too(tmp_path: Path, capsys) -> None:
    assert main(ratings(tmp_path, "a,a\na,b\nb,b\nb,b\n")) == 0
    assert figures(capsys)[0]["units"] == 4


def test_sets_are_written_with_a_bar(tmp_path: Path, capsys) -> None:
    assert main([*ratings(tmp_path, "x,y\nA|B,A\nA,A\nB,B\n"), "--level", "masi"]) == 0
    assert figures(capsys)[0]["units"] == 3


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("a,b\nc,a\n", ["--categories", "a,b"], "is not one of the categories"),
        ("1,2\n3,x\n", ["--level", "interval"], "is not a number"),
        ("1,2\n", ["--level", "funny"], "There is no level"),
    ],
)
def test_bad_tables_are_refused_in_a_sentence(tmp_path, capsys, text: str, options: list[str], sentence: str) -> None:
    assert main([*ratings(tmp_path, text), *options]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "a\n", "a,a\na,a\n", ",\n,\n", "a,\n,b\n"])
def test_what_cannot_be_computed_has_a_reason_and_no_value(tmp_path: Path, capsys, text: str) -> None:
    assert main([*ratings(tmp_path, text), "--categories", "a,b"]) == 0
    alpha = figures(capsys)[0]
    assert alpha["value"] is None
    assert alpha["reason"].endswith(".")


def test_no_cell_of_the_units_is_a_formula(tmp_path: Path) -> None:
    text = "=SUM(A1) said that @b closed the road."
    mark = {"layer": "entity", "start": 0, "end": 8, "text": "=SUM(A1)", "label": "ORG"}
    lines = [
        json.dumps(
            {"article": "a", "title": "+evil", "text": text, "annotator": who, "status": "done", "annotations": [mark]}
        )
        for who in ("=evil()", "@b")
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    project, out = tmp_path / "p.claimdesk", tmp_path / "units.csv"
    assert main(["new", str(project)]) == main(["import", str(project), str(tmp_path / "two.jsonl")]) == 0
    assert main(["agreement", "--csv", str(out), str(project)]) == 0
    cells = [cell for row in csv.reader(out.read_text(encoding="utf-8-sig").splitlines()) for cell in row]
    assert {"'=evil()", "'@b", "'+evil", "'=SUM(A1)"} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]


def test_units_that_cannot_be_written_leave_the_old_file(two_readings: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "units.csv"
    out.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("annotations.exchange.files.os.fsync", full)
    assert main(["agreement", "--csv", str(out), str(two_readings)]) == 1
    assert out.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if "units" in path.name] == ["units.csv"]
