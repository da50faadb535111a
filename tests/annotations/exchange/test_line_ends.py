"""Texts with the line ends of Windows and of old Macs: marks are on their words, however offsets count line breaks."""

import json
from pathlib import Path

import pytest

from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalMark, ExternalRecord, Unit
from annotations.exchange.formats import format_named, format_of
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.placing import placed
from annotations.exchange.records import Record
from annotations.importing import found_in, import_records
from annotations.model import Article
from annotations.project import Project
from annotations.scheme import load_scheme
from annotations.store import annotations as marks
from annotations.store import articles

SCHEME = load_scheme("news-claims")
TEXT = "Rosa Lind went.\r\n\r\nTo Bergen 😀,\r\nsays Bo Vik. Bergen\r\nknew."
WORDS = ("Rosa Lind", "Bergen", "Bo Vik", "Bergen\r\nknew")


def _units(text: str, unit: Unit) -> int:
    sizes = {"codepoint": len(text), "utf16": len(text.encode("utf-16-le")) // 2, "utf8": len(text.encode())}
    return sizes[unit]


def _marks(counted: str, unit: Unit) -> tuple[ExternalMark, ...]:
    """Marks on `WORDS` as a program counts them that has this text."""
    found = []
    for number, words in enumerate(WORDS):
        quote = words if "\r" in counted else words.replace("\r\n", "\n")
        start = _units(counted[: counted.rindex(quote)], unit)
        found.append(
            ExternalMark(f"m{number}", label="PERSON", parts=((start, start + _units(quote, unit)),), quote=quote)
        )
    return tuple(found)


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
@pytest.mark.parametrize("counts_one", [True, False])
@pytest.mark.parametrize("lost", [True, False])
def test_the_quotes_show_how_a_line_break_counts(unit: Unit, *, counts_one: bool, lost: bool) -> None:
    counted = TEXT.replace("\r\n", "\n") if counts_one else TEXT
    text = TEXT.replace("\r\n", "\n") if lost else TEXT
    found = placed(ExternalRecord(Article(text=text), marks=_marks(counted, unit), unit=unit))
    assert [remark for remark in found.remarks if remark.lost] == []
    assert len(found.remarks) == (counts_one != lost)
    words = [words.replace("\r\n", "\n") if lost else words for words in WORDS]
    assert [text[slice(*mark.parts[0])] for mark in found.foreign.marks] == words


def _imported(project: Project, path: Path, format_name: str | None = None, options: Options = NO_OPTIONS) -> list[str]:
    found = taken(found_in([path], format_name, options), SCHEME, options=options)
    done = import_records(project, found, "Ana")
    assert [remark for remark in done.remarks if remark.lost] == []
    (article,) = articles.articles(project.database)
    assert "\r" not in article.text
    return [mark.quote for mark in marks.annotations_of(project.database, article.id)]


@pytest.mark.parametrize("counts_one", [True, False])
def test_web_annotations_of_a_text_that_has_lost_its_line_ends(
    tmp_path: Path, project: Project, *, counts_one: bool
) -> None:
    counted = TEXT.replace("\r\n", "\n") if counts_one else TEXT
    selectors = [
        [
            {"type": "TextQuoteSelector", "exact": mark.quote},
            {"type": "TextPositionSelector", "start": mark.parts[0][0], "end": mark.parts[0][1]},
        ]
        for mark in _marks(counted, "utf16")
    ]
    found = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "body": {"purpose": "tagging", "value": "PERSON"},
            "target": {"source": "https://example.org/a", "selector": selector},
        }
        for selector in selectors[:3]
    ]
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(found))
    options = Options(text_of=lambda _: TEXT.replace("\r\n", "\n"))
    assert _imported(project, path, "w3c", options) == ["Rosa Lind", "Bo Vik", "Bergen"]  # the last one, of two


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("name", ["conll", "conllu"])
def test_rows_of_words_may_end_as_on_any_system(tmp_path: Path, project: Project, name: str, line_end: str) -> None:
    rows = {
        "conll": ["-DOCSTART- -X- O O", "", "Rosa NN O B-PERSON", "Lind NN O I-PERSON", "", "Bo NN O B-PERSON", ""],
        "conllu": [
            "# newdoc id = 1",
            "# global.Entity = eid-etype",
            "1\tRosa" + "\t_" * 7 + "\tEntity=(e1-PERSON|SpacesAfter=\\s",
            "2\tLind" + "\t_" * 7 + "\tEntity=e1)|SpacesAfter=\\r\\n",
            "",
            "1\tBo" + "\t_" * 7 + "\tEntity=(e2-PERSON)",
            "",
        ],
    }
    path = tmp_path / f"a.{name}"
    path.write_bytes(line_end.join(rows[name]).encode())
    known = format_of(path)
    assert known == format_named(name)
    assert _imported(project, path) == ["Rosa Lind", "Bo"]


def test_a_text_in_a_cas_counts_its_line_breaks_as_they_are(tmp_path: Path, project: Project) -> None:
    pytest.importorskip("cassis")
    import cassis

    types = cassis.TypeSystem()
    person = types.create_type("webanno.custom.Entity", "uima.tcas.Annotation")
    types.create_feature(person, "label", "uima.cas.String")
    for suffix in ("xmi", "json"):
        cas = cassis.Cas(typesystem=types, sofa_string=TEXT, sofa_mime="text/plain")
        for mark in _marks(TEXT, "codepoint"):
            cas.add(types.get_type(person.name)(begin=mark.parts[0][0], end=mark.parts[0][1], label="PERSON"))
        folder = tmp_path / suffix
        folder.mkdir()
        if suffix == "xmi":
            (folder / "a.xmi").write_text(cas.to_xmi())
            (folder / "TypeSystem.xml").write_text(types.to_xml())
        else:
            (folder / "a.json").write_text(cas.to_json())
        found = [thing for thing in taken(found_in([folder], None, NO_OPTIONS), SCHEME) if isinstance(thing, Record)]
        assert sorted(mark.quote for mark in found[0].annotations) == sorted(WORDS)
        assert all(found[0].article.text[mark.start : mark.end] == mark.quote for mark in found[0].annotations)
