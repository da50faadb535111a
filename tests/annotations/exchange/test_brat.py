"""brat standoff: what its lines mean, what brat shows of ours, and what was changed in brat."""

from pathlib import Path

import pytest

from annotations.exchange import brat
from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalRecord
from annotations.exchange.files import folder_written_whole
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "😀 Ana Ruiz said\ntaxes will, she hoped, not rise. Bo denied it."


def _pair(folder: Path, *lines: str, text: str = TEXT) -> Path:
    folder.joinpath("one.txt").write_bytes(text.encode())
    path = folder / "one.ann"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="")
    return path


def _read(path: Path) -> tuple[ExternalRecord, list[ImportNote]]:
    found = list(brat.read(path, NO_OPTIONS))
    foreign = [thing for thing in found if isinstance(thing, ExternalRecord)]
    return foreign[0], [thing for thing in found if isinstance(thing, ImportNote)]


def test_spans_attributes_references_notes_and_relations_are_read(tmp_path: Path) -> None:
    path = _pair(
        tmp_path,
        "T1\tPerson 2 10\tAna Ruiz",
        "T2\tClaim 16 26;39 47\ttaxes will not rise",
        "A1\tStance T2 against",
        "A2\tNegated T2",
        "N1\tReference T1 Wikidata:Q42\tAna R.",
        "#1\tAnnotatorNotes T2\tparenthetical left out",
        "R1\tclaimer Arg1:T2 Arg2:T1\t",
        "*\tAlias T1 T2",
    )
    foreign, remarks = _read(path)
    assert remarks == []
    person, claim = foreign.marks
    assert (person.label, person.fields, person.links["Alias"].annotation) == (
        "Person",
        {"Reference": "Wikidata:Q42 Ana R."},
        "T2",
    )
    assert claim.fields == {"Stance": "against", "Negated": True, "note": "parenthetical left out"}
    assert claim.parts == ((16, 26), (39, 47))
    assert [relation[:3] for relation in foreign.relations] == [("T2", "T1", "claimer")]
    assert [remark.sentence[:16] for remark in placed(foreign).remarks] == ["A span with gaps"]


def test_an_event_stands_at_its_trigger_and_links_to_its_roles(tmp_path: Path) -> None:
    path = _pair(
        tmp_path,
        "T1\tPerson 2 10\tAna Ruiz",
        "T2\tSay 11 15\tsaid",
        "E1\tSay:T2 Who:T1 Who:T2 What:E9",
        "E2\tPerson:T7",
        "E3\tHope:T2",
        "E4\tnothing",
    )
    foreign, remarks = _read(path)
    assert [(mark.key, mark.kind) for mark in foreign.marks] == [("T1", "span"), ("T2", "trigger"), ("E1", "event")]
    assert {role: link.annotation for role, link in foreign.marks[2].links.items()} == {"Who": "T1", "Who2": "T2"}
    assert [remark.place.rpartition(":")[2] for remark in remarks] == ["6", "4", "5", "3"]


def test_lines_that_cannot_be_used_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = _pair(
        tmp_path,
        "T1\tPerson 2 10\tAna Ruiz",
        "T1\tPerson 49 51\tBo",
        "T3\tPerson x 10\tAna",
        "rubbish",
        "A1\tSure T9 yes",
        "R1\tknows Arg1:T1",
    )
    foreign, remarks = _read(path)
    assert [mark.key for mark in foreign.marks] == ["T1"]
    assert {int(remark.place.rpartition(":")[2]) for remark in remarks} == {2, 3, 4, 5, 6}
    assert all(remark.lost for remark in remarks)


def test_a_byte_order_mark_counts_when_the_offsets_count_it(tmp_path: Path) -> None:
    for first, start in (("\ufeff", 3), ("\ufeff", 2), ("", 2)):
        foreign, _ = _read(_pair(tmp_path, f"T1\tPerson {start} {start + 8}\tAna Ruiz", text=first + TEXT))
        assert placed(foreign).remarks == ()


def test_a_text_that_is_missing_is_named(tmp_path: Path) -> None:
    path = _pair(tmp_path, "T1\tPerson 2 10\tAna Ruiz")
    path.with_suffix(".txt").unlink()
    (remark,) = brat.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert "one.txt" in remark.sentence


# -- ours


def _record() -> Record:
    article = Article(ArticleId("a"), "Taxes", TEXT, "", "Agency", meta={"desk": "world"})

    def mark(key: str, layer: str, start: int, end: int, label: str = "", **more: object) -> Annotation:
        quote = TEXT[start:end]
        empty = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), layer, start, end, quote, label)
        return empty._replace(**more)

    return Record(
        article,
        Annotator(AnnotatorId(""), "Ana Ó."),
        "done",
        3.5,
        (
            mark("p", "entity", 2, 10, "PERSON"),
            mark(
                "c",
                "claim",
                11,
                47,
                fields={"stance": "oppose", "disputed": True},
                links={"claimer": Link("Ana", AnnotationId("p"), "x"), "target": Link("the taxes", None, "issue")},
            ),
        ),
    )


def test_brat_sees_the_spans_the_choices_and_the_links(tmp_path: Path) -> None:
    assert brat.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS) == 1
    assert (tmp_path / "out/ana-ó/00001-taxes.ann").read_text(encoding="utf-8").split("\n") == [
        "T1\tPERSON 2 10\tAna Ruiz",
        "T2\tclaim 11 15;16 47\tsaid taxes will, she hoped, not rise",
        "A1\tstance T2 oppose",
        "A2\tdisputed T2",
        "R1\tclaimer Arg1:T2 Arg2:T1\t",
        "",
    ]
    configuration = (tmp_path / "out/annotation.conf").read_text(encoding="utf-8")
    assert "stance\tArg:claim, Value:oppose|neutral|support|unclear\n" in configuration
    assert "claimer\tArg1:claim, Arg2:PERSON|" in configuration
    assert format_of(tmp_path / "out") == format_of(tmp_path / "out/ana-ó/00001-taxes.ann")


def _changed(tmp_path: Path, old: str, new: str) -> Record:
    """Our record after somebody has changed the file in brat."""
    with folder_written_whole(tmp_path / "base"):
        pass
    brat.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS)
    path = tmp_path / "out/ana-ó/00001-taxes.ann"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8", newline="")
    found = list(taken(brat.read(tmp_path / "out", NO_OPTIONS), SCHEME))
    return next(thing for thing in found if isinstance(thing, Record))


def test_what_was_changed_in_brat_wins(tmp_path: Path) -> None:
    changed = _changed(tmp_path, "T2 oppose", "T2 support")
    claim = changed.annotations[1]
    assert (claim.id, claim.fields["stance"]) == ("c", "support")
    assert claim.links == _record().annotations[1].links


def test_a_span_that_was_moved_in_brat_is_a_new_one(tmp_path: Path) -> None:
    changed = _changed(tmp_path, "PERSON 2 10\tAna Ruiz", "PERSON 2 5\tAna")
    person, claim = changed.annotations[:2]
    assert (person.quote, person.layer, person.id == "p") == ("Ana", "entity", False)
    assert (claim.id, claim.links["claimer"].annotation) == ("c", person.id)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"status": 7}'])
def test_a_side_file_that_was_broken_is_named_and_the_rest_is_read(tmp_path: Path, content: bytes) -> None:
    brat.write(tmp_path / "out", [_record()], SCHEME, NO_OPTIONS)
    (tmp_path / "out/ana-ó/00001-taxes.claimdesk.json").write_bytes(content)
    foreign, remarks = _read(tmp_path / "out")
    assert len(foreign.marks) == 2
    assert len(remarks) == 1
    assert "claimdesk.json" in remarks[0].place
