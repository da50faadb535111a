"""What a relation says of itself names its role, in every format; what has no place there is named as lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange import brat, label_studio, webanno
from annotations.exchange.conversion import taken
from annotations.exchange.mapping.schemes import scheme_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.uima import xmi
from annotations.exchange.uima.cassis import cassis
from annotations.scheme import load_scheme

STATUSES = load_scheme("news-claims").statuses


def read(reader: Any, path: Path) -> tuple[set[tuple[str, str, str]], list[str]]:
    """The links as (from, role, to) by the words of their ends, in a scheme of the file itself; and what is lost."""
    scheme = scheme_of(reader.read(path, NO_OPTIONS), "x", STATUSES)
    found = list(taken(reader.read(path, NO_OPTIONS), scheme))
    (record,) = [thing for thing in found if isinstance(thing, Record)]
    words = {a.id: a.quote for a in record.annotations}
    links = {
        (a.quote, role, words[link.annotation])
        for a in record.annotations
        for role, link in a.links.items()
        if link.annotation
    }
    return links, [thing.sentence for thing in found if isinstance(thing, ImportNote) and thing.lost]


def tsv(folder: Path, relation: str, cells: str) -> Path:
    path = folder / "a.tsv"
    header = f"#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n#T_RL={relation}|BT_custom.Span\n\n\n"
    rows = ("1-1\t0-4\tIrma\tPER\t_\t" + "_\t" * cells.count("\t"), f"1-2\t5-10\tLagos\tGPE\t{cells}\t1-1\t")
    path.write_text(header + "#Text=Irma Lagos\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("relation", "cells", "role", "lost"),
    [
        ("custom.Relation|label", "visits", "visits", []),
        ("custom.Отношение|тип", "посещает", "посещает", []),
        ("custom.Visits|sure", "yes", "Visits", ["sure"]),
        ("custom.Relation|label|sure", "visits\tyes", "visits", ["sure"]),
        ("custom.Relation|label", "*", "Relation", []),
        ("dep.type.Dependency|DependencyType|flavor", "nsubj\tbasic", "nsubj", ["flavor"]),
    ],
)
def test_a_relation_of_webanno_has_the_role_that_its_label_names(
    tmp_path: Path, relation: str, cells: str, role: str, lost: list[str]
) -> None:
    links, told = read(webanno, tsv(tmp_path, relation, cells))
    assert links == {("Irma", role, "Lagos")}
    assert [name in sentence for name, sentence in zip(lost, told, strict=True)] == [True] * len(lost)


def test_a_relation_of_a_cas_does_so_too_and_layers_about_documents_are_read(tmp_path: Path) -> None:
    types = cassis().TypeSystem()
    span = types.create_type("custom.Span", "uima.tcas.Annotation")
    types.create_feature(span, "label", "uima.cas.String")
    types.create_feature(span, "aliases", "uima.cas.StringArray")
    arrow = types.create_type("custom.Relation", "uima.tcas.Annotation")
    for name, kind in (("Governor", "custom.Span"), ("Dependent", "custom.Span"), ("label", "uima.cas.String")):
        types.create_feature(arrow, name, kind)
    about = types.create_type("custom.Topic", "uima.cas.AnnotationBase")
    types.create_feature(about, "topic", "uima.cas.String")
    cas = cassis().Cas(typesystem=types, sofa_string="Irma Lagos", sofa_mime="text/plain")
    names = types.get_type("uima.cas.StringArray")(elements=["I.", "Irm"])
    one, other = span(begin=0, end=4, label="PER", aliases=names), span(begin=5, end=10, label="GPE")
    cas.add_all(
        [one, other, arrow(begin=5, end=10, Governor=one, Dependent=other, label="visits"), about(topic="trips")]
    )
    (tmp_path / "TypeSystem.xml").write_text(types.to_xml())
    (tmp_path / "a.xmi").write_text(cas.to_xmi())
    links, lost = read(xmi, tmp_path / "a.xmi")
    assert (links, lost) == ({("Irma", "visits", "Lagos")}, [])
    scheme = scheme_of(xmi.read(tmp_path / "a.xmi", NO_OPTIONS), "x", STATUSES)
    (record,) = taken(xmi.read(tmp_path / "a.xmi", NO_OPTIONS), scheme)
    assert isinstance(record, Record)
    assert [a.fields for a in record.annotations] == [{"aliases": "I., Irm"}, {}, {"topic": "trips"}]


def _task(folder: Path, *relations: dict[str, Any]) -> Path:
    def region(key: str, start: int, end: int) -> dict[str, Any]:
        value = {"start": start, "end": end, "labels": ["X"]}
        return {"id": key, "from_name": "ner", "type": "labels", "value": value}

    arrows = [{"type": "relation", "from_id": "a", "to_id": "b", **relation} for relation in relations]
    work = {"completed_by": 1, "result": [region("a", 0, 4), region("b", 5, 10), *arrows]}
    (folder / "a.json").write_text(json.dumps([{"id": 1, "data": {"text": "Irma Lagos"}, "annotations": [work]}]))
    return folder / "a.json"


@pytest.mark.parametrize(
    ("relation", "links"),
    [
        ({"labels": ["visits", "likes"]}, {("Irma", "visits", "Lagos"), ("Irma", "likes", "Lagos")}),
        ({"labels": ["visits"], "direction": "left"}, {("Lagos", "visits", "Irma")}),
        ({"labels": ["near"], "direction": "bi"}, {("Irma", "near", "Lagos"), ("Lagos", "near", "Irma")}),
        ({}, {("Irma", "related", "Lagos")}),
        ({"labels": "visits"}, {("Irma", "visits", "Lagos")}),
    ],
)
def test_an_arrow_of_label_studio_is_a_link_for_each_of_its_labels(
    tmp_path: Path, relation: dict[str, Any], links: set[tuple[str, str, str]]
) -> None:
    assert read(label_studio, _task(tmp_path, relation)) == (links, [])


def test_items_of_a_result_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    place = {"start": "0", "end": 4.0, "labels": "X"}
    result = [
        {"id": "a", "from_name": "ner", "type": "labels", "value": place, "meta": {"text": ["a note"]}},
        {"id": "b", "from_name": "ner", "type": "labels", "value": {"labels": ["X"]}},
        {"id": "c", "from_name": "box", "type": "rectanglelabels", "value": {"x": 1}},
        "what",
    ]
    task = {"data": {"text": "Irma Lagos", "spots": [[0, 4, "X"]]}, "annotations": [{"result": result}, 7]}
    (tmp_path / "a.json").write_text(json.dumps([{"id": 1, **task}]))
    _, lost = read(label_studio, tmp_path / "a.json")
    assert sorted(sentence.split(" was")[0].split(" looks")[0] for sentence in lost) == [
        *("Entry 2 of “annotations”", "Item 3 of a result", "Item 4 of a result", "The region “b”", "“spots”")
    ]


def test_relations_of_brat_lead_from_the_first_argument_and_their_other_names_are_lost(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Irma Lagos")
    spans = "T1\tPER 0 4\tIrma\nT2\tGPE 5 10\tLagos\n"
    for line, links, lost in (
        ("visits Arg1:T1 Arg2:T2", {("Irma", "visits", "Lagos")}, 0),
        ("visits Arg2:T1 Arg1:T2", {("Lagos", "visits", "Irma")}, 0),
        ("visits Who:T1 Where:T2", {("Irma", "visits", "Lagos")}, 1),
    ):
        (tmp_path / "a.ann").write_text(f"{spans}R1\t{line}\n")
        found, told = read(brat, tmp_path / "a.ann")
        assert (found, len(told)) == (links, lost)
        assert all("Who and Where" in sentence for sentence in told)
    (tmp_path / "a.ann").write_text(f"{spans}R1\tvisits Arg1:T1 Arg2:T2\nA1\tOften R1\n")
    assert [sentence[:22] for sentence in read(brat, tmp_path / "a.ann")[1]] == ["The field “Often” was "]
