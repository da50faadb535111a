"""An import is one step: strict or in slices, undone as a whole."""

from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.importing import read_files, save_records
from annotations.model import ArticleId
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import articles
from annotations.operations.checking import findings
from annotations.project import Project
from tests.annotations.importing.import_records import TEXT, Take, mark, record, taken


def test_strict_imports_everything_or_nothing(project: Project, take: Take) -> None:
    before = project.database.number("SELECT count(*) FROM steps")
    for wrong in (
        17,
        {"text": ""},
        record(mark(0, 900)),
        record(annotator=None, text="Other.", annotations=[mark(0, 3)]),
    ):
        with pytest.raises(ImportFailed, match=r"in.jsonl:3: .* Nothing was imported"):
            take({"text": "One."}, record(mark(0, 8)), wrong, strict=True)
    assert list(articles(project)) == []
    assert [person.name for person in annotators(project)] == ["Ana"]
    assert project.database.number("SELECT count(*) FROM steps") == before
    assert take({"text": "One."}, record(mark(0, 8)), strict=True)[:4] == (2, 0, 1, 0)


def test_an_import_in_slices_is_taken_back_in_one_step(project: Project, take: Take) -> None:
    done = take(*(record(mark(0, 8), article=f"{number}", text=f"{TEXT} {number}") for number in range(600)))
    assert (done.articles, done.annotations) == (600, 600)
    assert project.undo_detail == "import"
    project.undo()
    assert (list(articles(project)), taken(project), [one.name for one in annotators(project)]) == ([], [], ["Ana"])
    project.redo()
    assert len(taken(project)) == 600
    assert list(findings(project)) == []


def test_an_import_on_which_another_person_has_worked_is_not_undone(project: Project, take: Take) -> None:
    take(record(mark(0, 8), annotator="Ana"))
    act_as(project, "Eve")
    add_annotation(project, ArticleId("a"), "claim", 0, 8)
    act_as(project, "Ana")
    with pytest.raises(ClaimdeskError, match="“import” cannot be undone. There is work that builds on it."):
        project.undo()
    assert len(taken(project)) == 2


def test_a_slice_of_an_import_that_was_undone_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One.")
    step = save_records(project, read_files([tmp_path / "one.txt"]))[0].step
    project.undo()
    with pytest.raises(ClaimdeskError, match="“import” was undone while it was still running"):
        save_records(project, read_files([tmp_path / "one.txt"]), step=step)
