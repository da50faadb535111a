from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import SchemeError
from annotations.exchange import jsonl
from annotations.importing import import_records
from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, annotation, copy_answers, set_field
from annotations.operations.articles import add_articles
from annotations.operations.exporting import records
from annotations.operations.queue import QueueFilter, queue_numbers
from annotations.project import Project
from annotations.scheme import REMARKS, Scheme, load_scheme, remark_fields, with_remarks
from annotations.scheme.records import Field, Layer
from annotations.store import schemes

PLAIN = Scheme("plain", 1, "Plain", (Layer("word", "Words", "span"),), ())


def test_every_layer_of_an_open_project_takes_remarks(project: Project, story: Article) -> None:
    for layer in project.scheme.layers:
        assert {field.name for field in remark_fields(layer)} >= set(REMARKS)
    mark = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    set_field(project, mark, "unsure", True)
    set_field(project, mark, "note", "the minister")
    assert annotation(project, mark).fields == {"unsure": True, "note": "the minister"}
    with pytest.raises(SchemeError):
        set_field(project, mark, "unsure", "very")


def test_the_scheme_in_the_file_stays_as_its_author_wrote_it(project: Project) -> None:
    assert schemes.current(project.database) == load_scheme("news-claims")


def test_a_scheme_without_documents_gets_a_layer_for_what_is_said_of_articles() -> None:
    made = with_remarks(PLAIN)
    assert [(layer.name, layer.kind) for layer in made.layers] == [("word", "span"), ("document", "document")]
    taken = PLAIN._replace(layers=(PLAIN.layers[0]._replace(name="document"),))
    assert [layer.name for layer in with_remarks(taken).layers] == ["document", "article"]


def test_a_field_of_the_scheme_stands_before_a_remark_of_its_name_and_so_does_a_key() -> None:
    own = Field("note", "Remark", "choice")
    layer = PLAIN.layers[0]._replace(fields=(own,), key="u")
    made = with_remarks(PLAIN._replace(layers=(layer,))).layers[0]
    assert made.field("note") == own
    assert [(field.name, field.key) for field in remark_fields(made)] == [
        ("unsure", ""), ("question", "P"), ("bookmark", "Ctrl+B"),
    ]  # fmt: skip


def test_adding_remarks_twice_changes_nothing() -> None:
    assert with_remarks(with_remarks(PLAIN)) == with_remarks(PLAIN)


def test_the_queue_finds_remarks_on_marks_and_on_articles(project: Project) -> None:
    add_articles(project, [Article(ArticleId(name), text=f"Story {name} of Lima.") for name in "abc"])
    claim = add_annotation(project, ArticleId("b"), "claim", 0, 5).added[0]
    set_field(project, claim, "unsure", True)
    add_annotation(project, ArticleId("c"), "document", fields={"note": "later, with Ben"})

    def found(**chosen: str) -> list[int]:
        return list(queue_numbers(project, QueueFilter(**chosen)))

    assert (found(remark="unsure"), found(remark="note"), found(remark="question")) == ([2], [3], [])
    assert (found(words="unsure:yes"), found(words="note:ben")) == ([2], [3])
    set_field(project, claim, "unsure", False)
    assert found(remark="unsure") == []


def test_remarks_are_exported_and_imported(
    new_project: Callable[[str], Project], project: Project, story: Article, tmp_path: Path
) -> None:
    mark = add_annotation(project, story.id, "entity", 9, 17, "PERSON", {"note": "she", "question": "which?"}).added[0]
    jsonl.write(tmp_path / "out.jsonl", records(project))
    other = new_project("other")
    import_records(other, jsonl.read(tmp_path / "out.jsonl"), strict=True)
    assert annotation(other, mark).fields == {"note": "she", "question": "which?"}


def test_remarks_stay_where_they_are_when_answers_are_copied(project: Project, story: Article) -> None:
    said = {"stance": "oppose", "unsure": True, "note": "mine"}
    source = add_annotation(project, story.id, "claim", 0, 8, fields=said).added[0]
    target = add_annotation(project, story.id, "claim", 9, 17, fields={"note": "its own"}).added[0]
    copy_answers(project, source, target)
    found = annotation(project, target).fields
    assert (found["stance"], found["note"], "unsure" in found) == ("oppose", "its own", False)
