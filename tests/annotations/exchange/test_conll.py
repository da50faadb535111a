"""The CoNLL family: schemes of tags, columns, documents, mentions in brackets, and the conllu library reading ours."""

from pathlib import Path

import pytest

from annotations.exchange.conll import iob, universal
from annotations.exchange.conll.tags import decoded, encoded
from annotations.exchange.external import ExternalRecord
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.words import words
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Ana Ruiz said “no”.\n\nLima 😀 objects — it can’t."


def _marks(found: list[ExternalRecord | ImportNote]) -> list[tuple[str, str | None]]:
    return [(mark.label, mark.quote) for thing in found if isinstance(thing, ExternalRecord) for mark in thing.marks]


def _read(module: object, path: Path, *lines: str) -> list[ExternalRecord | ImportNote]:
    path.write_bytes("".join(line + "\n" for line in lines).encode())
    assert module.recognises(path, path.read_bytes()[:8192])  # type: ignore[attr-defined]
    return list(module.read(path, NO_OPTIONS))  # type: ignore[attr-defined]


def _record(*spans: tuple[int, int, str], text: str = TEXT) -> Record:
    marks = (
        Annotation(AnnotationId(f"{a}"), ArticleId(""), AnnotatorId(""), "entity", a, b, text[a:b], label)
        for a, b, label in spans
    )
    return Record(Article(ArticleId("a-1"), "Title", text), annotations=tuple(marks))


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("I-A I-A O I-A B-A I-B", [(0, 2, "A"), (3, 4, "A"), (4, 5, "A"), (5, 6, "B")]),
        ("B-A B-A I-A O", [(0, 1, "A"), (1, 3, "A")]),
        ("S-A B-A I-A E-A E-B U-A L-A", [(0, 1, "A"), (1, 4, "A"), (4, 5, "B"), (5, 6, "A"), (6, 7, "A")]),
        ("O - _ B-a-b", [(3, 4, "a-b")]),
    ],
)
def test_tags_of_every_scheme_mean_spans(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert decoded(tags.split()) == (spans, [])


def test_spans_next_to_each_other_stay_apart() -> None:
    assert list(encoded(5, [(0, 2, "A"), (2, 3, "A")])) == ["B-A", "I-A", "B-A", "O", "O"]


def test_words_end_where_spans_do_and_sentences_do_not_end_inside_spans() -> None:
    text = "Peru’s e\u0301lite met. It left. हिन्दी"
    found = words(text, [(0, 2), (7, 21)])
    assert [[text[start:end] for start, end in row] for row in found] == [
        ["Pe", "ru", "’s", "e\u0301lite", "met", ".", "It", "left", "."],
        ["हिन्दी"],
    ]


@pytest.mark.parametrize(
    "row",
    [
        "{word}\t{tag}",
        "{word} NNP I-NP {tag}",
        "{word} -X- _ {tag}",
        "7\t{word}\t{tag}\t-\tsomebody",
    ],
)
def test_the_columns_of_words_and_tags_are_found(tmp_path: Path, row: str) -> None:
    tagged = (("Ana", "B-PER"), ("Ruiz", "I-PER"), ("said", "O"), ("#", "O"))
    found = _read(iob, tmp_path / "a.conll", *(row.format(word=word, tag=tag) for word, tag in tagged))
    assert _marks(found) == [("PER", "Ana Ruiz")]
    assert [thing.article.text for thing in found if isinstance(thing, ExternalRecord)] == ["Ana Ruiz said #"]


def test_documents_are_articles_and_the_text_is_what_the_file_says(tmp_path: Path) -> None:
    lines = ("# newdoc id = one", "# text = Ana, no", "1\tAna\tB-P", "2\t,\tO", "3\tno\tO", "")
    more = ("# newdoc id = two", "# text = not these words", "1\tBo\tB-P", "2\tran\tO")
    found = _read(iob, tmp_path / "a.iob2", *lines, *more)
    articles = [thing.article for thing in found if isinstance(thing, ExternalRecord)]
    assert [(article.title, article.text) for article in articles] == [("one", "Ana, no"), ("two", "Bo ran")]


def test_rows_that_are_too_short_or_have_no_tag_are_named(tmp_path: Path) -> None:
    found = _read(iob, tmp_path / "a.conll", "Ana\tB-P", "lonely", "Bo\tWHAT", "ran\tO", "off\tO")
    assert [thing.place.rpartition(":")[2] for thing in found if isinstance(thing, ImportNote)] == ["2", "3"]
    assert _marks(found) == [("P", "Ana")]


def test_what_is_written_is_conll_2003_in_iob2(tmp_path: Path) -> None:
    iob.write(tmp_path / "a.conll", [_record((0, 8, "PERSON"), (21, 25, "GPE"))], SCHEME, NO_OPTIONS)
    lines = (tmp_path / "a.conll").read_text(encoding="utf-8").split("\n")
    assert lines[:6] == [
        "-DOCSTART- -X- O O",
        "",
        "Ana -X- _ B-PERSON",
        "Ruiz -X- _ I-PERSON",
        "said -X- _ O",
        "“ -X- _ O",
    ]
    assert lines[8:12] == [". -X- _ O", "", "Lima -X- _ B-GPE", "😀 -X- _ O"]


# -- CoNLL-U


def _rows(*rows: tuple[str, str, str]) -> list[str]:
    return [f"{number}\t{form}{'	_' * 7}\t{misc}" for number, form, misc in rows]


def test_mentions_nest_and_cross_and_those_of_one_thing_are_linked(tmp_path: Path) -> None:
    rows = _rows(
        ("1", "Ana", "Entity=(7-person-new(8-place"),
        ("2-3", "zum", "SpaceAfter=No"),
        ("2", "zu", "Entity=7)"),
        ("3", "dem", "Entity=8)(7-person-giv)"),
        ("3.1", "nobody", "Entity=(9-x)"),
        ("4", ".", "_"),
    )
    found = _read(universal, tmp_path / "a.conllu", "# global.Entity = eid-etype-infstat", *rows)
    (foreign,) = (thing for thing in found if isinstance(thing, ExternalRecord))
    assert foreign.article.text == "Ana zum."
    assert [(mark.key, mark.label, mark.quote, mark.fields) for mark in foreign.marks] == [
        ("8", "place", "Ana zum", {}),
        ("7", "person", "Ana zum", {"infstat": "new"}),
        ("7.2", "person", "zum", {"infstat": "giv"}),
    ]
    assert foreign.marks[2].links["coref"].annotation == "7"
    assert ["not in the text" in thing.sentence for thing in found if isinstance(thing, ImportNote)] == [True]


def test_brackets_that_do_not_match_are_named(tmp_path: Path) -> None:
    found = _read(universal, tmp_path / "a.conllu", *_rows(("1", "Ana", "Entity=3)"), ("2", "no", "Entity=(4-x")))
    assert [thing.sentence for thing in found if isinstance(thing, ImportNote)] == [
        "“3)” closes a mention that is not open: it was left out.",
        "Left out: 1 mention that is opened and never closed.",
    ]


def test_columns_of_conll_u_plus_may_hold_tags(tmp_path: Path) -> None:
    lines = ("# global.columns = ID FORM NER", "1\tAna\tB-PER", "2\tRuiz\tI-PER", "broken", "3\tsaid\tO")
    found = _read(universal, tmp_path / "a.conllup", *lines)
    assert _marks(found) == [("PER", "Ana Ruiz")]
    assert [thing.place.rpartition(":")[2] for thing in found if isinstance(thing, ImportNote)] == ["4"]


def test_a_file_that_begins_with_long_comments_is_recognised(tmp_path: Path) -> None:
    record = _record((0, 8, "PERSON"))
    record = record._replace(article=record.article._replace(meta={"long": "x" * 9000}))
    universal.write(tmp_path / "a.conllu", [record], SCHEME, NO_OPTIONS)
    known = format_of(tmp_path / "a.conllu")
    assert known is not None
    assert known.name == "conllu"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_bytes(b"1\tAna" + b"\t_" * 7 + b"\tX=" + b"a" * 70_000_000)
    (remark,) = universal.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert (remark.place, "This line has more than" in remark.sentence) == (f"{path}:1", True)


def test_the_conllu_library_reads_what_is_written(tmp_path: Path) -> None:
    conllu = pytest.importorskip("conllu")
    universal.write(tmp_path / "a.conllu", [_record((0, 8, "PERSON"), (9, 25, "a-b (c)"))] * 2, SCHEME, NO_OPTIONS)
    sentences = conllu.parse((tmp_path / "a.conllu").read_text(encoding="utf-8"))
    assert [sentence.metadata["text"] for sentence in sentences][:2] == [
        "Ana Ruiz said “no”. Lima 😀 objects — it can’t.",
        "Ana Ruiz said “no”. Lima 😀 objects — it can’t.",
    ]
    first = sentences[0]
    assert first[0]["misc"] == {"Entity": "(e1-PERSON"}
    assert first[1]["misc"] == {"Entity": "e1)"}
    assert first[2]["misc"] == {"Entity": "(e2-a%2Db%20%28c%29"}
    assert first[5]["misc"] == {"SpaceAfter": "No"}
    assert first[6]["misc"] == {"SpacesAfter": r"\n\n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't pay $1,000", ["They", "don't", "pay", "$", "1,000"]),
        ("up 3.5% at 12:30 on 2026-02-01", ["up", "3.5", "%", "at", "12:30", "on", "2026-02-01"]),
        ("in the U.S., e.g. Maine", ["in", "the", "U.S.", ",", "e.g.", "Maine"]),
        ("Dr. Lind of R&D Inc. agreed.", ["Dr.", "Lind", "of", "R&D", "Inc.", "agreed", "."]),
        ("Oslo’s mayor, O’Neill", ["Oslo", "’s", "mayor", ",", "O’Neill"]),
        ("No. 7 said: no.", ["No.", "7", "said", ":", "no", "."]),
        ("हिन्दी में, café", ["हिन्दी", "में", ",", "café"]),
        ("大阪はAIで勝つ。", ["大", "阪", "は", "AI", "で", "勝", "つ", "。"]),
        ("l'État d'Haïti", ["l'État", "d'Haïti"]),
    ],
)
def test_tokens_are_as_corpora_have_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for row in words(text, by_line=True) for start, end in row] == expected
    again = " ".join(expected)
    assert [again[start:end] for row in words(again, by_line=True) for start, end in row] == expected


def test_what_a_span_cuts_off_is_read_by_itself() -> None:
    text = "don’t"
    assert [text[start:end] for row in words(text, [(0, 3)]) for start, end in row] == ["don", "’", "t"]
