"""The name of the file that an article came from stays with it, and names of exported files keep their letters."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.conversion import taken
from annotations.exchange.folders import documents, safe_name
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.importing import import_records, read_files
from annotations.model import ALSO, FILE, Annotator, AnnotatorId, Article
from annotations.operations.annotators import act_as
from annotations.operations.articles import articles
from annotations.operations.searching.language import parse
from annotations.operations.searching.matching import looker, matching
from annotations.project import Project, create_project
from annotations.scheme import load_scheme
from annotations.store.search import members

SCHEME = load_scheme("news-claims")
TSV = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ana went\n1-1\t0-3\tAna\t\n1-2\t4-8\twent\t\n"


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    return create_project(tmp_path / "p.claimdesk", SCHEME)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Лена сказала: нет!", "Лена-сказала-нет"),
        ("中文标题", "中文标题"),
        ("interview_07", "interview_07"),
        ("e\u0301lite", "élite"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("con", "default"),
        ("LPT1", "default"),
        ("com¹", "default"),
        ("???", "default"),
        ("../../etc", "etc"),
        ("a\u202eb", "ab"),
    ],
)
def test_names_keep_their_letters_and_nothing_that_a_system_refuses(words: str, name: str) -> None:
    assert safe_name(words, "default") == name


@given(st.text())
def test_every_name_can_be_used_everywhere(words: str) -> None:
    name = safe_name(words, "default")
    assert name == normalize("NFC", name)
    assert 0 < len(name) <= 40
    assert len(name.encode()) <= 120
    assert not set(name) & set('<>:"/\\|?*. ')
    assert name.isprintable()
    assert safe_name(name, "default") == name


def test_annotators_whose_names_differ_in_case_only_have_folders_of_their_own(tmp_path: Path) -> None:
    people = [Annotator(AnnotatorId(""), name) for name in ("Аня", "аня", "Ana", "???")]
    records = [Record(Article(text="One", title="Заголовок"), person) for person in people]
    found = [path.relative_to(tmp_path).as_posix() for path, _ in documents(tmp_path, records)]
    assert found == [f"{folder}/00001-заголовок" for folder in ("аня", "аня-2", "ana", "annotator")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("interview_07.txt", "Ana went"),
        ("беседа 7.tsv", TSV),
        ("interview_07.conllu", "1\tAna\t_\t_\t_\t_\t_\t_\t_\t_\n"),
        ("interview_07.conll", "Ana B-PERSON\nwent O\n"),
        ("interview_07.ann", ""),
    ],
)
def test_the_name_of_a_file_is_in_the_metadata_and_in_exported_names(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if path.suffix == ".ann":
        path.with_suffix(".txt").write_text("Ana went")
    known = format_of(path)
    assert known
    assert known.read
    (record,) = [thing for thing in taken(known.read(path, NO_OPTIONS), SCHEME) if not isinstance(thing, ImportNote)]
    assert Path(record.article.meta[FILE]).stem == path.stem
    (tmp_path / "out").mkdir()
    (found,) = documents(tmp_path / "out", [record])
    assert found[0].name == f"00001-{safe_name(path.stem, '')}"


def test_articles_are_found_by_the_name_of_their_file(empty: Project, tmp_path: Path) -> None:
    for name, text in (("interview_07.txt", "No.\nMore."), ("Беседа.txt", "No.\nLess.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        import_records(empty, read_files([tmp_path / name]))

    def found(query: str) -> list[int]:
        return list(members(matching(looker(empty), parse(query, empty.scheme))))

    assert [found(query) for query in ("file:interview_07", "file:беседа", "file:.txt", "-file:07", "file:none")] == [
        *([1], [2], [1, 2], [2], [])
    ]


def test_where_the_same_text_was_found_again_is_kept_once(empty: Project, tmp_path: Path) -> None:
    act_as(empty, "Ana")
    for name in ("one.txt", "two.txt", "two.txt", "one.txt"):
        (tmp_path / name).write_text("Ana went.")
        assert not [r for r in import_records(empty, read_files([tmp_path / name])).remarks if r.lost]
    (tmp_path / "three.jsonl").write_text('{"text": "Ana went.", "url": "https://example.org/a", "source": "Agency"}')
    import_records(empty, read_files([tmp_path / "three.jsonl"]))
    (article,) = articles(empty)
    assert (article.meta[FILE], article.title) == ("one.txt", "Ana went.")
    assert article.meta[ALSO] == [{FILE: "two.txt"}, {"url": "https://example.org/a", "source": "Agency"}]
    empty.undo()
    assert next(articles(empty)).meta[ALSO] == [{FILE: "two.txt"}]
