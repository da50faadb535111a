"""Spans over line breaks in brat: written so that brat's own rules take them, and read back as they were."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange import brat
from annotations.exchange.conversion import taken
from annotations.exchange.losses import counted
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId
from annotations.scheme import load_scheme, scheme_from_json, scheme_to_json

SCHEME = load_scheme("news-claims")
BREAKS = ("\n", "\n\n", " \n ", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029", "\n\x0c\n")


def _record(text: str, *places: tuple[int, int], layer: str = "claim") -> Record:
    marks = tuple(
        Annotation(AnnotationId(f"T{9 - n}"), ArticleId(""), AnnotatorId(""), layer, start, end, text[start:end])
        for n, (start, end) in enumerate(places)
    )
    return Record(Article(text=text), Annotator(AnnotatorId(""), "ana"), "done", annotations=marks)


def _refused(folder: Path) -> list[str]:
    """The lines of spans that brat's server would refuse (`annotation.py`, `_parse_textbound_annotation`)."""
    (path,) = folder.rglob("*.ann")
    text = path.with_suffix(".txt").read_bytes().decode()
    refused = []
    for line in path.read_bytes().decode().splitlines():  # brat ends lines where Python does
        found = re.fullmatch(r"T\d+\t\S+ ([\d ;]+)\t(.*)", line)
        if not found:
            refused += [line] if not re.match(r"[A-Z#]\d+\t", line) or line.startswith("T") else []
            continue
        parts = [tuple(map(int, part.split(" "))) for part in found[1].split(";")]
        apart = all(end <= start for (_, end), (start, _) in zip(parts, parts[1:], strict=False))
        if found[2] != " ".join(text[start:end] for start, end in parts) or not apart:
            refused.append(line)
    return refused


def _back(folder: Path, options: Options = NO_OPTIONS) -> Record:
    found = list(taken(brat.read(folder, options), SCHEME))
    assert [thing for thing in found if isinstance(thing, ImportNote)] == []
    (record,) = found
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize("options", [NO_OPTIONS, Options(parts="split")])
def test_a_span_over_a_line_break_has_a_part_for_each_line_and_is_one_span(
    tmp_path: Path, line_break: str, options: Options
) -> None:
    text = f"So said Rosa.{line_break}Bergen agreed."
    start, end = text.index("Rosa"), text.index(" agreed")
    brat.write(tmp_path / "out", [_record(text, (start, end))], SCHEME, NO_OPTIONS)
    (path,) = tmp_path.rglob("*.ann")
    bergen = text.index("Bergen")
    assert path.read_text(encoding="utf-8") == f"T1\tclaim {start} 13;{bergen} {bergen + 6}\tRosa. Bergen\n"
    assert _refused(tmp_path / "out") == []
    path.with_suffix(".claimdesk.json").unlink()
    (mark,) = _back(tmp_path / "out", options).annotations  # the same without our side file
    assert (mark.start, mark.end, mark.quote) == (start, end, text[start:end])


@given(st.lists(st.sampled_from(("Rosa", "x", "😀", " ", "\u00a0", *BREAKS)), min_size=3, max_size=9), st.data())
def test_brat_refuses_nothing_and_everything_comes_back(pieces: list[str], data: st.DataObject) -> None:
    text = "a" + "".join(pieces)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    places = [
        (min(pair), max(pair)) for pair in data.draw(st.lists(ends, min_size=1, max_size=3)) if pair[0] != pair[1]
    ]
    record = _record(text, *places)
    with tempfile.TemporaryDirectory() as folder:
        brat.write(Path(folder) / "out", [record], SCHEME, NO_OPTIONS)
        assert _refused(Path(folder) / "out") == []
        back = _back(Path(folder) / "out")
    assert back.article.text == text
    assert sorted(back.annotations) == sorted(record.annotations)


def test_a_span_of_white_space_is_told_and_comes_back(tmp_path: Path) -> None:
    record = _record("a \n\n b", (1, 5))
    assert {name: found.total() for name, found in counted([record], brat.LOSSES).items()} == {"blanks": 1}
    brat.write(tmp_path / "out", [record], SCHEME, NO_OPTIONS)
    (path,) = tmp_path.rglob("*.ann")
    assert path.read_text(encoding="utf-8") == ""
    assert _back(tmp_path / "out").annotations == record.annotations


@pytest.mark.parametrize("counts_one", [True, False])
@pytest.mark.parametrize("first", ["", "\ufeff"])
def test_windows_line_ends_count_what_the_words_show(tmp_path: Path, first: str, *, counts_one: bool) -> None:
    text = f"{first}Rosa went.\r\n\r\nTo Bergen\r\nshe went 😀 far.\r\n"
    counted_text = text.replace("\r\n", "\n") if counts_one else text
    lines = []
    for number, words in enumerate(("Rosa", "Bergen", "far"), 1):
        start = counted_text.index(words)
        lines.append(f"T{number}\tPERSON {start} {start + len(words)}\t{words}\r\n")
    start = counted_text.index("Bergen")
    end = counted_text.index("she")
    lines.append(f"T4\tclaim {start} {start + 6};{end} {end + 3}\tBergen\r she\r\n")
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "a.ann").write_bytes("".join(lines).encode())
    found = [thing for thing in taken(brat.read(tmp_path, NO_OPTIONS), SCHEME) if isinstance(thing, Record)]
    wanted = ["Rosa", "Bergen", "far", "Bergen\r\nshe"]
    assert [mark.quote for mark in found[0].annotations] == wanted
    assert all(found[0].article.text[mark.start : mark.end] == mark.quote for mark in found[0].annotations)


def test_labels_of_other_scripts_have_types_of_their_own_that_brat_shows_by_name(tmp_path: Path) -> None:
    told = scheme_to_json(SCHEME).replace('"PERSON"', '"Персона"').replace('"GPE"', '"Местоо"')
    scheme = scheme_from_json(told)
    text = "Rosa went"
    marks = _record(text, (0, 4), (5, 9), layer="entity").annotations
    marks = (marks[0]._replace(label="Персона"), marks[1]._replace(label="Местоо"))
    brat.write(tmp_path / "out", [_record(text)._replace(annotations=marks)], scheme, NO_OPTIONS)
    (path,) = tmp_path.rglob("*.ann")
    types = [line.split("\t")[1].split(" ")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(set(types)) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in types)
    shown = (tmp_path / "out/visual.conf").read_text(encoding="utf-8")
    assert f"{types[0]} | Персона\n" in shown
    (back,) = taken(brat.read(tmp_path / "out", NO_OPTIONS), scheme)
    assert isinstance(back, Record)
    assert [mark.label for mark in back.annotations] == ["Персона", "Местоо"]
