"""Who annotates: adding, finding, renaming, acting."""

import pytest

from annotations.errors import ClaimdeskError, NotFound
from annotations.operations.annotators import act_as, add_annotator, annotators, known_annotator, rename_annotator
from annotations.project import Project


def test_somebody_who_is_there_is_found_and_not_added_again(project: Project) -> None:
    ana = project.annotator
    assert act_as(project, "  Ana ") == ana
    assert [annotator.name for annotator in annotators(project)] == ["Ana"]


def test_a_person_a_machine_and_gold_may_have_one_name(project: Project) -> None:
    act_as(project, "Ana", "machine", "1")
    act_as(project, "Ana", "machine", "2")
    act_as(project, "Ana", "gold")
    assert len({annotator.id for annotator in annotators(project)}) == 4


@pytest.mark.parametrize("name", ["", " \t", "a\0b", "\udcff"])
def test_a_name_that_cannot_be_shown_is_refused(project: Project, name: str) -> None:
    with pytest.raises(ClaimdeskError, match="needs a name"):
        add_annotator(project, name)


@pytest.mark.parametrize("name", ["Zoë 🚀", "محمد\u200cرضا", "O’Neill, Jr."])
def test_names_of_all_languages_are_kept(project: Project, name: str) -> None:
    assert known_annotator(project, add_annotator(project, name).name).name == name


def test_a_name_is_given_once(project: Project) -> None:
    add_annotator(project, "Ben")
    with pytest.raises(ClaimdeskError, match="already an annotator “Ben”"):
        add_annotator(project, "Ben")
    with pytest.raises(ClaimdeskError, match="already an annotator “Ana”"):
        rename_annotator(project, "Ben", "Ana")


def test_renaming_keeps_the_id_and_is_known_to_the_one_who_acts(project: Project) -> None:
    before = project.acting
    rename_annotator(project, "Ana", "Anna")
    assert (project.acting, project.annotator and project.annotator.name) == (before, "Anna")
    assert project.undo_detail is None


def test_a_machine_keeps_its_name(project: Project) -> None:
    act_as(project, "rules", "machine", "1")
    with pytest.raises(ClaimdeskError, match="is a pipeline"):
        rename_annotator(project, "rules", "mine")


def test_somebody_unknown_is_told_with_who_is_there(project: Project) -> None:
    with pytest.raises(NotFound, match="There is no annotator “Eve” in .*Choose one of: Ana"):
        known_annotator(project, "Eve")
