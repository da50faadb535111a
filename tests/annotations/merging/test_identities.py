"""Which annotators, articles and marks of two files are the same."""

import json
from pathlib import Path

import pytest

from annotations.importing import import_records, read_files
from annotations.merging import merge_files
from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import rename_annotator
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.project import Project
from tests.annotations.merging.copies import Copy, marks, names

pytestmark = pytest.mark.usefixtures("clock")


def test_the_same_name_is_the_same_annotator_whatever_the_id(project: Project, story: Article, new_project) -> None:
    other = new_project("other")
    add_articles(other, [Article(ArticleId("else"), title="Another title", text=story.text)])
    add_annotation(other, ArticleId("else"), "claim", 0, 8)
    assert other.acting != project.acting
    done = merge_files(project, [other.path])
    assert (done.articles, done.annotators, names(project)) == (0, 0, ["Ana"])
    assert [(mark.article, mark.annotator) for mark in marks(project)] == [("story", project.acting)]


def test_somebody_renamed_on_one_side_has_the_newer_name(project: Project, story: Article, copy_for: Copy) -> None:
    other = copy_for("Ana")
    rename_annotator(other, "Ana", "Ana María")
    merge_files(project, [other.path])
    assert names(project) == ["Ana María"]


def test_an_id_that_another_article_has_is_given_anew(project: Project, story: Article, new_project) -> None:
    other = new_project("other")
    add_articles(other, [Article(story.id, text="Another story.")])
    add_annotation(other, story.id, "claim", 0, 7)
    merge_files(project, [other.path])
    texts = {one.id: one.text for one in articles(project)}
    assert len(texts) == 2
    assert [mark.quote for key in texts if key != story.id for mark in marks(project, key)] == ["Another"]


def test_an_id_that_another_mark_has_is_given_anew_and_links_follow(
    project: Project, story: Article, new_project, tmp_path: Path
) -> None:
    def lines(name: str, text: str) -> Path:
        marks = [
            {"id": "e", "layer": "entity", "start": 0, "end": 3, "label": "ORG"},
            {"id": "c", "layer": "claim", "start": 0, "end": 8, "links": {"claimer": {"annotation": "e"}}},
        ]
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps({"text": text, "annotator": name, "status": "done", "annotations": marks}))
        return path

    others = [new_project("other"), new_project("another")]
    import_records(project, read_files([lines("Ana", "One story of ours.")]))
    import_records(others[0], read_files([lines("Ana", "Two others of theirs.")]))
    import_records(others[1], read_files([lines("Ben", "One story of ours.")]))
    before = {mark.id: mark for article in articles(project) for mark in marks(project, article.id)}
    for _ in range(2):
        merge_files(project, [other.path for other in others])
        found = {mark.id: mark for article in articles(project) for mark in marks(project, article.id)}
        assert before.items() <= found.items()
        quotes = ["One", "One", "One stor", "One stor", "Two", "Two othe"]
        assert sorted(mark.quote for mark in found.values()) == quotes
        for mark in found.values():
            target = found[mark.links["claimer"].annotation] if mark.links else mark
            assert (target.annotator, target.article) == (mark.annotator, mark.article)
    assert list(findings(project)) == []
