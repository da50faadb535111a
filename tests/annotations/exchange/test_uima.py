"""UIMA CAS: type systems beside the file, offsets in UTF-16, slots and chains, and dkpro-cassis reading ours."""

import json
import zipfile
from pathlib import Path

import pytest

from annotations.errors import ImportFailed
from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalRecord
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

cassis = pytest.importorskip("cassis")

from annotations.exchange import archives  # noqa: E402
from annotations.exchange.uima import cas_json, xmi  # noqa: E402
from annotations.exchange.uima import cassis as library  # noqa: E402

SCHEME = load_scheme("news-claims")
TEXT = "😀 Ana said:\n“no” ."
_SPACES = 'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///my/layers.ecore"'


def _xmi(folder: Path, *structures: str, text: str = TEXT) -> Path:
    path = folder / "a.xmi"
    about = 'xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
    sofa = f'<cas:Sofa {about} sofaString="{text.replace(chr(10), "&#10;")}"/>'
    members = " ".join(str(number) for number in range(2, len(structures) + 2))
    view = f'<cas:View sofa="1" members="{members}"/>'
    path.write_text(
        f'<xmi:XMI {_SPACES} xmi:version="2.0">{"".join(structures)}{sofa}{view}</xmi:XMI>', encoding="utf-8"
    )
    return path


def _types(path: Path, features: str) -> None:
    described = "".join(
        f"<featureDescription><name>{name}</name><rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        for name, kind in (item.split(":") for item in features.split())
    )
    one = "<typeDescription><name>my.layers.Claim</name><supertypeName>uima.tcas.Annotation</supertypeName>"
    space = 'xmlns="http://uima.apache.org/resourceSpecifier"'
    types = f"{one}<features>{described}</features></typeDescription>"
    path.write_text(f"<typeSystemDescription {space}><types>{types}</types></typeSystemDescription>")


CLAIM = '<c:Claim xmi:id="2" sofa="1" begin="3" end="6" value="PER" sure="true" of="3"/>'
OTHER = '<c:Claim xmi:id="3" sofa="1" begin="13" end="17"/>'


def _read(path: Path, options: Options = NO_OPTIONS) -> tuple[ExternalRecord, list[ImportNote]]:
    found = list(xmi.read(path, options))
    (foreign,) = (thing for thing in found if isinstance(thing, ExternalRecord))
    return foreign, [thing for thing in found if isinstance(thing, ImportNote)]


def test_marks_have_the_types_that_a_file_beside_them_describes(tmp_path: Path) -> None:
    path = _xmi(tmp_path, CLAIM, OTHER)
    _types(tmp_path / "whatever.xml", "value:uima.cas.String sure:uima.cas.Boolean of:uima.tcas.Annotation")
    (tmp_path / "broken.xml").write_text("<typeSystemDescription>")
    foreign, remarks = _read(path)
    assert remarks == []
    claim, other = placed(foreign).foreign.marks
    assert (claim.layer, claim.label, claim.quote, claim.fields) == ("Claim", "PER", "Ana", {"sure": True})
    assert (other.quote, claim.links["of"].annotation) == ("“no”", other.key)


def test_what_nothing_describes_is_taken_as_text_and_said(tmp_path: Path) -> None:
    foreign, (remark,) = _read(_xmi(tmp_path, CLAIM, OTHER))
    assert not remark.lost
    assert "my.layers.Claim" in remark.sentence
    assert foreign.marks[0].fields == {"sure": "true", "of": "3"}
    _types(tmp_path / "part.xml", "value:uima.cas.String")
    foreign, _ = _read(tmp_path / "a.xmi", Options(config=tmp_path / "part.xml"))
    assert foreign.marks[0].label == "PER"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bb">]><xmi:XMI/>', "document type"),
        ("<xmi:XMI", "not well-formed XML"),
        (f'<xmi:XMI {_SPACES}><c:A xmi:id="2" sofa="9" begin="x" end="3"/></xmi:XMI>', "not a readable CAS in XMI"),
        (f'<xmi:XMI {_SPACES}><cas:View sofa="1" members="77"/></xmi:XMI>', "no text"),
    ],
)
def test_a_file_that_is_broken_is_named_and_the_others_are_read(tmp_path: Path, content: str, told: str) -> None:
    _xmi(tmp_path)
    (tmp_path / "b.xmi").write_text(content)
    found = list(xmi.read(tmp_path, NO_OPTIONS))
    assert [told in thing.sentence for thing in found if isinstance(thing, ImportNote) and thing.lost] == [True]
    assert len([thing for thing in found if isinstance(thing, ExternalRecord)]) == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1}]}', '{"%TYPES": 3}'])
def test_json_that_is_no_cas_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    found = list(cas_json.read(tmp_path / "a.json", NO_OPTIONS))
    assert [isinstance(thing, ImportNote) and "not a readable CAS in JSON" in thing.sentence for thing in found] == [
        True
    ]


def test_a_type_system_that_was_named_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "types.xml").write_text("<nothing/>x")
    found = list(xmi.read(_xmi(tmp_path, CLAIM), Options(config=tmp_path / "types.xml")))
    assert [isinstance(thing, ImportNote) and "not well-formed XML" in thing.sentence for thing in found] == [True]


def test_the_zip_that_inception_gives_out_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(_xmi(tmp_path, CLAIM, OTHER), "../../Ana's text.xmi")
        _types(tmp_path / "t.xml", "value:uima.cas.String sure:uima.cas.Boolean of:uima.tcas.Annotation")
        made.write(tmp_path / "t.xml", "TypeSystem.xml")
    known = format_of(path)
    assert known is not None
    assert known.name == "uima-xmi"
    foreign, remarks = _read(path)
    assert (remarks, foreign.article.title, foreign.place.startswith(str(path))) == ([], "Ana-s-text", True)
    assert foreign.marks[0].fields == {"sure": True}
    monkeypatch.setattr(archives, "LARGEST", 100)
    with pytest.raises(ImportFailed, match="have more than 100 bytes"):
        _read(path)


def test_a_text_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "LONGEST_TEXT", 10)
    (tmp_path / "a.json").write_text(json.dumps({"%FEATURE_STRUCTURES": [{"sofaString": TEXT}]}))
    for module, path in ((xmi, _xmi(tmp_path)), (cas_json, tmp_path / "a.json")):
        (remark,) = module.read(path, NO_OPTIONS)
        assert isinstance(remark, ImportNote)
        assert "The limit is 10." in remark.sentence


# -- ours


def _record() -> Record:
    def mark(key: str, layer: str, start: int, end: int, label: str = "", **more: object) -> Annotation:
        quote = TEXT[start:end]
        empty = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), layer, start, end, quote, label)
        return empty._replace(**more)

    links = {"claimer": Link("Ana", AnnotationId("p"), "entity"), "target": Link("taxes", None, "issue")}
    claim = mark("c", "claim", 12, 16, fields={"stance": "oppose", "disputed": True}, links=links, created="2024-05-01")
    article = Article(ArticleId("a"), "Title", TEXT, "", "Agency", language="en")
    return Record(article, Annotator(AnnotatorId(""), "ana"), annotations=(mark("p", "entity", 2, 5, "PERSON"), claim))


@pytest.mark.parametrize("name", ["xmi", "json"])
def test_cassis_reads_our_layers_features_and_slots(tmp_path: Path, name: str) -> None:
    if name == "xmi":
        xmi.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS)
        types = cassis.load_typesystem(tmp_path / "out/TypeSystem.xml")
        cas = cassis.load_cas_from_xmi(tmp_path / "out/ana/00001-title.xmi", typesystem=types)
        assert 'begin="3" end="6"' in (tmp_path / "out/ana/00001-title.xmi").read_text(encoding="utf-8")  # UTF-16
    else:
        cas_json.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS)
        content = (tmp_path / "out/ana/00001-title.json").read_text(encoding="utf-8")
        cas = cassis.load_cas_from_json(content)
        spans = [one for one in json.loads(content)["%FEATURE_STRUCTURES"] if one["%TYPE"] == "webanno.custom.Entity"]
        assert [(one["begin"], one["end"]) for one in spans] == [(3, 6)]
    assert cas.sofa_string == TEXT
    (person,) = cas.select("webanno.custom.Entity")
    (claim,) = cas.select("webanno.custom.Claim")
    assert (person.get_covered_text(), person.label) == ("Ana", "PERSON")
    assert (claim.get_covered_text(), claim.stance, claim.disputed) == ("“no”", "oppose", True)
    assert [(slot.role, slot.target.get_covered_text()) for slot in claim.claimer.elements] == [("claimer", "Ana")]


def test_what_was_changed_in_another_program_wins(tmp_path: Path) -> None:
    xmi.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS)
    path = tmp_path / "out/ana/00001-title.xmi"
    content = path.read_text(encoding="utf-8")
    path.write_text(
        content.replace('stance="oppose"', 'stance="support"').replace('begin="3"', 'begin="4"'), encoding="utf-8"
    )
    found = list(taken(xmi.read(tmp_path / "out", NO_OPTIONS), SCHEME))
    (record,) = (thing for thing in found if isinstance(thing, Record))
    person, claim = record.annotations
    assert (person.quote, person.id == "p") == ("na", False)
    assert (claim.id, claim.fields, claim.created) == ("c", {"stance": "support", "disputed": True}, "2024-05-01")
    assert claim.links["claimer"].annotation == person.id
    assert claim.links["target"] == Link("taxes", None, "issue")
    known = format_of(tmp_path / "out")
    assert known is not None
    assert known.name == "uima-xmi"


def test_a_text_that_xml_cannot_hold_is_written_all_the_same(tmp_path: Path) -> None:
    record = Record(Article(ArticleId("a"), "T\x01", "a\x02b", "hash"))
    xmi.write(tmp_path / "out", [record], SCHEME, NO_OPTIONS)
    (back,) = taken(xmi.read(tmp_path / "out", NO_OPTIONS), SCHEME)
    assert isinstance(back, Record)
    assert (back.article.text, back.article.sha256) == ("a\ufffdb", "")
