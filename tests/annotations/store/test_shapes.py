"""What is read out of a project file is checked, wherever it is read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import annotations
from annotations.changes import Kind
from annotations.project import Project
from annotations.store.images import COLUMNS
from annotations.store.shapes import json_object, misfit
from annotations.store.translating import STORED

# They look for damage, and take whatever they find; or check each row by themselves; or ask only whether there is one.
LENIENT = {
    "store/integrity.py", "store/kept.py", "store/database.py",
    "selected", "misquoted", "ids_as_they_are", "annotations_among", "annotations_of", "marks",
    "done_by_machine", "read",
}  # fmt: skip


def _unchecked() -> Iterator[str]:
    root = Path(annotations.__file__).parent
    for path in root.rglob("*.py"):
        name = path.relative_to(root).as_posix()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and not {name, function.name} & LENIENT:
                yield from (f"{name} {function.name}" for call in ast.walk(function) if _is_unchecked(call))


def _is_unchecked(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = ast.unparse(node.func.value)
    if node.func.attr not in ("rows", "row", "stream") or not owner.endswith("database"):
        return False
    return len(node.args) < 3 and "shape" not in [keyword.arg for keyword in node.keywords]


def test_every_query_says_what_it_may_give() -> None:
    assert sorted(_unchecked()) == []


@pytest.mark.parametrize("kind", Kind)
def test_the_columns_of_each_kind_are_those_of_its_table(project: Project, kind: Kind) -> None:
    table = [row[1] for row in project.database.rows(f"PRAGMA table_info({kind})")]
    assert table == ["number", *STORED[kind]]
    shown = {"id", "quote"} | set(STORED[kind]) - {"words"}
    assert COLUMNS[kind].keys() <= shown
    assert set(STORED[kind]) - {"words"} <= COLUMNS[kind].keys()


@pytest.mark.parametrize(
    ("row", "shape", "fits"),
    [
        (("a", 1, 1.5), "tir", True),
        (("a", 1, 2), "tir", True),
        (("a", True, 2), "tir", False),
        ((b"a", 1, 2), "tir", False),
        ((None, 1, 2), "tir", False),
        ((None, None, None), "TIR", True),
        (("done", "person", "accepted", "articles", "import"), "savko", True),
        (("done?", "person", "accepted", "articles", "import"), "savko", False),
        (("done", "person", None, "articles", "import"), "saVko", True),
        (("done", "person", None, "articles", "import"), "savko", False),
        ((b"\xff", "x"), "-t", True),
    ],
)
def test_a_shape_tells_what_fits(row: tuple[object, ...], shape: str, fits: bool) -> None:
    rows = [row] * 3
    assert (misfit(rows, shape) is None) == fits
    good = misfit(rows, "-" * len(shape))
    assert good is None


def test_the_row_that_does_not_fit_is_found() -> None:
    rows = [(number, "x") for number in range(5000)]
    rows[4321] = (4321, b"x")  # type: ignore[assignment]
    assert misfit(rows, "it") == (4321, b"x")
    assert misfit([(1,), (None,)], "i") == (None,)
    assert misfit([], "it") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "null", '"a"', b"\xff", None, 7, "[" * 5000])
def test_what_is_no_object_is_none(text: object) -> None:
    assert json_object(text) is None
