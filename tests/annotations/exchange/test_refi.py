"""REFI-QDA: projects of others however they count and name things, hostile archives, and what others see of ours."""

import zipfile
from pathlib import Path

import pytest

from annotations.errors import ImportFailed
from annotations.exchange import refi
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote
from annotations.exchange.refi import archive
from tests.annotations.exchange.refi_texts import SPACE, TEXT

CODES = '<Codes><Code guid="C1" name="Claim"><Code guid="C2" name="against" color="#F00"/></Code></Codes>'


def _archive(
    folder: Path, sources: str, *, text: str | bytes = TEXT, more: str = "", project: str = "project.qde"
) -> Path:
    users = '<Users><User guid="{U1}" name="Ana"/><User guid="U2" name="Bo"/></Users>'
    content = f"<CodeBook>{CODES}</CodeBook>{more}<Sources>{sources}</Sources>"
    path = folder / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(project, f'<Project xmlns="{SPACE}" origin="Some tool">{users}{content}</Project>')
        made.writestr("Sources/T1.TXT", text)
    return path


def _source(*selections: str, address: str = "internal://t1.txt") -> str:
    return f'<TextSource guid="S1" name="One" plainTextPath="{address}">{"".join(selections)}</TextSource>'


def _selection(start: int, end: int, name: str, *codings: tuple[str, str]) -> str:
    given = "".join(f'<Coding creatingUser="{u}"><CodeRef targetGUID="{c}"/></Coding>' for u, c in codings)
    place = f'guid="P{start}" startPosition="{start}" endPosition="{end}" creatingUser="U1" name="{name}"'
    return f"<PlainTextSelection {place}>{given}</PlainTextSelection>"


def _read(path: Path) -> tuple[list[ExternalRecord], list[ImportNote]]:
    found = list(refi.read(path, NO_OPTIONS))
    return [t for t in found if isinstance(t, ExternalRecord)], [t for t in found if isinstance(t, ImportNote)]


def test_each_coding_is_a_mark_of_the_user_who_gave_it(tmp_path: Path) -> None:
    selections = (
        _selection(0, 3, "Ana", ("U1", "C1"), ("u1", "C2"), ("U2", "C1")),
        _selection(12, 20, "no taxes", ("{U2}", "c2")),
        _selection(4, 5, "nothing"),
    )
    (ana, bo), remarks = _read(_archive(tmp_path, _source(*selections), project="Trial.QDE"))
    assert remarks == []
    assert [(m.kind, m.layer, m.label) for m in ana.marks] == [
        ("trigger", "", ""),
        ("event", "", "Claim"),
        ("event", "Claim", "against"),
        ("span", "", ""),
    ]
    assert ana.annotator is not None
    assert ana.annotator.name == "Ana"
    assert [(m.label, m.quote) for m in bo.marks] == [("Claim", "Ana"), ("against", "no taxes")]


@pytest.mark.parametrize(
    ("text", "shift"), [(TEXT, 0), (TEXT.replace("\n", "\r\n"), 0), (TEXT.replace("\n", "\r\n"), 1)]
)
@pytest.mark.parametrize("inclusive", [0, 1])
def test_names_show_how_ends_and_line_breaks_count(tmp_path: Path, text: str, shift: int, inclusive: int) -> None:
    second = _selection(12 + shift, 20 + shift - inclusive, "no tax…", ("U1", "C1"))
    path = _archive(tmp_path, _source(_selection(0, 3 - inclusive, "Ana", ("U1", "C1")), second), text=text.encode())
    (foreign,), _ = _read(path)
    assert [mark.quote for mark in placed(foreign).foreign.marks] == ["Ana", "no taxes"]


def test_a_file_that_does_not_show_how_it_counts_says_so(tmp_path: Path) -> None:
    _, (remark,) = _read(_archive(tmp_path, _source(_selection(0, 3, "line:1", ("U1", "C1")))))
    assert not remark.lost
    assert "after it" in remark.sentence


def test_a_name_that_should_be_the_quote_and_is_not_takes_nothing_wrong(tmp_path: Path) -> None:
    wrong = (_selection(0, 3, "Ana"), _selection(12, 20, "no taxes"), _selection(4, 5, "my name for it"))
    (foreign,), _ = _read(_archive(tmp_path, _source(*wrong)))
    assert [mark.quote for mark in foreign.marks] == ["Ana", "no taxes", None]


def test_codes_become_labels_and_cases_metadata_and_links_relations(tmp_path: Path) -> None:
    variables = '<Variables><Variable guid="V" name="country"/><Variable guid="W" name="published"/></Variables>'
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{key}"/><TextValue>{value}</TextValue></VariableValue>'
        for key, value in (("V", "Peru"), ("W", "2024-05-01"))
    )
    case = f'<Cases><Case guid="K" name="first">{values}<SourceRef targetGUID="S1"/></Case></Cases>'
    ends = (("denies", "P12"), ("x", "?"))
    links = "".join(f'<Link name="{name}" originGUID="P0" targetGUID="{target}"/>' for name, target in ends)
    selections = (_selection(0, 3, "Ana", ("U1", "C1")), _selection(12, 20, "no taxes", ("U1", "C1")))
    path = _archive(tmp_path, _source(*selections), more=f"{variables}{case}<Links>{links}</Links>")
    (foreign,), remarks = _read(path)
    assert (foreign.article.published, foreign.article.meta) == ("2024-05-01", {"case": "first", "country": "Peru"})
    assert [relation[:3] for relation in foreign.relations] == [("p0", "p12", "denies")]
    assert [remark.sentence[:20] for remark in remarks] == ["Left out: 1 link not"]
    labels = [thing for thing in refi.read(path, NO_OPTIONS) if isinstance(thing, ExternalLabel)]
    assert labels == [ExternalLabel("Claim"), ExternalLabel("against", "Claim", "span", "#F00")]


# -- hostile or broken


def _refused(path: Path, told: str) -> None:
    with pytest.raises(ImportFailed, match=told):
        list(refi.read(path, NO_OPTIONS))


def _zip(folder: Path, **members: str | bytes) -> Path:
    path = folder / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    bomb = b"<Project>" + bytes(archive.LARGEST_TEXT + 1)
    _refused(_zip(tmp_path, **{"project.qde": bomb}), "was not opened")
    _refused(_zip(tmp_path, **{"project.qde": "<Project/>", "sources/a.txt": bomb}), "was not opened")


def test_a_text_that_is_larger_than_it_says_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_TEXT", 10)
    path = _zip(tmp_path, **{"project.qde": f'<Project xmlns="{SPACE}"/>', "sources/t1.txt": TEXT})
    with archive.opened(path) as opened, pytest.raises(ImportFailed, match="more than 10 bytes"):
        opened.text("t1.txt")


@pytest.mark.parametrize(
    "address", ["internal://../secret.txt", "../secret.txt", "relative:///secret.txt", "/etc/passwd"]
)
def test_no_text_is_taken_from_outside_of_the_archive(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (foreign,), remarks = _read(_archive(tmp_path, _source(address=address)))
    assert foreign.article.text == ""
    assert "is not in the archive" in remarks[0].sentence


def test_a_member_with_a_path_that_leads_out_is_never_unpacked(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = _zip(folder, **{"project.qde": f'<Project xmlns="{SPACE}"/>', "../evil.txt": "evil"})
    assert list(refi.read(path, NO_OPTIONS)) == []
    assert [found.name for found in tmp_path.rglob("*")] == ["in", "a.qdpx"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bb">]>\n<Project>&b;</Project>', r"project\.qde:1: A document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><Project/>', "document type"),
        ("<Project>\n<Sources>\n</Project>", r"project\.qde:3: This is not well-formed XML"),
        ("<a>" * 600 + "</a>" * 600, "more than 500 levels deep"),
        ("", "not well-formed XML"),
    ],
)
def test_xml_that_is_broken_or_dangerous_is_refused_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    _refused(_zip(tmp_path, **{"project.qde": content}), told)
    (tmp_path / "a.qdc").write_text(content)
    _refused(tmp_path / "a.qdc", told.replace(r"project\.qde", r"a\.qdc"))


def test_archives_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.qdpx").write_bytes(b"PK\x03\x04 and nothing else")
    _refused(tmp_path / "a.qdpx", "is not a readable archive")
    _refused(_zip(tmp_path, **{"readme.txt": "x"}), "contains 0")
    path = _archive(tmp_path, _source())
    content = bytearray(path.read_bytes())
    content[content.index(b"Sources/T1.TXT") + 20] ^= 0xFF
    path.write_bytes(content)
    _, remarks = _read(path)
    assert "damaged" in remarks[0].sentence


# -- ours


BOOK = (
    '<?xml version="1.0" encoding="{}"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
    '<Code guid="A" name="{}"/></Codes></CodeBook>'
)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Ł"),
        ("utf-16", "Ł"),
        ("utf-32", "Ł"),
        ("windows-1250", "Ł"),
        ("shift_jis", "国会"),
        ("gb18030", "机构"),
    ],
)
def test_xml_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "a.qdc"
    path.write_bytes(BOOK.format(encoding, name).encode(encoding))
    assert [thing.label for thing in refi.read(path, NO_OPTIONS) if isinstance(thing, ExternalLabel)] == [name]


@pytest.mark.parametrize("encoding", ["UTF-77", "base64", "x" * 30])
def test_xml_in_no_encoding_is_refused_with_its_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.qdc"
    path.write_text(BOOK.format(encoding, "a"))
    with pytest.raises(ImportFailed, match=r"a\.qdc:1: This declares an unknown encoding, “.*”"):
        list(refi.read(path, NO_OPTIONS))
