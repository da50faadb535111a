"""Whatever encoding a text file is in, it is read, or refused with a reason; what was guessed or broken is told."""

import json
import os
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.exchange import text_files
from annotations.exchange.formats import format_named, format_of
from annotations.exchange.json_streams import items, objects
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.text_files import lines, read_text, text_lines
from annotations.files.encodings import as_utf8, decoded, encoding_named, encoding_of
from annotations.importing import import_records, read_files
from annotations.operations.articles import articles
from annotations.project import Project

SPANISH = "El canciller colombiano acusó a España de “interferir” en la frontera según informó la agencia. " * 20
LATIN = SPANISH.replace("“", '"').replace("”", '"')


SPOKEN = {
    "pl": "Minister Łukasz Żółć powiedział w środę, że granica jest już zamknięta. Według źródeł nikt jej nie strzeże.",
    "cs": "Ministr Jiří Dvořák řekl, že hranice zůstane zavřená. Podle zdrojů ji už nikdo nestřeží ani v pondělí.",
    "hu": "A miniszter közölte, hogy a határ továbbra is zárva marad. Az őrök szerint többé senki sem jöhet át.",
    "ru": "Министр сообщил в понедельник, что граница закрыта. По словам источников, её никто больше не охраняет.",
    "el": "Ο υπουργός δήλωσε τη Δευτέρα ότι τα σύνορα παραμένουν κλειστά. Κανείς δεν τα φυλάει πια, λένε πηγές.",
    "tr": "Bakan pazartesi günü sınırın kapalı kaldığını söyledi. Kaynaklara göre artık hiç kimse orayı beklemiyor.",
    "he": "השר אמר ביום שני כי הגבול נשאר סגור. לדברי המקורות, איש אינו שומר עליו יותר ואין מי שיעבור בו.",
    "de": "Der Minister erklärte, die Grenze bleibe für Züge geschlossen. Laut Quellen hütet sie niemand über Nacht.",
}
"""Sentences of our own."""


@pytest.mark.parametrize(
    ("language", "encoding", "title"),
    [
        ("pl", "cp1250", "Windows-1250"),
        ("pl", "iso8859-2", "ISO 8859-2"),
        ("pl", "cp852", "DOS code page 852"),
        ("cs", "cp1250", "Windows-1250"),
        ("cs", "iso8859-2", "ISO 8859-2"),
        ("hu", "cp852", "DOS code page 852"),
        ("ru", "cp1251", "Windows-1251"),
        ("ru", "koi8-r", "KOI8-R"),
        ("ru", "iso8859-5", "ISO 8859-5"),
        ("ru", "cp866", "DOS code page 866"),
        ("el", "cp1253", "Windows-1253"),
        ("el", "iso8859-7", ""),
        ("tr", "cp1254", "Windows-1254"),
        ("tr", "iso8859-9", ""),
        ("he", "cp1255", "Windows-1255"),
        ("he", "iso8859-8", ""),
        ("de", "cp1252", "Windows-1252"),
        ("de", "cp850", "DOS code page"),
    ],
)
def test_the_language_decides_among_encodings_that_fit(
    tmp_path: Path, language: str, encoding: str, title: str
) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(SPOKEN[language].encode(encoding))
    found = read_text(path)
    assert found.text == SPOKEN[language]
    (remark,) = found.remarks(path)
    assert (remark.place, remark.lost, title in remark.sentence) == (str(path), False, True)
    assert "--encoding" in remark.sentence


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (SPANISH.encode(), SPANISH, "utf-8"),
        (b"\xef\xbb\xbf" + SPANISH.encode(), SPANISH, "utf-8-sig"),
        (SPANISH.encode("utf-16"), SPANISH, "utf-16"),
        (b"\xfe\xff" + SPANISH.encode("utf-16-be"), SPANISH, "utf-16"),
        (SPANISH.encode("utf-32"), SPANISH, "utf-32"),
        (b"Nul\0 is in the text.", "Nul\0 is in the text.", "utf-8"),
        ("عاجل: أغلقت الحدود 😀".encode(), "عاجل: أغلقت الحدود 😀", "utf-8"),
    ],
)
def test_what_the_bytes_prove_is_not_guessed(tmp_path: Path, content: bytes, text: str, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    found = read_text(path)
    assert (found.text, found.encoding.codec, found.remarks(path)) == (text, encoding, [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("item,Jörn,Bo\nx,größer,größer\n", "cp1252"),
        ("Köhler;Straße\n1;2\n", "cp1252"),
        ("a,Łódź\nb,żółć\n", "cp1250"),
        ("item,Ana\nx,más\ny,café\n", "cp1252"),
    ],
)
def test_a_few_words_are_not_taken_for_what_hardly_anybody_has_used(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding), "a.csv")
    assert found.text == text
    assert found.encoding.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [LATIN, "Ana met Peru.", SPOKEN["ru"], "中国人民，2022 年。\n" * 3])
def test_zero_bytes_show_wide_encodings_without_a_mark(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding), "a.txt")[:2] == (text, (encoding, True, False))
    assert as_utf8(text.encode(encoding)) == text.encode()


@pytest.mark.parametrize("text", [SPOKEN["pl"], SPOKEN["ru"], "für"])
def test_utf8_with_a_broken_byte_stays_utf8_and_the_line_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"First line.\n" + text.encode() + b"\xff.\nLast line.")
    found = read_text(path)
    assert found.text == f"First line.\n{text}\ufffd.\nLast line."
    (remark,) = found.remarks(path)
    assert (remark.place, remark.lost, "not valid UTF-8" in remark.sentence) == (f"{path}:2", True, True)


def test_utf8_that_is_cut_in_a_character_stays_utf8() -> None:
    assert decoded("für über Straße ü".encode()[:-1], "a").text == "für über Straße \ufffd"


def test_the_encoding_can_be_said(tmp_path: Path, project: Project) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Łódź".encode("cp1250"))
    assert read_text(path, "cp1250") == ("Łódź", ("cp1250", False, False), ())
    assert encoding_named("Windows-1250").codec == "cp1250"
    for wrong in ("utf-77", "base64", "", "rot13"):
        with pytest.raises(ClaimdeskError, match="is not a known encoding"):
            encoding_named(wrong)
    import_records(project, read_files([path], None, project.scheme, options=Options(encoding="cp1250")))
    assert [article.text for article in articles(project)] == ["Łódź"]


@pytest.mark.parametrize(
    "content",
    [os.urandom(5_000), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\0" * 500],
    ids=["noise", "png", "nul"],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match="is not a text file. Save it as plain text"):
        read_text(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(ImportFailed, match="is a folder"):
        read_text(tmp_path)


# -- lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1250"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_the_same_in_every_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.txt"
    said = [SPOKEN["pl"], "", "Zażółć\u2028gęślą" if encoding.startswith("utf") else "Zażółć", "koniec"]
    path.write_bytes(end.join(said).encode(encoding))
    assert [found for found in text_lines(path) if not isinstance(found, ImportNote)] == list(enumerate(said, 1))


def test_a_line_without_end_is_left_out_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "LONGEST", 100)
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / encoding
        path.write_bytes(f"one\n{'x' * 1000}\nthree".encode(encoding))
        first, remark, third = lines(path)
        assert (first[1], third[1]) in ((b"one\n", b"three"), ("one\n", "three"))
        assert isinstance(remark, ImportNote)
        assert remark.place == f"{path}:2"


def test_a_broken_line_is_named_and_those_around_it_are_read(tmp_path: Path) -> None:
    records = [json.dumps({"text": f"Łódź {number}"}, ensure_ascii=False).encode() for number in range(4)]
    records[2] = records[2].replace("ź".encode(), b"\xff")
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(records))
    for read in (objects, items):
        found = list(read(path))
        (remark,) = (thing for thing in found if isinstance(thing, ImportNote))
        assert (remark.place, remark.lost) == (f"{path}:3", True)
        texts = [thing[1]["text"] for thing in found if not isinstance(thing, ImportNote)]
        assert texts == ["Łódź 0", "Łódź 1", "Łód\ufffd 2", "Łódź 3"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("prodigy", {"text": SPOKEN["pl"], "spans": [{"start": 9, "end": 15, "label": "PERSON"}]}),
        ("doccano", {"text": SPOKEN["pl"], "label": [[9, 15, "PERSON"]]}),
        ("jsonl", {"text": SPOKEN["pl"], "annotator": "Ana"}),
    ],
)
def test_lines_of_json_are_known_and_read_in_every_encoding(
    tmp_path: Path, encoding: str, name: str, record: dict[str, object]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join([json.dumps(record, ensure_ascii=False)] * 2).encode(encoding))
    known = format_of(path)
    assert known == format_named(name)
    assert known.read
    made = [found for found in known.read(path, Options()) if not isinstance(found, ImportNote)]
    assert [found.article.text for found in made] == [SPOKEN["pl"]] * 2  # type: ignore[union-attr]


def test_a_file_that_was_changed_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SPOKEN["pl"].encode("cp1250"))
    assert encoding_of(path).codec == "cp1250"
    path.write_bytes(SPOKEN["pl"].encode("utf-16"))
    assert encoding_of(path).codec == "utf-16"
