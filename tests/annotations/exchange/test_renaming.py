"""Records of one version of a scheme get the names of another by a mapping file, and by that alone."""

import json
from pathlib import Path

import pytest

from annotations.exchange.conversion import taken
from annotations.exchange.formats import format_named
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules, load_rules
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import Scheme, load_scheme, scheme_from_json, scheme_to_json

OLD = load_scheme("news-claims")
TEXT = "Ana Ruiz said so in Lima."
RULES = """
[[marks]]
layer = "entity"
label = "PERSON"
to = "entity"
as = "ЧЕЛОВЕК"

[[marks]]
label = "GPE"
to = ""

[[fields]]
field = "stance"
to = "stance"
values = { oppose = "contra" }

[[fields]]
field = "note"
to = ""

[[links]]
label = "claimer"
to = "claimer"
"""


def _new() -> Scheme:
    told = scheme_to_json(OLD).replace('"PERSON"', '"ЧЕЛОВЕК"').replace('"oppose"', '"contra"')
    return scheme_from_json(told)


def _rules(folder: Path, text: str = RULES) -> Rules:
    (folder / "map.toml").write_text(text, encoding="utf-8")
    return load_rules(folder / "map.toml")


def _mark(key: str, layer: str, start: int, end: int, **more: object) -> Annotation:
    made = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), layer, start, end, TEXT[start:end])
    return made._replace(**more)  # type: ignore[arg-type]


def _record() -> Record:
    marks = (
        _mark("a", "entity", 0, 8, label="PERSON"),
        _mark("b", "entity", 20, 24, label="GPE"),
        _mark(
            "c",
            "claim",
            9,
            16,
            fields={"stance": "oppose", "note": "x"},
            links={"claimer": Link("Ana", AnnotationId("a"))},
        ),
    )
    return Record(Article(ArticleId("x"), "t", TEXT), Annotator(AnnotatorId(""), "Ana"), "done", 0.0, marks)


@pytest.mark.parametrize("name", ["jsonl", "parquet", "huggingface", "csv", "prodigy", "spacy", "refi-qda", "brat"])
def test_our_own_files_are_renamed_in_every_format(name: str, tmp_path: Path) -> None:
    known = format_named(name)
    assert known.write
    assert known.read
    out = tmp_path / f"out{known.suffixes[0]}"
    known.write(out, [_record()], OLD, NO_OPTIONS)
    found = list(taken(known.read(out, NO_OPTIONS), _new(), _rules(tmp_path)))
    (record,) = [thing for thing in found if isinstance(thing, Record)]
    assert [thing for thing in found if isinstance(thing, ImportNote) and thing.lost] == []
    person, claim = sorted(record.annotations, key=lambda a: a.start or 0)
    assert (person.label, claim.fields) == ("ЧЕЛОВЕК", {"stance": "contra"})
    assert claim.links["claimer"].annotation == person.id


def test_without_a_mapping_nothing_is_guessed_and_a_draft_has_what_is_not_there() -> None:
    mapper = Mapper(_new())
    record = _record()
    assert mapper.renamed(record) == record
    assert mapper.remarks() == []
    draft = mapper.draft()
    assert [(rule.layer, rule.label, rule.to) for rule in draft.marks] == [("entity", "PERSON", "")]
    assert [(rule.field, rule.to, rule.values) for rule in draft.fields] == [
        ("stance", "stance", {"oppose": ""}),
        ("note", "", {}),
    ]


def test_a_link_may_be_turned_round(tmp_path: Path) -> None:
    rules = _rules(tmp_path, "[[links]]\nlabel = 'says'\nto = 'claimer'\nreverse = true")
    links = {"says": Link("", AnnotationId("c"))}
    record = _record()._replace(
        annotations=(_mark("a", "entity", 0, 8, label="PERSON", links=links), _mark("c", "claim", 9, 16))
    )
    person, claim = Mapper(OLD, rules).renamed(record).annotations
    assert (person.links, claim.links) == ({}, {"claimer": Link("Ana Ruiz", AnnotationId("a"))})


def test_names_typed_with_letters_and_accents_apart_are_the_same(tmp_path: Path) -> None:
    scheme = scheme_from_json(scheme_to_json(OLD).replace('"PERSON"', '"Ñandú"').replace('"oppose"', '"négatif"'))
    mark = _mark("a", "entity", 0, 8, label="N\u0303andu\u0301")
    claim = _mark("c", "claim", 9, 16, fields={"stance": "ne\u0301gatif"})
    (found,) = taken([_record()._replace(annotations=(mark, claim))], scheme, NO_RULES)
    assert isinstance(found, Record)
    assert (found.annotations[0].label, found.annotations[1].fields) == ("Ñandú", {"stance": "négatif"})


def test_the_command_writes_a_draft_of_our_own_names_and_uses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from annotations.cli import main
    from annotations.project import create_project

    create_project(tmp_path / "p.claimdesk", _new()).close()
    mark = {"layer": "entity", "label": "PERSON", "start": 0, "end": 8}
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXT, "annotator": "Ana", "annotations": [mark]}))
    project, source, draft = (str(tmp_path / name) for name in ("p.claimdesk", "in.jsonl", "map.toml"))
    assert main(["import", "--draft-map", draft, project, source]) == 0
    assert "1 name written to" in capsys.readouterr().out
    path = Path(draft)
    path.write_text(
        path.read_text(encoding="utf-8").replace('to = ""', 'to = "entity"\nas = "ЧЕЛОВЕК"'), encoding="utf-8"
    )
    assert main(["import", project, source]) == 1
    assert "write a draft with --draft-map FILE" in capsys.readouterr().err
    assert main(["import", "--map", draft, project, source]) == 0
    assert main(["import", "--map", draft, "--draft-map", str(tmp_path / "none"), project, source]) == 0
    assert "no mapping is needed" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
