"""Names of layers, labels, fields and roles stay what they are in the file, in any script, and never become others."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalMark, ExternalRecord, ExternalRelation
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.identifiers import ascii_identifier, identifier, spoken, type_names
from annotations.exchange.mapping import Mapper, map_record
from annotations.exchange.mapping.names import folded
from annotations.exchange.mapping.rules import load_rules, rules_toml
from annotations.exchange.mapping.schemes import scheme_of
from annotations.exchange.mapping.toml import toml
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme, own_words

TEXT = "Ana Ruiz said so in Lima."
NAMES = (
    "Лицо",
    "人物",
    "Cité d'Été",
    "A/B",
    "A-B",
    "A B",
    "a b",
    "+1",
    "-1",
    "C++",
    "C#",
    "🔥",
    "نام",
    "नाम",
    "-",
    "1",
)
STATUSES = load_scheme("news-claims").statuses


def _foreign() -> ExternalRecord:
    marks = [ExternalMark(f"m{n}", name, name, ((n, n + 1),), fields={name: name}) for n, name in enumerate(NAMES)]
    return ExternalRecord(
        Article(text="abcdefghijklmnopqrst"),
        marks=tuple(marks),
        relations=tuple(ExternalRelation(f"m{n}", "m0", name) for n, name in enumerate(NAMES)),
    )


def test_a_scheme_of_a_file_has_the_names_of_the_file_and_takes_all_of_it() -> None:
    scheme = scheme_of([_foreign()], "Проект один", STATUSES)
    assert scheme.name == "Проект один"
    assert [layer.name for layer in scheme.layers] == list(NAMES)
    (record,) = taken([_foreign()], scheme)
    assert isinstance(record, Record)
    said = [(a.layer, a.label, *a.fields.items(), *a.links) for a in record.annotations]
    assert said == [(name, name, (name, name), name) for name in NAMES]


def test_what_differs_only_in_the_encoding_of_letters_or_the_width_of_blanks_is_one_name() -> None:
    names = ("E\u0301te\u0301  chaud", "Été\tchaud", " Été chaud ")
    foreign = ExternalRecord(Article(text=TEXT), marks=tuple(ExternalMark(n, "", n, ((0, 3),)) for n in names))
    scheme = scheme_of([foreign], "x", STATUSES)
    assert [value.name for value in scheme.layers[0].labels] == ["Été chaud"]
    (record,) = taken([foreign], scheme)
    assert [a.label for a in record.annotations] == ["Été chaud"] * 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("bell\x07", "bell␇"), ("\u200b", "\\u200b"), ("half\ud83d", "half\\ud83d"), ("👩\u200d🚒", "👩\u200d🚒")],
)
def test_what_nobody_can_see_is_written_out(name: str, kept: str) -> None:
    assert own_words(name) == kept
    assert own_words(kept) == kept


def test_a_layer_of_spans_and_one_of_documents_may_have_one_name() -> None:
    marks = (
        ExternalMark("1", "тема", "спорт", ((0, 3),)),
        ExternalMark("2", "тема", "спорт", fields={"label": "x"}, kind="document"),
    )
    foreign = ExternalRecord(Article(text=TEXT), marks=marks)
    scheme = scheme_of([foreign], "x", STATUSES)
    assert len({layer.name for layer in scheme.layers}) == 2
    assert len({field.name for field in scheme.layers[1].fields}) == len(scheme.layers[1].fields)
    found = list(taken([foreign], scheme))
    assert [type(thing) for thing in found] == [Record]
    assert [len(thing.annotations) for thing in found if isinstance(thing, Record)] == [2]


def test_a_scheme_is_made_of_records_of_our_own_too() -> None:
    def mark(key: str, **more: object) -> Annotation:
        made = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), "заявление", 0, 3, "Ana")
        return made._replace(**more)  # type: ignore[arg-type]

    link = Link("Ana", AnnotationId("a"), "лицо")
    marks = mark("a", layer="имя", label="Лицо"), mark("b", fields={"ясно": True}, links={"кто": link})
    scheme = scheme_of([Record(Article(text=TEXT), annotations=marks)], "x", STATUSES)
    assert [layer.name for layer in scheme.layers] == ["имя", "заявление"]
    assert scheme.layers[1].links[0].kinds == {"имя": "лицо"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Says-Against", "says against", True),
        ("claim_type", "ClaimType", True),
        ("COVID-19", "covid 19", True),
        ("+1", "-1", False),
        ("1-2", "12", False),
        ("C++", "C", False),
        ("d'État", "d État", False),
        ("Été", "E\u0301te\u0301", True),
    ],
)
def test_obvious_equality_overlooks_case_and_what_joins_words_only(one: str, other: str, *, same: bool) -> None:
    assert (folded(own_words(one)) == folded(own_words(other))) is same


@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.read and f.write])
def test_a_file_in_any_format_makes_a_scheme_with_its_own_names(name: str, tmp_path: Path) -> None:
    scheme = scheme_of([_foreign()], "x", STATUSES)
    (record,) = taken([_foreign()], scheme)
    assert isinstance(record, Record)
    marks = record.annotations if name != "conll" else record.annotations[3:]  # its tags know no layers
    record = record._replace(annotator=Annotator(AnnotatorId(""), "Аня"), annotations=marks)
    known = format_named(name)
    assert known.write is not None
    assert known.read is not None
    out = tmp_path / f"out{known.suffixes[0]}"
    known.write(out, [record], scheme, NO_OPTIONS)
    made = scheme_of(known.read(out, NO_OPTIONS), "y", STATUSES)
    labels = {label.name for layer in made.layers for label in layer.labels}
    assert {a.label for a in record.annotations} <= labels
    if name != "conll":
        assert {a.layer for a in record.annotations} <= {layer.name for layer in made.layers}


# -- TOML


@given(st.text())
def test_every_text_is_toml_that_reads_back(text: str) -> None:
    written = toml({"x": text, text: True})
    whole = text.encode("utf-8", "replace").decode() if any("\ud800" <= c <= "\udfff" for c in text) else text
    found = tomllib.loads(f"a = {written}")["a"]
    if whole == text:
        assert found == ({"x": text, text: True} if text != "x" else {"x": True})
    assert len(written.splitlines()) == 1


def test_a_draft_can_be_read_by_people_filled_in_and_read_back(tmp_path: Path) -> None:
    scheme = load_scheme("news-claims")
    odd = ("Лицо", '🔥 \\ "x"', "bell\x07", "half\ud83d", "")
    foreign = ExternalRecord(
        Article(text=TEXT), marks=tuple(ExternalMark(name, "слой", name, ((0, 3),)) for name in odd)
    )
    mapper = Mapper(scheme)
    map_record(mapper, foreign)
    path = tmp_path / "map.toml"
    path.write_bytes(rules_toml(mapper.draft(), ["a comment\nof two lines"]).encode())
    assert 'label = "Лицо"' in path.read_text(encoding="utf-8")
    filled = path.read_text(encoding="utf-8").replace('to = ""', 'to = "entity"\nas = "PERSON"')
    path.write_text(filled, encoding="utf-8")
    mapper = Mapper(scheme, load_rules(path))
    assert [a.label for a in map_record(mapper, foreign).annotations] == ["PERSON"] * len(odd)
    assert not mapper.unmapped


def test_a_rule_for_marks_without_a_label_is_not_about_the_others(tmp_path: Path) -> None:
    foreign = ExternalRecord(
        Article(text=TEXT),
        marks=(ExternalMark("1", "слой", "", ((0, 3),)), ExternalMark("2", "слой", "Повозка", ((4, 8),))),
    )
    mapper = Mapper(load_scheme("news-claims"))
    map_record(mapper, foreign)
    assert [rule.label for rule in mapper.draft().marks] == ["", "Повозка"]
    path = tmp_path / "map.toml"
    path.write_text(rules_toml(mapper.draft()), encoding="utf-8")
    assert load_rules(path) == mapper.draft()


def test_answers_that_a_field_does_not_take_are_drafted_one_by_one(tmp_path: Path) -> None:
    foreign = ExternalRecord(
        Article(text=TEXT), marks=(ExternalMark("1", "", "claim", ((0, 3),), fields={"stance": "против"}),)
    )
    mapper = Mapper(load_scheme("news-claims"))
    map_record(mapper, foreign)
    path = tmp_path / "map.toml"
    path.write_text(rules_toml(mapper.draft()).replace('= ""', '= "oppose"'), encoding="utf-8")
    mapper = Mapper(load_scheme("news-claims"), load_rules(path))
    assert map_record(mapper, foreign).annotations[0].fields == {"stance": "oppose"}


# -- identifiers


@given(st.one_of(st.text(min_size=1), st.text("_x5F09aA-é :n\u0301", min_size=1)))
def test_identifiers_lose_nothing(name: str) -> None:
    assert spoken(identifier(name)) == spoken(ascii_identifier(name)) == name
    assert identifier(name)[0].isalpha()
    assert all(c == "_" or c.isalnum() for c in identifier(name))
    assert json.dumps(ascii_identifier(name)) == f'"{ascii_identifier(name)}"'


def test_no_two_types_have_one_name() -> None:
    names = ("claim", "Claim", "my-layer", "my_layer", "myLayer", "Лицо", "лицо", "A B", "A/B")
    made = type_names(names)
    assert made["claim"] == "Claim"
    assert len({name.casefold() for name in made.values()}) == len(names)
