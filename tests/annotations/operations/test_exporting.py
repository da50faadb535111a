"""Export and import again: everything is there, and nothing else."""

import json
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import ClaimdeskError
from annotations.exchange.conversion import write_records
from annotations.exchange.formats import format_for_writing
from annotations.importing import import_records, read_files
from annotations.model import AnnotatorId, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of, set_field, set_link
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.operations.exporting import choose_annotators, records
from annotations.operations.highlighting import save_suggestions
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import progress_of, set_status
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project, create_project
from annotations.resources import resource
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "😀 Ana said “no” 👩🏽‍🚀 to Lima."
STORIES = ("One", "Two")
SPAN = st.tuples(st.integers(0, 24), st.integers(1, 5)).map(lambda pair: (pair[0], sum(pair)))
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(("Ana", "Ben")),
        st.sampled_from(STORIES),
        st.sampled_from(("entity", "claim", "document", "accept", "reject", "done", "link")),
        SPAN,
    ),
    max_size=15,
)


def contents(project: Project) -> Any:
    """All that an equal project has, by names instead of the ids that a project gives to people."""
    names = {person.id: person[1:] for person in annotators(project)}
    found = list(articles(project))
    marks = [
        mark._replace(annotator=AnnotatorId(str(names[mark.annotator])))
        for article in found
        for mark in sorted(annotations_of(project, article.id))
    ]
    progress = {
        (article.id, names[person], *progress_of(project, article.id, person)[2:])
        for article in found
        for person in names
    }
    return found, sorted(marks, key=str), progress


def do(project: Project, who: str, story: str, action: str, span: tuple[int, int]) -> None:
    """Do one thing as somebody; what is refused is left."""
    act_as(project, who)
    article = ArticleId(story)
    try:
        if action in ("entity", "claim", "document"):
            made = add_annotation(project, article, action, *span, label="ORG" if action == "entity" else "").added
            if action == "claim":
                set_field(project, made[0], "stance", "oppose")
        elif action == "done":
            set_status(project, article, "done")
        elif action == "link":
            own = annotations_of(project, article)
            set_link(project, own[span[0] % len(own)].id, "target", Link("", own[span[1] % len(own)].id))
        else:
            decide = accept_suggestion if action == "accept" else reject_suggestion
            decide(project, open_suggestions(project, article)[0])
    except (ClaimdeskError, IndexError, ZeroDivisionError):
        return


def export(project: Project, out: Path) -> bytes:
    write_records(out, records(project), project.scheme, format_for_writing(out))
    return out.read_bytes()


@given(ACTIONS)
@settings(max_examples=10)
def test_an_export_makes_an_equal_project(actions: list[tuple[str, str, str, tuple[int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(create_project(folder / "one.claimdesk", SCHEME)) as one:
            add_articles(one, [Article(ArticleId(s), text=f"{TEXT} {s}", meta={"n": [s, None]}) for s in STORIES])
            for who in ("Ana", "Ben"):
                do(one, who, "One", "claim", (0, 3))
            machine = act_as(one, "rules", "machine", "1")
            found = [Suggestion("entity", 2, 5, "PERSON", 0.25), Suggestion("entity", 23, 27, "GPE")]
            save_suggestions(one, machine, [(article, found) for article in articles(one)])
            for action in actions:
                do(one, *action)
            first, expected = export(one, folder / "one.jsonl"), contents(one)
        with closing(create_project(folder / "two.claimdesk", SCHEME)) as two:
            assert import_records(two, read_files([folder / "one.jsonl"]), strict=True).remarks == ()
            assert contents(two) == expected
            assert export(two, folder / "two.jsonl") == first
            assert import_records(two, read_files([folder / "one.jsonl"]))[0::2][:2] == (0, 0)
            assert list(findings(two)) == []


def test_the_sample_comes_back_as_it_was(new_project: Callable[[str], Project], tmp_path: Path) -> None:
    one, two = new_project("one"), new_project("two")
    sample = resource("sample", "sample.jsonl")
    assert import_records(one, read_files([sample]), strict=True).remarks == ()
    first = export(one, tmp_path / "one.jsonl")
    import_records(two, read_files([tmp_path / "one.jsonl"]), strict=True)
    assert export(two, tmp_path / "two.jsonl") == first
    assert contents(one) == contents(two)
    texts = [json.loads(line)["text"] for line in sample.read_text(encoding="utf-8").splitlines()]
    assert {article.text for article in articles(two)} == set(texts)


def test_what_is_exported_of_whom_can_be_chosen(project: Project, story: Article) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    add_articles(project, [Article(ArticleId("new"), text="Untouched.")])
    act_as(project, "Ben")
    for name, expected in ((None, [("story", "Ana"), ("new", None)]), ("Ana", [("story", "Ana")]), ("Ben", [])):
        found = records(project, choose_annotators(project, name))
        assert [(one.article.id, one.annotator and one.annotator.name) for one in found] == expected
    with pytest.raises(ClaimdeskError, match="There is no annotator “Eve”"):
        choose_annotators(project, "Eve")
    with pytest.raises(ClaimdeskError, match="has no gold reading yet"):
        choose_annotators(project, None, gold=True)
    gold = act_as(project, "adjudicated", "gold")
    assert choose_annotators(project, None, gold=True) == [gold]


def test_a_format_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for name in (None, "text", "none"):
        with pytest.raises(ClaimdeskError, match="jsonl"):
            format_for_writing(tmp_path / "out.txt", name)


def test_an_export_that_fails_leaves_what_was_there(project: Project, story: Article, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    project.database.connection.execute("UPDATE articles SET meta = '{'")
    with pytest.raises(ClaimdeskError, match="is damaged at article story"):
        export(project, out)
    assert (out.read_text(), sorted(path.name for path in tmp_path.glob("*out*"))) == ("before", ["out.jsonl"])
