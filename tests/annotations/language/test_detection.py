"""Telling the language of a text, and reading each article with the pipeline for its language."""

from pathlib import Path

import pytest

from annotations.highlight.pipeline_choice import Choice
from annotations.importing import import_records, read_files
from annotations.language.detection import language_of, same_language
from annotations.operations.highlighting import articles_by_choice
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vecinos de la capital protestan por los cortes de agua y de luz en sus barrios", "es"),
        ("GOVERNMENT SAYS THE FERRY WILL SAIL AGAIN NEXT WEEK", "en"),
        (f"Home | News | Sport | Weather | Login | Subscribe now | More here | Follow us\n\n{SPANISH}", "es"),
        (f"https://example.org/news/world/2022/the-ferry-will-sail-again-soon?utm_source=twitter {SPANISH}", "es"),
        ("O ministro disse na segunda-feira que as tropas estavam na fronteira e pediu explicações.", "pt"),
        ("El ministre va dir dilluns que les tropes eren a la frontera i va demanar explicacions.", "ca"),
        ("Il ministro ha detto lunedì che le truppe erano al confine e ha chiesto spiegazioni.", "it"),
        ("Ida Lund, Per Moe, Marta Solheim, Ana Ruiz, Luis Prats", ""),
    ],
    ids=["a headline", "capitals", "a menu", "an address", "portuguese", "catalan", "italian", "names"],
)  # fmt: skip
def test_headlines_debris_and_neighbours_of_spanish_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language
