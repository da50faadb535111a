"""What other programs' files mean, shape by shape, with data of our own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange import doccano, label_studio, labelbuddy, prodigy, spacy_docs, spacy_writing, w3c
from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.formats import format_named, format_of
from annotations.exchange.json_streams import items, objects
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Ana Ruiz met 😀 Peru."


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, Any], Path]:
    def made(name: str, content: Any) -> Path:
        lines = [json.dumps(line) for line in content] if name.endswith("l") else [json.dumps(content, indent=1)]
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / name

    return made


Files = Callable[[str, Any], Path]


def foreign(read: Any, path: Path, options: Options = NO_OPTIONS) -> list[ExternalRecord]:
    return [thing for thing in read(path, options) if isinstance(thing, ExternalRecord)]


# -- Prodigy


def test_a_rejected_task_is_a_rejected_suggestion_and_an_ignored_one_is_skipped(file: Files) -> None:
    span = {"start": 0, "end": 8, "label": "PERSON", "score": 0.9}
    tasks = [{"text": TEXT, "spans": [span], "answer": answer} for answer in ("reject", "ignore", "accept")]
    rejected, ignored, accepted = foreign(prodigy.read, file("a.jsonl", tasks))
    assert [m.verdict for m in rejected.marks] == ["rejected"]
    assert (rejected.marks[0].score, rejected.status, ignored.status, accepted.status) == (0.9, "done", "skip", "done")
    assert accepted.marks[0].verdict is None


def test_relations_lead_to_last_tokens_or_to_the_spans_they_repeat(file: Files) -> None:
    spans = [
        {"start": 0, "end": 8, "token_end": 1, "label": "A"},
        {"start": 15, "end": 19, "token_end": 4, "label": "B"},
    ]
    arrows = [{"head": 1, "child": 4, "label": "met"}, {"head": 9, "child": 1, "label": "x", "head_span": {**spans[1]}}]
    [found] = foreign(
        prodigy.read, file("a.jsonl", [{"text": TEXT, "spans": spans, "relations": arrows, "_view_id": "r"}])
    )
    assert [(r.source, r.target, r.label) for r in found.relations] == [
        ("span 0", "span 1", "met"),
        ("span 1", "span 0", "x"),
    ]


def test_a_deleted_relation_takes_our_link_with_it(tmp_path: Path) -> None:
    link = {"claimer": {"annotation": "p"}}
    claim = {
        "start": 9,
        "end": 12,
        "text": "met",
        "label": "claim",
        "claimdesk": {"id": "c", "layer": "claim", "links": link},
    }
    name = {
        "start": 0,
        "end": 8,
        "text": "Ana Ruiz",
        "label": "PERSON",
        "claimdesk": {"id": "p", "layer": "entity"},
    }
    arrow = {"label": "claimer", "claimdesk": {"head": "c", "child": "p"}}
    for arrows, links in (([arrow], ["claimer"]), ([], [])):
        task = {"text": TEXT, "spans": [claim, name], "relations": arrows, "_view_id": "relations", "claimdesk": {}}
        (tmp_path / "a.jsonl").write_text(json.dumps(task))
        [record] = taken(prodigy.read(tmp_path / "a.jsonl", NO_OPTIONS), SCHEME)
        assert isinstance(record, Record)
        assert list(record.annotations[0].links) == links


# -- Label Studio


def test_regions_take_their_answers_and_relations_their_direction(file: Files) -> None:
    place = {"start": 0, "end": 8, "text": "Ana Ruiz"}
    other = {"start": 15, "end": 19, "text": "Peru"}
    result = [
        {"id": "a", "from_name": "ner", "type": "labels", "value": {**place, "labels": ["Person"]}},
        {"id": "a", "from_name": "mood", "type": "choices", "value": {**place, "choices": ["calm"]}},
        {"id": "b", "from_name": "ner", "type": "labels", "value": {**other, "labels": ["Place"]}},
        {"id": "c", "from_name": "topic", "type": "choices", "value": {"choices": ["sport", "news"]}},
        {"from_id": "a", "to_id": "b", "type": "relation", "direction": "left", "labels": ["hosts"]},
    ]
    work = {"completed_by": 7, "result": result, "was_cancelled": False, "lead_time": 2.5}
    guess = {"model_version": "m1", "result": result[:1]}
    path = file("a.json", [{"id": 1, "data": {"body": TEXT}, "annotations": [work], "predictions": [guess]}])
    model, person = foreign(label_studio.read, path)
    assert (model.annotator and model.annotator.kind, person.annotator and person.annotator.name) == (
        "machine",
        "user 7",
    )
    assert (person.status, person.seconds, [m.label for m in person.marks]) == ("done", 2.5, ["Person", "Place", ""])
    assert (person.marks[0].fields, person.marks[2].fields) == ({"mood": "calm"}, {"topic": "sport, news"})
    assert person.relations[0][:3] == ("b", "a", "hosts")


def test_the_minimal_export_is_told_to_be_one(file: Files) -> None:
    path = file(
        "a.json", [{"text": TEXT, "id": 1, "ner": [{"start": 0}], "annotation_id": 1, "lead_time": 1, "annotator": 1}]
    )
    assert format_of(path) == format_named("label-studio")
    remarks = [thing for thing in label_studio.read(path, NO_OPTIONS) if isinstance(thing, ImportNote)]
    assert ["JSON_MIN" in remark.sentence for remark in remarks] == [True]


def test_regions_of_html_are_found_by_their_words(file: Files) -> None:
    value = {"globalOffsets": {"start": 3, "end": 7}, "text": "Two.\\n\\nT", "hypertextlabels": ["X"]}
    html = "<div><p>One</p><p>Two.</p><script>no</script><p>Three &amp; four</p></div>"
    result = [{"id": "a", "from_name": "l", "type": "hypertextlabels", "value": value}]
    [found] = foreign(
        label_studio.read, file("a.json", [{"id": 1, "data": {"h": html}, "annotations": [{"result": result}]}])
    )
    assert found.article.text == "One\n\nTwo.\n\nThree & four"
    assert [m.quote for m in placed(found).foreign.marks] == ["Two.\n\nT"]


def test_a_configuration_with_entities_is_not_read(file: Files, tmp_path: Path) -> None:
    (tmp_path / "c.xml").write_text('<!DOCTYPE x [<!ENTITY a "b">]><View><Labels name="ner"/></View>')
    path = file("a.json", [{"id": 1, "data": {"text": TEXT}, "annotations": []}])
    assert [thing for thing in taken(label_studio.read(path, NO_OPTIONS), SCHEME)][0].place.endswith(":1")
    read = label_studio.read(path, Options(config=tmp_path / "c.xml"))
    with pytest.raises(Exception, match="not a labelling configuration"):
        list(read)


# -- doccano, labelbuddy


def test_pretty_printed_records_and_other_names_of_keys_are_read(tmp_path: Path) -> None:
    record = {"body": TEXT, "label": [[0, 8, "PER"]], "Comments": ["odd"], "meta": {"desk": "x"}}
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(record, indent=2) for _ in range(2)))
    assert format_of(tmp_path / "a.jsonl") == format_named("doccano")
    found = foreign(doccano.read, tmp_path / "a.jsonl", Options(columns={"text": "body"}))
    assert [(f.article.text, f.marks[0].label, dict(f.article.meta)) for f in found] == [
        (TEXT, "PER", {"desk": "x", "comments": ["odd"]})
    ] * 2


@pytest.mark.parametrize(("unit", "start"), [("utf16", 16), ("codepoint", 15), (None, 16)])
def test_the_unit_of_doccano_is_chosen_or_taken_as_utf16(file: Files, unit: Any, start: int) -> None:
    path = file("a.jsonl", [{"text": TEXT, "label": [[start, start + 4, "GPE"]]}])
    [found] = foreign(doccano.read, path)
    there = placed(found, Options(unit=unit))
    assert [m.quote for m in there.foreign.marks] == ["Peru"]
    assert bool(there.remarks) == (unit is None)


def test_bytes_of_labelbuddy_check_its_code_points(file: Files) -> None:
    span = {
        "start_char": 15,
        "end_char": 19,
        "start_byte": 18,
        "end_byte": 22,
        "label_name": "GPE",
        "extra_data": "seen",
    }
    wrong = {**span, "start_byte": 0, "end_byte": 3}
    path = file("a.json", [{"text": TEXT, "metadata": {"k": 1}, "annotations": [span, wrong], "list_title": "T"}])
    [found] = foreign(labelbuddy.read, path)
    assert (found.article.title, found.marks[0].fields) == ("T", {"extra_data": "seen"})
    assert [m.quote for m in placed(found).foreign.marks] == ["Peru"]


def test_lists_of_labels_make_schemes_and_nothing_else(file: Files) -> None:
    path = file("a.json", [{"name": "Word", "color": "#aabbcc"}])
    assert [thing for thing in labelbuddy.read(path, NO_OPTIONS)] == [ExternalLabel("Word", colour="#aabbcc")]
    assert "--scheme from:" in next(iter(taken(labelbuddy.read(path, NO_OPTIONS), SCHEME))).sentence  # type: ignore[union-attr]


# -- W3C


def test_annotations_find_their_text_by_its_address_and_their_place_by_the_quote(file: Files) -> None:
    selector = [
        {"type": "TextQuoteSelector", "exact": "Peru"},
        {"type": "TextPositionSelector", "start": 15, "end": 25},
    ]
    body = [{"type": "TextualBody", "purpose": "tagging", "value": "GPE"}, {"type": "TextualBody", "value": "why?"}]
    annotation = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "a", "creator": {"name": "Ben"}, "body": body}
    path = file("a.json", {**annotation, "target": {"source": "https://x.org/1", "selector": selector}})
    [found] = foreign(w3c.read, path, Options(text_of={"https://x.org/1": TEXT}.get))
    assert (found.annotator and found.annotator.name, found.article.url) == ("Ben", "https://x.org/1")
    mark = placed(found).foreign.marks[0]
    assert (mark.quote, mark.label, mark.fields) == ("Peru", "GPE", {"note": "why?"})
    told = [thing.sentence for thing in w3c.read(path, NO_OPTIONS) if isinstance(thing, ImportNote)]
    assert ["does not contain the text" in sentence for sentence in told] == [True]


# -- spaCy


def test_a_large_export_for_spacy_is_a_folder_that_spacy_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy
    from spacy.training import Corpus

    monkeypatch.setattr(spacy_writing, "SHARD", 2)
    mark = Annotation(AnnotationId("m"), ArticleId(""), AnnotatorId(""), "entity", 0, 8, "Ana Ruiz", "PERSON")
    records = [Record(Article(ArticleId(str(n)), "", f"{TEXT} {n}"), annotations=(mark,)) for n in range(5)]
    assert spacy_writing.write(tmp_path / "out.spacy", records, SCHEME, NO_OPTIONS) == 5
    assert len(list((tmp_path / "out.spacy").glob("*.spacy"))) == 3
    examples = list(Corpus(tmp_path / "out.spacy")(spacy.blank("en")))
    assert [[ent.text for ent in example.reference.ents] for example in examples] == [["Ana Ruiz"]] * 5
    assert format_of(tmp_path / "out.spacy") == format_named("spacy")
    assert len(foreign(spacy_docs.read, tmp_path / "out.spacy")) == 5


def test_a_file_that_is_no_docbin_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.spacy").write_bytes(b"\x78\x9cnot packed")
    [remark] = spacy_docs.read(tmp_path / "a.spacy", NO_OPTIONS)
    assert isinstance(remark, ImportNote)


# -- JSON in pieces


def test_lists_objects_and_broken_json_are_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.exchange.json_streams.CHUNK", 7)
    path = tmp_path / "a.json"
    path.write_text('[ {"a": "x]y"},\n 12, {"b": [1, {"c": 2}]} ]\n')
    assert [found[1] for found in items(path) if not isinstance(found, ImportNote)] == [
        {"a": "x]y"},
        12,
        {"b": [1, {"c": 2}]},
    ]
    path.write_text('{"a": 1}\n{"a": broken}\n{"a": 3}\n')
    found = list(objects(path))
    assert [thing.place if isinstance(thing, ImportNote) else thing[1]["a"] for thing in found] == [1, f"{path}:2", 3]
