"""`claimdesk merge`: figures, what was settled, and exit codes."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.operations.annotating import add_annotation, annotations_of, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import articles
from annotations.project import Project, open_project
from annotations.store import journal


@pytest.fixture
def pair(project: Project, story: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files in which Ana answered differently; in the second one Ben has been too."""
    claim = add_annotation(project, next(articles(project)).id, "claim", 30, 61).added[0]
    path = tmp_path / "laptop.claimdesk"
    project.save_open_as(path)
    monkeypatch.setattr(journal, "now", lambda: "2030-01-01T00:00:00.000Z")
    set_field(project, claim, "stance", "support")
    with closing(open_project(path)) as laptop:
        act_as(laptop, "Ana")
        monkeypatch.setattr(journal, "now", lambda: "2030-01-02T00:00:00.000Z")
        set_field(laptop, claim, "stance", "oppose")
        act_as(laptop, "Ben")
        add_annotation(laptop, next(articles(laptop)).id, "claim", 0, 8)
    return [str(project.path), str(path)]


def test_merging_tells_what_was_added_and_what_was_settled(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", *pair]) == 0
    out = capsys.readouterr().out
    assert "0 articles, 1 annotator and 1 annotation added, 1 annotation changed, 0 removed" in out
    assert "1 mark was changed in both files. The newer version was kept" in out
    assert "Stance Oppose" in out
    assert main(["merge", *pair]) == 0
    assert "0 annotators and 0 annotations added" in capsys.readouterr().out


def test_merging_prints_json(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", *pair, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["annotations"], told["changed"]) == (1, 1)
    assert [(one["annotator"], one["kept"], one["older"]) for one in told["settled"]] == [
        ("Ana", "Stance Oppose", "Stance Support")
    ]


def test_what_is_no_project_is_refused_in_a_sentence_and_changes_nothing(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_project(Path(pair[0]))) as project:
        before = {one.id: annotations_of(project, one.id) for one in articles(project)}
    assert main(["merge", *pair, str(tmp_path / "none.claimdesk")]) == 1
    assert "There is no file" in capsys.readouterr().err
    with closing(open_project(Path(pair[0]))) as project:
        assert {one.id: annotations_of(project, one.id) for one in articles(project)} == before
