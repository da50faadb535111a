"""Merging two files, case by case."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange.jsonl import write
from annotations.importing import import_records, read_files
from annotations.merging import merge_files
from annotations.model import AnnotationId, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotation, delete_annotation, set_field
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.operations.exporting import records
from annotations.operations.highlighting import save_suggestions
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import progress_of, set_status
from annotations.operations.suggestions import accept_suggestion
from annotations.project import Project, open_project
from annotations.store import rewinding
from tests.annotations.merging.copies import Copy, marks, names

pytestmark = pytest.mark.usefixtures("clock")


def test_the_work_of_others_and_articles_only_they_have_are_taken(
    project: Project, story: Article, copy_for: Copy
) -> None:
    ben, cleo = copy_for("Ben"), copy_for("Cleo")
    mark = add_annotation(ben, story.id, "entity", 9, 17, "PERSON").added[0]
    set_status(ben, story.id, "done")
    add_articles(cleo, [Article(ArticleId("more"), text="More of it.")])
    done = merge_files(project, [ben.path, cleo.path])
    assert done[:6] == (1, 2, 1, 0, 0, ())
    assert annotation(project, mark) == annotation(ben, mark)
    assert progress_of(project, story.id, ben.acting).status == "done"
    assert [one.id for one in articles(project)] == ["story", "more"]
    assert list(findings(project)) == []


def test_a_merge_is_one_step_to_undo_and_redo(project: Project, story: Article, copy_for: Copy) -> None:
    ben = copy_for("Ben")
    add_annotation(ben, story.id, "claim", 0, 8)
    add_articles(ben, [Article(text="More of it.")])
    merge_files(project, [ben.path])
    assert project.undo_detail == "merge Ben.claimdesk"
    project.undo()
    assert (marks(project), names(project), len(list(articles(project)))) == ([], ["Ana"], 1)
    project.redo()
    assert (len(marks(project)), names(project), len(list(articles(project)))) == (1, ["Ana", "Ben"], 2)


def test_the_newer_change_of_one_annotator_stands_and_the_older_stays_in_the_history(
    project: Project, claim: AnnotationId, copy_for: Copy, tmp_path: Path
) -> None:
    laptop = copy_for("Ana")
    set_field(project, claim, "stance", "support")
    set_field(laptop, claim, "stance", "oppose")
    older, newer = annotation(project, claim), annotation(laptop, claim)
    as_it_was = tmp_path / "as-it-was.claimdesk"
    project.save_open_as(as_it_was)
    done = merge_files(project, [laptop.path])
    assert annotation(project, claim) == newer
    assert (done.changed, len(done.settled)) == (1, 1)
    told = done.settled[0]
    assert (told.annotator, told.layer, told.kept, told.older, told.here) == (
        "Ana",
        "Claims",
        "Stance Oppose",
        "Stance Support",
        False,
    )
    merge_files(laptop, [as_it_was])
    assert annotation(laptop, claim) == newer
    for file in (project, laptop):
        changes = rewinding.rewound(file.database, rewinding.records(file.database, "kind = 'annotations'", ()))
        assert older.updated in {change.after["updated"] for change in changes if change.row == claim and change.after}
        assert merge_files(file, [as_it_was, laptop.path if file is project else project.path])[:6] == (
            0,
            0,
            0,
            0,
            0,
            (),
        )


def test_what_only_one_side_changed_is_no_conflict(project: Project, claim: AnnotationId, copy_for: Copy) -> None:
    laptop = copy_for("Ana")
    set_field(laptop, claim, "stance", "oppose")
    set_field(laptop, claim, "evidence", "named")
    done = merge_files(project, [laptop.path])
    assert (done.changed, done.settled) == (1, ())
    delete_annotation(project, claim)
    done = merge_files(laptop, [project.path])
    assert (done.removed, done.settled) == (1, ())
    assert marks(laptop) == []


def test_a_mark_changed_after_it_was_deleted_elsewhere_stands(
    project: Project, claim: AnnotationId, copy_for: Copy
) -> None:
    laptop = copy_for("Ana")
    delete_annotation(project, claim)
    set_field(laptop, claim, "stance", "oppose")
    done = merge_files(project, [laptop.path])
    assert [mark.id for mark in marks(project)] == [claim]
    assert [(one.older, one.here) for one in done.settled] == [("deleted", False)]


def test_what_was_undone_on_one_side_stays_undone(project: Project, story: Article, copy_for: Copy) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    laptop = copy_for("Ana")
    project.undo()
    merge_files(project, [laptop.path])
    assert marks(project) == []


def test_one_place_marked_on_two_sides_has_the_newer_mark_and_links_follow(
    project: Project, story: Article, copy_for: Copy
) -> None:
    laptop = copy_for("Ana")
    name = add_annotation(project, story.id, "entity", 9, 13, "PERSON").added[0]
    add_annotation(project, story.id, "claim", 30, 61, links={"claimer": Link("", name)})
    longer = add_annotation(laptop, story.id, "entity", 9, 17, "PERSON").added[0]
    done = merge_files(project, [laptop.path])
    entity, said = marks(project)
    assert (entity.id, said.links["claimer"]) == (longer, Link("Ana Ruiz", longer))
    assert [(one.kept, one.older) for one in done.settled] == [("“Ana Ruiz”", "“Ana ”")]
    assert list(findings(project)) == []


def test_two_runs_of_one_machine_are_one_and_answers_to_both_hold(
    project: Project, story: Article, copy_for: Copy
) -> None:
    ben = copy_for("Ben")
    for file in (project, ben):
        me = file.annotator
        machine = act_as(file, "rules", "machine", "1")
        save_suggestions(file, machine, [(story, [Suggestion("entity", 9, 17, "PERSON")])])
        file.annotator = me
        accept_suggestion(file, open_suggestions(file, story.id)[0])
    merge_files(project, [ben.path])
    machines = {a.id for a in annotators(project) if a.kind == "machine"}
    suggested = [mark for mark in marks(project) if mark.annotator in machines]
    assert len(suggested) == 1
    assert [mark.derived_from for mark in marks(project) if mark.annotator not in machines] == [suggested[0].id] * 2
    assert open_suggestions(project, story.id) == []


def test_a_file_of_an_older_version_is_merged_from_a_copy_and_left_as_it_is(
    project: Project, story: Article, copy_for: Copy, older: Callable[..., Path]
) -> None:
    ben = copy_for("Ben")
    add_annotation(ben, story.id, "claim", 0, 8)
    path = older(2, ben)
    before = sorted(path.name for path in path.parent.iterdir())
    assert merge_files(project, [path]).annotations == 1
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("PRAGMA user_version").fetchone() == (2,)
    assert sorted(path.name for path in path.parent.iterdir()) == before


def test_a_project_is_not_merged_with_itself_and_what_cannot_be_read_changes_nothing(
    project: Project, story: Article, copy_for: Copy, tmp_path: Path
) -> None:
    with pytest.raises(ClaimdeskError, match="is this project itself"):
        merge_files(project, [project.path])
    ben = copy_for("Ben")
    add_annotation(ben, story.id, "claim", 0, 8)
    wrong = tmp_path / "wrong.claimdesk"
    wrong.write_text("no project")
    with pytest.raises(ClaimdeskError, match="is not a Claimdesk project"):
        merge_files(project, [ben.path, wrong])
    assert (marks(project), names(project)) == ([], ["Ana"])


def test_importing_everybodys_lines_gives_the_same_as_merging(
    project: Project, claim: AnnotationId, copy_for: Copy, tmp_path: Path
) -> None:
    ben, laptop = copy_for("Ben"), copy_for("Ana")
    add_annotation(ben, ArticleId("story"), "entity", 9, 17, "PERSON")
    set_field(project, claim, "stance", "support")
    set_field(laptop, claim, "stance", "oppose")
    project.save_open_as(tmp_path / "imported.claimdesk")
    with closing(open_project(tmp_path / "imported.claimdesk")) as imported:
        for file in (ben, laptop):
            lines = tmp_path / f"{file.path.stem}.jsonl"
            write(lines, records(file))
            import_records(imported, read_files([lines]))
            import_records(imported, read_files([lines]))
        merge_files(project, [ben.path, laptop.path])
        ids = [{mark.id: mark._replace(annotator=ben.acting) for mark in marks(file)} for file in (imported, project)]
        assert ids[0] == ids[1]
        assert annotation(imported, claim).fields["stance"] == "oppose"
        assert names(imported) == names(project)
