"""Each contract of pyproject.toml is proven by breaking it once, in a copy of the packages."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
# Contract → the file that breaks it, and the line that does.
BREAKS = {
    "the window may import the domain, never the reverse": ("annotations/text.py", "import desktop.theme"),
    "the domain knows no Qt": ("annotations/scheme/rules.py", "from PySide6.QtCore import QObject"),
    "only the store touches SQL": ("annotations/operations/annotating.py", "import sqlite3"),
    "the command line and the window reach the store only through operations": (
        "desktop/session.py", "from annotations.store import articles",
    ),
    "every domain module has its place": ("annotations/without_a_place.py", ""),
    "every part of the window has its place": ("desktop/models/queue.py", "import desktop.views.widgets.chips"),
    "views know records and signals, not projects": ("desktop/views/header.py", "import annotations.project"),
}  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    pytest.importorskip("importlinter", reason="import-linter is not installed: it comes with the extra “dev”")
    for package in ("annotations", "desktop"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(folder: Path) -> set[str]:
    """The contracts that import-linter finds broken in a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    told = subprocess.run(
        [*command, "--no-logo", "--no-cache"], cwd=folder, env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = {line.strip() for line in told.stdout.splitlines()}
    names = {contract["name"] for contract in CONTRACTS}
    assert all({f"{name} KEPT", f"{name} BROKEN"} & lines for name in names), told.stdout + told.stderr
    return {name for name in names if f"{name} BROKEN" in lines}


def test_every_contract_has_its_proof() -> None:
    assert {contract["name"] for contract in CONTRACTS} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_breaking_a_contract_is_found(copy: Path, name: str) -> None:
    file, line = BREAKS[name]
    path = copy / file
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    assert name in broken(copy)


def test_nothing_is_broken_as_it_stands(copy: Path) -> None:
    assert broken(copy) == set()


SAFE_TIPS = {"tip", "guideline_card", "tr", "_tr"}
TIPS = {"setToolTip", "setStatusTip", "setWhatsThis"}
# Where what is given was made safe before, or is one of our own names: the file, and what it gives.
OWN_NAMES = {
    ("desktop/views/widgets/tool_button.py", "name"),
    ("desktop/views/widgets/flat_button.py", "name"),
    ("desktop/views/agreement/filters.py", "name"),
    ("desktop/views/agreement/thresholds.py", "name"),
    ("desktop/views/docks.py", "self._cross.accessibleName()"),
}


def unsafe(tree: ast.AST) -> list[str]:
    """What is given to tool tips without having been made plain."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    given = [call.args[-1] for call in calls if call.func.attr in TIPS]
    roles = [
        node.body[-1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.match_case) and "ToolTipRole" in ast.unparse(node.pattern)
    ]
    return [ast.unparse(one) for one in (*given, *roles) if not is_safe(one)]


def is_safe(given: ast.expr) -> bool:
    match given:
        case ast.Constant():
            return True
        case ast.IfExp():
            return is_safe(given.body) and is_safe(given.orelse)
        case ast.Call():
            return ast.unparse(given.func).rpartition(".")[2] in SAFE_TIPS
    return False


def test_every_tool_tip_is_plain() -> None:
    """Qt takes what looks like HTML for HTML and opens what it names; `desktop.plain.tip` keeps it from that."""
    found = {
        (path.relative_to(ROOT).as_posix(), given)
        for path in (ROOT / "desktop").rglob("*.py")
        for given in unsafe(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == OWN_NAMES


@pytest.mark.parametrize(
    "line",
    ["row.setToolTip(title)", "item.setToolTip(0, f'{title}')", "w.setToolTip(a if b else 'c')", "w.setWhatsThis(x)"],
)
def test_a_tool_tip_that_is_not_plain_is_found(line: str) -> None:
    assert unsafe(ast.parse(line))
