"""Merging with a project whose scheme has other names, by a mapping file."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.exchange.mapping.rules import load_rules
from annotations.importing import import_records, read_files
from annotations.importing.reading import scheme_from_files
from annotations.merging import draft_for, merge_files
from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of, delete_annotation, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme, scheme_from_json, scheme_to_json

OLD = load_scheme("news-claims")
TEXT = "Ana Ruiz said that Peru closed the border."
RULES = """
[[marks]]
label = "PERSON"
to = "entity"
as = "HUMAN"
[[fields]]
field = "stance"
to = "stance"
values = { oppose = "contra" }
"""


@pytest.fixture
def ours(tmp_path: Path) -> Project:
    told = scheme_to_json(OLD).replace('"PERSON"', '"HUMAN"').replace('"oppose"', '"contra"')
    return create_project(tmp_path / "ours.claimdesk", scheme_from_json(told))


@pytest.fixture
def theirs(tmp_path: Path) -> Project:
    project = create_project(tmp_path / "theirs.claimdesk", OLD)
    act_as(project, "Ben")
    add_articles(project, [Article(ArticleId("story"), text=TEXT)])
    add_annotation(project, ArticleId("story"), "entity", 0, 8, "PERSON")
    claim = add_annotation(project, ArticleId("story"), "claim", 19, 41).added[0]
    set_field(project, claim, "stance", "oppose")
    return project


def said(project: Project) -> list[tuple[str, dict[str, object]]]:
    marks = annotations_of(project, ArticleId("story"))
    return [(mark.label, {"stance": mark.fields["stance"]} if "stance" in mark.fields else {}) for mark in marks]


def test_marks_arrive_under_the_names_of_the_mapping_and_only_once(
    ours: Project, theirs: Project, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").write_text(RULES)
    rules = load_rules(tmp_path / "map.toml")
    done = merge_files(ours, [theirs.path], rules)
    assert (done.annotations, done.changed, [remark for remark in done.remarks if remark.lost]) == (2, 0, [])
    assert said(ours) == [("HUMAN", {}), ("", {"stance": "contra"})]
    again = merge_files(ours, [theirs.path], rules)
    assert (again.annotations, again.changed, again.removed, again.settled) == (0, 0, 0, ())
    mark = annotations_of(theirs, ArticleId("story"))[0]
    delete_annotation(theirs, mark.id)
    assert merge_files(ours, [theirs.path], rules).removed == 1
    assert said(ours) == [("", {"stance": "contra"})]
    assert list(findings(ours)) == []


def test_without_a_mapping_they_are_left_out_and_a_draft_has_their_names(ours: Project, theirs: Project) -> None:
    done = merge_files(ours, [theirs.path])
    assert len([remark for remark in done.remarks if remark.lost]) == 2
    draft = draft_for(ours, [theirs.path])
    assert [(rule.layer, rule.label) for rule in draft.marks] == [("entity", "PERSON")]
    assert [dict(rule.values) for rule in draft.fields] == [{"oppose": ""}]


def test_the_command_drafts_and_uses_a_mapping(
    ours: Project, theirs: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs.close()
    ours.close()
    draft = tmp_path / "map.toml"
    merge = ["merge", str(ours.path), str(theirs.path)]
    assert main([*merge, "--draft-map", str(draft)]) == 0
    assert "then merge again with --map" in capsys.readouterr().out
    assert main(merge) == 1
    assert "--draft-map FILE" in capsys.readouterr().err
    filled = (
        draft.read_text()
        .replace('to = ""', 'to = "entity"\nas = "HUMAN"')
        .replace('"oppose" = ""', 'oppose = "contra"')
    )
    draft.write_text(filled)
    assert main([*merge, "--map", str(draft)]) == 0
    with closing(open_project(ours.path)) as project:
        assert said(project) == [("HUMAN", {}), ("", {"stance": "contra"})]


def test_two_projects_with_other_labels_are_never_mixed_up(tmp_path: Path) -> None:
    projects = []
    for name, label in (("a", "Место"), ("b", "Персона")):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps({"text": TEXT, "label": [[0, 8, label]]}))
        project = create_project(tmp_path / f"{name}.claimdesk", scheme_from_files([str(path)]))
        import_records(project, read_files([path], scheme=project.scheme), "Ana")
        projects.append(project)
    done = merge_files(projects[0], [projects[1].path])
    assert done.annotations == 0
    assert ["Персона" in remark.sentence for remark in done.remarks if remark.lost] == [True]
