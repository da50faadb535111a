"""Tables of ratings as spreadsheets, R and pandas write them: what is an annotator, a name, a rating, a gap."""

from pathlib import Path

import krippendorff
import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from annotations.agreement.rating_header import TableOptions
from annotations.agreement.rating_tables import figures_of, read_ratings
from annotations.agreement.rating_words import understood_json, understood_words
from annotations.errors import ClaimdeskError

COLOURS = [("red", "red"), ("blue", "blue"), ("red", "blue"), ("blue", "blue"), ("red", "red"), ("blue", "red")]
SCORES = [("3", "4"), ("2", "2"), ("5", "4"), ("1", "1"), ("4", "4"), ("2", "3"), ("5", "5")]


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def alpha(rows: list[tuple[str, ...]], level: str = "nominal") -> float:
    """By another program; what is empty is missing."""
    words = sorted({cell for row in rows for cell in row if cell})
    if level == "nominal":
        data = [[words.index(cell) if cell else np.nan for cell in column] for column in zip(*rows, strict=True)]
    else:
        data = [[float(cell) if cell else np.nan for cell in column] for column in zip(*rows, strict=True)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def with_items(header: str, items: list[str], rows: list[tuple[str, ...]], separator: str = ",") -> str:
    return "\n".join([header, *(separator.join((item, *row)) for item, row in zip(items, rows, strict=True))]) + "\n"


@pytest.mark.parametrize("name", ["item", "article", "#", "Nr", "case", "text_id", "", "番号", "Quelle", "zzz"])
@pytest.mark.parametrize("items", [[f"t{n}" for n in range(6)], [str(n) for n in range(1, 7)], list("uvwxyz")])
def test_a_column_of_items_is_no_annotator_whatever_its_name(tmp_path: Path, name: str, items: list[str]) -> None:
    found = read_ratings(table(tmp_path, with_items(f"{name},Ana,Bo", items, COLOURS)), "nominal")
    assert (found.names, found.items, found.header) == (("Ana", "Bo"), (name or "1",), True)
    assert figures_of(found.ratings, found.names, "nominal")[0].value == pytest.approx(alpha(COLOURS))


def test_items_are_known_in_tables_without_names_too(tmp_path: Path) -> None:
    text = with_items("t0,red,red", [f"t{n}" for n in range(1, 7)], COLOURS)
    found = read_ratings(table(tmp_path, text), "nominal")
    assert (found.names, found.items, found.header, len(found.ratings.codes)) == (("2", "3"), ("1",), False, 7)


def test_a_text_beside_its_number_is_no_annotator_either(tmp_path: Path) -> None:
    rows = "\n".join(f"{n},the text {n},{one},{other}" for n, (one, other) in enumerate(COLOURS))
    found = read_ratings(table(tmp_path, f",text,Ana,Bo\n{rows}\n"), "nominal")
    assert (found.names, found.items) == (("Ana", "Bo"), ("1", "text"))


@pytest.mark.parametrize("header", ["item,1,2", ",0,1", "item,17,23", "Nr;1;2"])
def test_numbers_may_name_annotators(tmp_path: Path, header: str) -> None:
    separator = ";" if ";" in header else ","
    text = with_items(header, [f"u{n}" for n in range(len(SCORES))], SCORES, separator)
    found = read_ratings(table(tmp_path, text), "interval")
    assert (found.header, len(found.names), len(found.ratings.codes)) == (True, 2, len(SCORES))
    figure = figures_of(found.ratings, found.names, "interval")[0]
    assert figure.value == pytest.approx(alpha(SCORES, "interval"))


def test_numbers_name_annotators_where_ratings_are_words(tmp_path: Path) -> None:
    text = "\n".join(",".join(row) for row in [("101", "102"), *COLOURS])
    assert read_ratings(table(tmp_path, text), "nominal").names == ("101", "102")


@pytest.mark.parametrize("level", ["nominal", "interval"])
def test_a_table_of_numbers_without_names_has_none(tmp_path: Path, level: str) -> None:
    text = "\n".join(",".join(row) for row in [("4", "4"), *SCORES])
    found = read_ratings(table(tmp_path, text), level)
    assert (found.header, found.items, len(found.ratings.codes)) == (False, (), len(SCORES) + 1)
    figure = figures_of(found.ratings, found.names, level)[0]
    assert figure.value == pytest.approx(alpha([("4", "4"), *SCORES], level))


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [
        (";", "utf-8-sig"),
        (";", "cp1252"),
        ("\t", "utf-16"),
        (",", "utf-16-le"),
        ("\t", "utf-8"),
        (",", "mac-roman"),
        ("|", "utf-8"),
    ],
)
def test_every_spreadsheet_s_way_to_write_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    text = "\r\n".join(
        separator.join(row)
        for row in [("Größe", "Jörg", "Zoë"), *(("x" + str(n), *row) for n, row in enumerate(COLOURS))]
    )
    content = ("\ufeff" if encoding == "utf-16-le" else "") + text
    found = read_ratings(table(tmp_path, content, encoding), "nominal")
    assert found.items == ("Größe",) or encoding == "mac-roman"
    assert (len(found.names), found.separator, len(found.ratings.codes)) == (2, separator, len(COLOURS))


def test_quoted_cells_may_hold_separators_and_line_ends(tmp_path: Path) -> None:
    text = 'item,Ana,Bo\n"a, ""b""","red","red"\n"c\nd","blue","red"\n"e;f;g","red","red"\n'
    found = read_ratings(table(tmp_path, text), "nominal")
    assert (found.names, len(found.ratings.codes), found.ratings.categories) == (("Ana", "Bo"), 3, ("blue", "red"))


@pytest.mark.parametrize("sign", ["NA", "NaN", "nan", "N/A", "#N/A", "NULL", "<NA>", "", '""', " "])
def test_what_is_missing_is_no_category(tmp_path: Path, sign: str) -> None:
    text = f"item,Ana,Bo\na,red,{sign}\nb,blue,blue\nc,red,red\nd,blue,red\ne,red,red\n"
    found = read_ratings(table(tmp_path, text), "nominal")
    assert found.ratings.categories == ("blue", "red")
    assert sum(found.missing.values()) == 1
    expected = alpha([("red", ""), ("blue", "blue"), ("red", "red"), ("blue", "red"), ("red", "red")])
    assert figures_of(found.ratings, found.names, "nominal")[0].value == pytest.approx(expected)


def test_a_sign_for_missing_is_a_category_when_it_is_named_as_one(tmp_path: Path) -> None:
    text = "item,Ana,Bo\na,NA,NA\nb,DE,NA\nc,DE,DE\n"
    found = read_ratings(table(tmp_path, text), "nominal", TableOptions(categories=("NA", "DE")))
    assert (found.ratings.categories, found.missing) == (("NA", "DE"), {})


def test_decimal_commas_are_numbers(tmp_path: Path) -> None:
    rows = [("1,5", "2,0"), ("3,25", "3,25"), ("0,5", "1,0"), ("2,0", "2,5")]
    text = "\n".join(";".join(row) for row in [("Ana", "Bo"), *rows])
    found = read_ratings(table(tmp_path, text), "interval")
    expected = alpha([(a.replace(",", "."), b.replace(",", ".")) for a, b in rows], "interval")
    assert figures_of(found.ratings, found.names, "interval")[0].value == pytest.approx(expected)


def test_one_and_one_point_nought_are_one_rating(tmp_path: Path) -> None:
    found = read_ratings(table(tmp_path, "item,Ana,Bo\na,1,1.0\nb,2,\nc,2,2.0\nd,1,2.0\n"), "nominal")
    assert found.ratings.categories == ("1", "2")


def test_the_tables_of_r_have_no_name_above_their_rows(tmp_path: Path) -> None:
    text = '"Ana" "Bo"\n' + "\n".join(f'"{n}" "{one}" "{other}"' for n, (one, other) in enumerate(COLOURS, 1))
    found = read_ratings(table(tmp_path, text), "nominal")
    assert (found.names, found.items, found.separator) == (("Ana", "Bo"), ("1",), " ")


def test_empty_columns_and_rows_at_the_ends_are_left_out(tmp_path: Path) -> None:
    text = with_items("item;Ana;Bo;;", list("abcdef"), [(*row, "", "") for row in COLOURS], ";") + ";;;;\n;;;;\n"
    found = read_ratings(table(tmp_path, text), "nominal")
    assert (found.names, len(found.ratings.codes), found.missing) == (("Ana", "Bo"), 6, {})


@pytest.mark.parametrize(
    ("text", "level", "named"),
    [
        ("1,2\n2,2\n1,1\n2,1\n", "nominal", "--no-header"),
        ("7,9\n1,2\n2,2\n1,1\n", "interval", "--header"),
        ("Ana,Bo\n1,1\n2,2\n3,1\n", "nominal", "--items Ana"),
        ("thema,Ana,Bo\na,x,y\na,y,y\nb,x,x\nb,x,y\nc,y,y\nc,x,x\nc,x,x\n", "nominal", "--items thema"),
        ("Ana,Bo\nu,x\nv,y\nw,z\n", "nominal", "--annotators"),
        ("item;Ana;Bo\na;1,234;2,500\nb;1,100;1,200\n", "interval", "--decimal"),
        ("item,Ana,Bo\na,low,mid\nb,high,high\n", "ordinal", "--categories"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(tmp_path: Path, text: str, level: str, named: str) -> None:
    with pytest.raises(ClaimdeskError, match=named):
        read_ratings(table(tmp_path, text), level)


def test_the_options_settle_it(tmp_path: Path) -> None:
    path = table(tmp_path, "1,2\n2,2\n1,1\n2,1\n")
    assert read_ratings(path, "nominal", TableOptions(header=True)).names == ("1", "2")
    assert len(read_ratings(path, "nominal", TableOptions(header=False)).ratings.codes) == 4
    path = table(tmp_path, "Ana,Bo\n1,1\n2,2\n3,1\n")
    assert read_ratings(path, "nominal", TableOptions(annotators=("Ana", "Bo"))).names == ("Ana", "Bo")
    assert read_ratings(path, "nominal", TableOptions(items=("Ana",))).names == ("Bo",)
    assert read_ratings(path, "nominal", TableOptions(items=("1",))).names == ("Bo",)
    with pytest.raises(ClaimdeskError, match="has no column “Cy”. Its columns are: Ana, Bo"):
        read_ratings(path, "nominal", TableOptions(items=("Cy",)))
    path = table(tmp_path, "item;Ana;Bo\na;1,234;2,500\nb;1,100;1,200\n")
    assert read_ratings(path, "interval", decimal=",").used[0] == 1.1
    assert read_ratings(path, "interval", decimal=".").used[0] == 1100.0


def test_a_row_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClaimdeskError, match=r"table.csv:3: This row has 4 cells, but the table has 3 columns"):
        read_ratings(table(tmp_path, "item,Ana,Bo\na,x,y\nb,x,y,z\nc,x,x\n"), "nominal")


def test_a_cell_that_is_no_category_or_number_is_named_with_its_line(tmp_path: Path) -> None:
    path = table(tmp_path, "item,Ana,Bo\na,x,y\nb,x,z\n")
    with pytest.raises(ClaimdeskError, match=r"table.csv:3: “z” is not one of the categories"):
        read_ratings(path, "nominal", TableOptions(categories=("x", "y")))
    with pytest.raises(ClaimdeskError, match=r"table.csv:2: “x” is not a number"):
        read_ratings(path, "interval")


def test_what_was_understood_is_said(tmp_path: Path) -> None:
    text = "Nr;Ana;Bo\n1;ja;ja\n2;nein;NA\n3;nein;\n4;ja;ja\n"
    found = read_ratings(table(tmp_path, text), "nominal")
    assert understood_words(found, "nominal") == (
        "Understood: 4 items (in Nr); 2 annotators: Ana, Bo; 2 categories: ja, nein; 2 of 8 cells missing (1 empty, "
        "1 “NA”).\nThe file: names in the first row, columns separated by semicolons, encoding UTF-8."
    )
    told = understood_json(found, "nominal")
    assert (told["items"], told["item_columns"], told["annotators"]) == (4, ["Nr"], ["Ana", "Bo"])
    assert (told["missing"], told["missing_cells"], told["separator"]) == ({"": 1, "NA": 1}, 2, "semicolon")


@examples(st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", ""])] * 3), min_size=4, max_size=12))
def test_alpha_of_a_table_is_that_of_another_program(tmp_path_factory, rows: list[tuple[str, str, str]]) -> None:
    pairs = [[cell for cell in row if cell] for row in rows]
    if len({cell for row in pairs if len(row) > 1 for cell in row}) < 2:
        return
    text = with_items("item,Ana,Bo,Cy", [f"t{n}" for n in range(len(rows))], rows)
    found = read_ratings(table(tmp_path_factory.mktemp("alpha"), text), "nominal")
    assert figures_of(found.ratings, found.names, "nominal")[0].value == pytest.approx(alpha(rows))
