"""The peers' corpus has the shape that is told, and the plain way keeps all of it."""

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import material
import orjson
import peers_material as corpus
import peers_plain as plain
import peers_window
from measuring import at_least, at_most, limited

from annotations.importing import import_records, read_files
from annotations.operations.exporting import records

COUNT = 8


def test_each_article_has_4050_characters_and_41_marks_that_say_what_they_cover():
    for record in corpus.records(COUNT):
        text, marks = record["text"], record["annotations"]
        assert (len(text), len(marks)) == (4050, 41)
        assert Counter(mark["layer"] for mark in marks) == {"entity": 36, "claim": 5}
        assert all(text[mark["start"] : mark["end"]] == mark["text"] != "" for mark in marks)


def test_the_corpus_goes_beyond_ascii_and_the_basic_plane():
    signs = Counter(sign for page in corpus.pages(COUNT) for sign in page.text)
    assert sum(number for sign, number in signs.items() if ord(sign) > 0xFFFF) >= COUNT
    assert sum(number for sign, number in signs.items() if ord(sign) > 127) > 10 * COUNT


def test_a_larger_corpus_begins_with_the_smaller_one():
    assert list(corpus.pages(COUNT)) == list(corpus.pages(2 * COUNT))[:COUNT]


def test_few_articles_have_the_rare_word():
    having = [page for page in corpus.pages(corpus.RARITY * 2) if corpus.RARE in page.text]
    assert len(having) == 2


def test_the_plain_way_and_a_project_give_the_same_articles_and_marks_back(tmp_path: Path):
    source = corpus.write_jsonl(tmp_path / "corpus.jsonl", COUNT)
    plain.import_lines(source, tmp_path / "plain.db")
    plain.export_lines(tmp_path / "plain.db", tmp_path / "plain.jsonl")
    with closing(material.new_project(tmp_path / "corpus.claimdesk")) as project:
        import_records(project, read_files([source]))
        ours = {
            record.article.title: (
                record.article.text,
                _sorted((mark.start, mark.end, mark.label, dict(mark.fields)) for mark in record.annotations),
            )
            for record in records(project)
        }
    lines = (tmp_path / "plain.jsonl").read_bytes().splitlines()
    assert {record["title"]: _plainly(record) for record in map(orjson.loads, lines)} == ours


def _plainly(record: dict) -> tuple:
    marks = record["annotations"]
    return record["text"], _sorted(
        (mark["start"], mark["end"], mark.get("label", ""), mark.get("fields", {})) for mark in marks
    )


def _sorted(marks: Iterable[tuple]) -> list[tuple]:
    return sorted(marks, key=lambda mark: mark[:3])


def test_the_plain_way_finds_the_rare_word_and_commits(tmp_path: Path):
    plain.import_lines(corpus.write_jsonl(tmp_path / "corpus.jsonl", corpus.RARITY), tmp_path / "plain.db")
    with closing(plain.connect(tmp_path / "plain.db")) as connection:
        assert len(plain.search(connection, corpus.RARE)) == 1
        first = plain.claims(connection)[0]
        plain.commit(connection, first, "unclear")
    with closing(plain.connect(tmp_path / "plain.db")) as connection:
        assert connection.execute("SELECT fields FROM marks WHERE id = ?", (first,)).fetchone() == (
            '{"stance":"unclear"}',
        )


def test_the_words_searched_for_are_rare(tmp_path: Path):
    count = 3 * corpus.RARITY
    plain.import_lines(corpus.write_jsonl(tmp_path / "corpus.jsonl", count), tmp_path / "plain.db")
    with closing(plain.connect(tmp_path / "plain.db")) as connection:
        found = [len(plain.search(connection, word)) for word in peers_window.rare_words(count)]
    assert found[0] == 3
    assert len(found) == peers_window.WORDS
    assert all(0 < number < 10 for number in found)


def test_a_row_tells_whether_its_bar_is_met():
    assert at_most("bytes", 30, 10, 2, "bytes").ok is False
    assert at_most("bytes", 15, 10, 2, "bytes").ratio == "1.50 ×"
    assert at_least("rate", 30, 100, 0.35, "articles/s").ok is False
    assert at_least("rate", 36, 100, 0.35, "articles/s").ok is True
    assert limited("time", [0.001] * 8 + [0.1] * 2, 0.005).ok is False
    assert limited("time", [0.001] * 8 + [0.1] * 2, 0.005, tail=False).ok is True
