"""The files of others are merged through the window, and undone there."""

from contextlib import closing
from pathlib import Path
from shutil import copy

from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import articles
from annotations.project import open_project
from desktop.views.dialogs.merging import MergeDialog


def copy_of(sample: Path, who: str, span: tuple[int, int]) -> Path:
    """A copy of the sample in which somebody marked a claim in its last article."""
    path = Path(copy(sample, sample.parent / f"{who}.claimdesk"))
    with closing(open_project(path)) as project:
        act_as(project, who)
        *_, last = articles(project)
        add_annotation(project, last.id, "claim", *span)
    return path


def test_two_copies_are_merged_in_one_step_that_can_be_undone(open_window, sample, qtbot) -> None:
    paths = [copy_of(sample, "Cleo", (400, 440)), copy_of(sample, "Dan", (500, 540))]
    ana = open_window(sample)
    ana.sit_down()
    *_, last = articles(ana.project)
    assert annotations_of(ana.project, last.id) == []

    def choose(dialog: MergeDialog) -> None:
        dialog.add(paths)
        dialog._merge.click()  # noqa: SLF001

    ana.answer(MergeDialog, choose)
    with qtbot.waitSignal(ana.window.jobs.ended):
        ana.window.actions_by_name["merge"].trigger()
    assert {mark.start for mark in annotations_of(ana.project, last.id)} == {400, 500}
    assert [person.name for person in annotators(ana.project)] == ["Ana", "Ben", "Cleo", "Dan"]
    assert ana.told == ["0 articles, 2 annotators and 2 marks added; 0 marks changed, 0 removed."]
    ana.sit_down()
    assert ana.project.undo_detail == "merge Cleo.claimdesk, Dan.claimdesk"
    ana.press("Ctrl+Z")
    assert annotations_of(ana.project, last.id) == []
