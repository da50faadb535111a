"""A file has at most 250 lines and a function at most 40, so that both can be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("annotations", "desktop", "packaging", "tests")
FILE, FUNCTION = 250, 40


def modules() -> Iterator[tuple[str, str]]:
    """The name of every Python file, and its source."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def long_files() -> dict[str, int]:
    lengths = {name: len(source.splitlines()) for name, source in modules()}
    return {name: length for name, length in lengths.items() if length > FILE}


def long_functions() -> dict[str, int]:
    found = {}
    for name, source in modules():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION:
                    found[f"{name} {node.name}"] = length
    return found


def test_no_file_is_too_long() -> None:
    assert long_files() == {}


def test_no_function_is_too_long() -> None:
    assert long_functions() == {}
