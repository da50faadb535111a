"""WebAnno TSV: its header, stacked and split marks, slots, chains, relations, and offsets in UTF-16."""

from pathlib import Path

import pytest

from annotations.exchange import webanno
from annotations.exchange.external import ExternalRecord
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "a.tsv"
    path.write_bytes("".join(line + "\n" for line in ("#FORMAT=WebAnno TSV 3.3", *lines)).encode())
    return path


def _read(path: Path) -> ExternalRecord:
    (found,) = webanno.read(path, NO_OPTIONS)
    assert isinstance(found, ExternalRecord)
    return found


def test_marks_of_several_words_are_joined_by_their_ids(tmp_path: Path) -> None:
    found = _read(
        _file(
            tmp_path,
            "#T_SP=custom.Thing|value|note",
            "",
            "",
            "#Text=😀 Ana Ruiz said",
            "1-1\t0-2\t😀\t_\t_\t",
            "1-2\t3-6\tAna\tPER[1]|OTHER[2]\t*[1]|a\\|b[2]\t",
            "1-3\t7-11\tRuiz\tPER[1]\t*[1]\t",
            "1-4\t12-16\tsaid\t_\t_\t",
            "1-4.1\t12-14\tsa\tPART\t\\_\t",
            "",
            "#Text=no.",
            "2-1\t17-20\tno.\t\\*\t*\t",
        )
    )
    marks = placed(found).foreign.marks
    assert [(mark.label, mark.quote, mark.fields) for mark in marks] == [
        ("PER", "Ana Ruiz", {}),
        ("OTHER", "Ana", {"note": "a|b"}),
        ("PART", "sa", {"note": "_"}),
        ("*", "no.", {}),
    ]
    assert found.article.text == "😀 Ana Ruiz said\nno."


def test_slots_chains_and_relations_find_their_ends(tmp_path: Path) -> None:
    found = _read(
        _file(
            tmp_path,
            "#T_SP=custom.Name|value",
            "#T_SP=custom.Host|ROLE_custom.Host:links_custom.Link|uima.tcas.Annotation",
            "#T_CH=custom.Coref|referenceType|referenceRelation",
            "#T_RL=custom.Knows|how|BT_custom.Name",
            "",
            "",
            "#Text=a b c",
            "1-1\t0-1\ta\tX[1]|Y[2]\twho;*\t1-2;1-1[2]\tname[1]\tcoref->1-1\t_\t_\t",
            "1-2\t2-3\tb\tZ\t_\t_\t_\t_\twell\t1-1[2_0]\t",
            "1-3\t4-5\tc\t_\t_\t_\tpron[1]\t*->1-2\t_\t_\t",
        )
    )
    by_label = {mark.label or mark.layer: mark for mark in found.marks}
    assert {role: link.annotation for role, link in by_label["Host"].links.items()} == {
        "who": by_label["Z"].key,
        "links": by_label["Y"].key,
    }
    assert {role: link.annotation for role, link in by_label["name"].links.items()} == {"coref": by_label["pron"].key}
    (relation,) = found.relations
    assert relation[:4] == (by_label["Y"].key, by_label["Z"].key, "", {"how": "well"})
    assert relation.layer == "Knows"


def test_offsets_in_code_points_are_told_from_those_in_utf_16(tmp_path: Path) -> None:
    rows = ("1-1\t0-1\t😀\t_\t", "1-2\t2-5\tAna\tPER\t")
    found = _read(_file(tmp_path, "#T_SP=custom.Thing|value", "", "", "#Text=😀 Ana", *rows))
    assert (found.unit, placed(found).foreign.marks[0].quote) == ("codepoint", "Ana")


def test_a_word_that_is_not_in_the_text_takes_its_mark_out(tmp_path: Path) -> None:
    row = "1-1\t0-3\tEva\tPER\t"
    (remark,) = placed(_read(_file(tmp_path, "#T_SP=custom.Thing|value", "", "", "#Text=Ana", row))).remarks
    assert "“Ana”, not “Eva”" in remark.sentence


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("#T_SP=a.B|v", "", "", "#Text=a", "1-1\t0-1\ta"), "columns"),
        (("#T_SP=a.B|v", "", "", "#Text=a", "1-1\tx-1\ta\t_"), "not a row"),
    ],
)
def test_a_file_that_breaks_the_format_is_refused_with_its_line(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    (remark,) = webanno.read(_file(tmp_path, *lines), NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert told in remark.sentence
    assert "ine " in remark.sentence


@pytest.mark.parametrize(
    ("start", "told"), [(1, "before the end of the previous one"), (700_000_000, "beyond the end of the file")]
)
def test_a_sentence_with_wrong_offsets_is_left_out_and_the_others_are_read(
    tmp_path: Path, start: int, told: str
) -> None:
    rows = ("#Text=abc", "1-1\t0-3\tabc\t", "", "#Text=d", f"2-1\t{start}-{start + 1}\td\t")
    path = _file(tmp_path, "", "", *rows, "", "#Text=ef", "3-1\t4-6\tef\t")
    remark, found = webanno.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert isinstance(found, ExternalRecord)
    assert (remark.place.rpartition(":")[2], told in remark.sentence) == ("8", True)
    assert found.article.text == "abc\nef"


def test_a_row_without_end_is_refused(tmp_path: Path) -> None:
    row = "1-1\t0-1\ta\t" + "x|" * 600_000
    (remark,) = webanno.read(_file(tmp_path, "#T_SP=a.B|v", "", "", "#Text=a", row), NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert "Line 6 has more than 1,000,000 characters" in remark.sentence


def test_the_second_version_of_the_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b" # x.NamedEntity | value\n#id=1\n#text=This is it\n1-1\tThis\tO\n")
    assert webanno.recognises(path, path.read_bytes())
    (remark,) = webanno.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert "v3.3" in remark.sentence


def test_our_claims_are_a_custom_layer_with_slots(tmp_path: Path) -> None:
    text = " Ana 😀 said no."

    def mark(key: str, layer: str, start: int, end: int, label: str = "", **more: object) -> Annotation:
        empty = Annotation(AnnotationId(key), ArticleId(""), AnnotatorId(""), layer, start, end, text[start:end], label)
        return empty._replace(**more)

    claim = mark(
        "c", "claim", 7, 14, fields={"disputed": False, "note": "a_b"}, links={"claimer": Link("", AnnotationId("p"))}
    )
    record = Record(Article(text=text), annotations=(mark("p", "entity", 1, 4, "PERSON"), claim))
    webanno.write(tmp_path / "out", [record], SCHEME, NO_OPTIONS)
    assert (tmp_path / "out/00001-article.tsv").read_text(encoding="utf-8") == (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=webanno.custom.Entity|label\n"
        "#T_SP=webanno.custom.Claim|disputed|note|"
        "ROLE_webanno.custom.Claim:claimer_webanno.custom.ClaimClaimerLink|uima.tcas.Annotation\n"
        "\n"
        "\n"
        "#Text= Ana 😀 said no.\n"
        "1-1\t0-1\t \t_\t_\t_\t_\t_\t\n"
        "1-2\t1-4\tAna\tPERSON[1]\t_\t_\t_\t_\t\n"
        "1-3\t5-7\t😀\t_\t_\t_\t_\t_\t\n"
        "1-4\t8-12\tsaid\t_\tfalse[2]\ta\\_b[2]\tclaimer[2]\t1-2[1]\t\n"
        "1-5\t13-15\tno\t_\tfalse[2]\ta\\_b[2]\tclaimer[2]\t1-2[1]\t\n"
        "1-6\t15-16\t.\t_\t_\t_\t_\t_\t\n"
    )
