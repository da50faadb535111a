"""Telling the language of a text, and reading each article with the pipeline for its language."""

from pathlib import Path

import pytest

from annotations.highlight.choosing import Choice
from annotations.highlighting import articles_by_choice
from annotations.importing import import_records, read_files
from annotations.languages import language_of, same_language
from annotations.project import create_project
from annotations.scheme import load_scheme

ENGLISH = "The harbour office said on Monday that the ferry would sail again as soon as the weather had cleared."
SPANISH = "La oficina del puerto dijo el lunes que el transbordador saldría de nuevo cuando el tiempo mejorase."
CHOICES = {"": Choice("others"), "es": Choice("spanish")}


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (SPANISH, "es"), ("Peru", ""), ("12 345 " * 40, ""), ("", "")],
    ids=["english", "spanish", "a word", "numbers", "nothing"],
)
def test_the_language_is_told_when_there_is_enough_to_tell_it_by(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_region_does_not_make_another_language() -> None:
    assert same_language("es", "es-CO")
    assert same_language("ES_mx", "es")
    assert not same_language("es", "est")


def test_imported_articles_get_the_language_that_their_file_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPANISH, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{ENGLISH}", "language": "xx"}}\n', encoding="utf-8")
    found = read_files([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert [record.article.language for record in found] == ["es", "xx"]


def test_each_article_goes_to_the_pipeline_for_its_language(tmp_path: Path) -> None:
    lines = [
        f'{{"article": "a", "text": "{SPANISH}", "language": "es-CO"}}',
        f'{{"article": "b", "text": "{ENGLISH}"}}',
        f'{{"article": "c", "text": "{ENGLISH} ", "language": "de"}}',
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    project = create_project(tmp_path / "a.claimdesk", load_scheme("news-claims"))
    import_records(project, read_files([tmp_path / "all.jsonl"]))
    assert articles_by_choice(project, CHOICES) == {Choice("others"): ["b", "c"], Choice("spanish"): ["a"]}
    project.close()
