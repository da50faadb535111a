"""Formats that have tokens: a token ends where a mark does, and scripts without spaces have a token per character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange import jsonl
from annotations.exchange.formats import format_named
from annotations.exchange.losses import counted
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.exchange.shown import without_blanks
from annotations.exchange.spacy_tokens import tokenized
from annotations.exchange.spacy_writing import document, names_layer
from annotations.exchange.words import words
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme
from annotations.training.tasks import examples, task_named
from annotations.training.views import spacy_document

SCHEME = load_scheme("news-claims")
NER = task_named(SCHEME, "ner")
TEXTS = {
    "ja": ("山本一郎は大阪で鈴木を見た。", ("山本一郎", "大阪", "鈴木")),
    "th": ("นางมาลีเดินทางไปเชียงใหม่เมื่อวาน", ("มาลี", "เชียงใหม่")),
    "zh": ("王小明昨天抵达北京。", ("王小明", "北京")),
    "my": ("မောင်မောင်သည်ရန်ကုန်သို့သွားသည်", ("မောင်မောင်", "ရန်ကုန်")),
    "ko": ("김철수는 서울에서 말했다", ("김철수", "서울")),
    "en": ("Rosa&Partners and Oslo-based Lind3 met.\n\nU.S.-led", ("Rosa", "Oslo", "Lind", "U.S.")),
    "": ("東京とBergenの間", ("東京", "Bergen")),
}


def _record(text: str, places: list[tuple[int, int]], language: str = "") -> Record:
    marks = tuple(
        Annotation(
            AnnotationId(f"m{number}"), ArticleId(""), AnnotatorId(""), "entity", start, end, text[start:end], "PERSON"
        )
        for number, (start, end) in enumerate(places)
    )
    article = Article(ArticleId("a"), "A", text, language=language)
    return Record(article, Annotator(AnnotatorId(""), "ana"), "done", annotations=marks)


def _places(text: str, found: tuple[str, ...]) -> list[tuple[int, int]]:
    return [(text.index(name), text.index(name) + len(name)) for name in found]


@pytest.mark.parametrize("language", TEXTS)
def test_spacy_has_every_name_as_it_was_marked(language: str) -> None:
    text, names = TEXTS[language]
    record = _record(text, _places(text, names), language)
    assert counted([record], format_named("spacy").losses(SCHEME)) == {}
    doc = document(record, names_layer(SCHEME))
    assert doc.text == text
    assert [ent.text for ent in doc.ents] == list(names)
    (example,) = examples(NER, [record])
    assert [ent.text for ent in spacy_document(NER, example, language).ents] == list(names)


@pytest.mark.parametrize("language", ["ja", "th", "my", ""])
def test_scripts_without_spaces_have_a_token_for_each_character(language: str) -> None:
    text, _ = TEXTS[language]
    tokens = [token.text for token in tokenized(text, language)]
    assert max(map(len, (token for token in tokens if token != "Bergen"))) <= 4  # a letter with its vowel signs
    assert len(tokens) > len(text) / 4
    assert [text[slice(*word)] for row in words(text) for word in row] == tokens


@pytest.mark.parametrize("name", ["conll", "conllu", "webanno"])
@pytest.mark.parametrize("language", TEXTS)
def test_rows_of_words_have_every_name_as_it_was_marked(tmp_path: Path, name: str, language: str) -> None:
    text, names = TEXTS[language]
    known = format_named(name)
    assert known.write is not None
    assert known.read is not None
    record = _record(text, _places(text, names), language)
    known.write(tmp_path / "out", [record], SCHEME, NO_OPTIONS)
    for side_file in tmp_path.rglob("*.json"):
        side_file.unlink()
    (back,) = known.read(tmp_path / "out", NO_OPTIONS)
    quotes = [mark.quote.replace(" ", "") for mark in back.marks]  # CoNLL-2003 has a space between any two words
    assert quotes == [name.replace(" ", "") for name in names]


PIECES = st.sampled_from(
    ("Rosa", "-", " ", "\n", "\u3000", "東京", "มาลี", "e\u0301", "👩‍👧", "U.S.", "don’t", "&", "\x0b", "x")
)


@given(st.lists(PIECES, min_size=1, max_size=10), st.data())
def test_no_name_is_widened_and_none_dropped(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    record = _record(text, list(zip(ends[::2], ends[1::2], strict=False)), data.draw(st.sampled_from(("", "ja", "zh"))))
    wanted = [a.quote for mark in record.annotations if (a := without_blanks(mark)) is not None]
    doc = document(record, names_layer(SCHEME))
    assert doc.text == text
    assert [ent.text for ent in doc.ents] == wanted
    assert not any(ent[0].is_space or ent[-1].is_space for ent in doc.ents)
    (example,) = examples(NER, [record])
    assert [ent.text for ent in spacy_document(NER, example, record.article.language).ents] == wanted


def test_a_text_longer_than_a_pipeline_takes_is_written() -> None:
    record = _record("Rosa met Bo. " * 90_000, [(0, 4)])
    assert [ent.text for ent in document(record, names_layer(SCHEME)).ents] == ["Rosa"]


def test_names_that_overlap_are_counted_and_kept_as_spans() -> None:
    record = _record("Rosa Lind Bo", [(0, 9), (5, 9), (10, 12)])
    lost = counted([record], format_named("spacy").losses(SCHEME))
    assert lost["overlapping_names"].total() == 1
    doc = document(record, names_layer(SCHEME))
    assert [ent.text for ent in doc.ents] == ["Rosa Lind", "Bo"]
    assert len(doc.spans["entity"]) == 3


def test_training_data_has_no_white_space_at_the_ends_of_marks(tmp_path: Path) -> None:
    record = _record("Mayor Lund spoke. ", [(5, 11), (17, 18)])
    (example,) = examples(NER, [record])
    assert example["spans"] == [{"start": 6, "end": 10, "label": "PERSON", "text": "Lund"}]
    assert jsonl.line(record).count(b'" Lund "') == 1  # the records themselves keep what was marked


def test_what_is_said_of_an_article_is_lost_once_for_all_its_annotators() -> None:
    first, second = _record("Rosa spoke", []), _record("Rosa spoke", [(0, 4)])
    second = second._replace(annotator=Annotator(AnnotatorId(""), "ben"))
    lost = counted([first, second], format_named("conll").losses(SCHEME))
    assert lost["title"].total() == 1
    assert lost["annotator"].total() == 2
