"""REFI-QDA projects that we write, and how they come back."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from annotations.exchange import refi
from annotations.exchange.conversion import taken
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme
from tests.annotations.exchange.refi_texts import SPACE, TEXT

SCHEME = load_scheme("news-claims")


def _record(who: str = "ana") -> Record:
    def mark(key: str, layer: str, start: int, end: int, label: str = "", **more: object) -> Annotation:
        quote = TEXT[start:end]
        empty = Annotation(AnnotationId(who + key), ArticleId(""), AnnotatorId(""), layer, start, end, quote, label)
        return empty._replace(**more)

    links = {"claimer": Link("Ana", AnnotationId(f"{who}p")), "target": Link("taxes", None, "issue")}
    claim = mark("c", "claim", 12, 20, fields={"stance": "oppose", "disputed": True, "check": False}, links=links)
    article = Article(ArticleId("a"), "One & “two”\x01", TEXT, "", "Agency")
    return Record(article, Annotator(AnnotatorId(""), who), annotations=(mark("p", "entity", 0, 3, "PERSON"), claim))


def test_others_see_selections_codes_links_users_and_variables(tmp_path: Path) -> None:
    assert refi.write(tmp_path / "a.qdpx", [_record(), _record("ben")], SCHEME, NO_OPTIONS) == 2
    with zipfile.ZipFile(tmp_path / "a.qdpx") as made:
        project = ElementTree.fromstring(made.read("project.qde"))
        (text,) = (name for name in made.namelist() if name.startswith("sources/"))
        assert made.read(text).decode() == TEXT
    names = {code.get("guid"): code.get("name") for code in project.iter(f"{{{SPACE}}}Code")}
    assert [user.get("name") for user in project.iter(f"{{{SPACE}}}User")] == ["ana", "ben"]
    selections = list(project.iter(f"{{{SPACE}}}PlainTextSelection"))
    assert [(s.get("name"), s.get("startPosition"), s.get("endPosition")) for s in selections] == [
        ("Ana", "0", "3"),
        ("no taxes", "12", "20"),
    ] * 2
    given = [names[code.get("targetGUID")] for code in selections[1].iter(f"{{{SPACE}}}CodeRef")]
    assert given == ["claim", "oppose", "disputed"]
    assert [link.get("name") for link in project.iter(f"{{{SPACE}}}Link")] == ["claimer"] * 2
    assert [value.text for value in project.iter(f"{{{SPACE}}}TextValue")] == ["Agency"]


def test_what_another_program_left_of_ours_is_read_by_its_codes(tmp_path: Path) -> None:
    refi.write(tmp_path / "a.qdpx", [_record()], SCHEME, NO_OPTIONS)
    with zipfile.ZipFile(tmp_path / "a.qdpx") as ours, zipfile.ZipFile(tmp_path / "b.qdpx", "w") as theirs:
        for name in ours.namelist():
            if "claimdesk" not in name:
                theirs.writestr(name, ours.read(name))
    found = list(taken(refi.read(tmp_path / "b.qdpx", NO_OPTIONS), SCHEME))
    (record,) = (thing for thing in found if isinstance(thing, Record))
    assert [(mark.layer, mark.label, mark.quote) for mark in record.annotations] == [
        ("entity", "PERSON", "Ana"),
        ("claim", "", "no taxes"),
    ]
    assert record.annotations[1].fields == {"stance": "oppose", "disputed": True}
    assert record.annotations[1].links["claimer"].annotation == record.annotations[0].id
