"""Texts that people read are plain English, without the turns of phrase in data/banned_turns.toml.

What is left is counted for each file in data/banned_turns_left.toml, and the counts may only fall. To see where:
    python tests/test_plain_english.py [FILE...]        --lower: write down the counts that have fallen
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
LEFT = DATA / "banned_turns_left.toml"
PACKAGES = ("annotations", "desktop")
DOCUMENTS = ("*.md", ".github/**/*.md", ".github/**/*.yml", "packaging/**/*.md", "resources/**/*.md")
TURNS = [
    (re.compile(entry["turn"], re.IGNORECASE), entry["instead"])
    for entry in tomllib.loads((DATA / "banned_turns.toml").read_text(encoding="utf-8"))["turns"]
]
WORDS = re.compile(r"[^\W\d_]{2,}[,;:]? …?[^\W\d_]")
NOT_PROSE = re.compile(r"\\[bwsd]|\(\?|^\s*[A-Z]{4,} |</?[a-z]+ ")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Text(NamedTuple):
    """Some words, and where they are; `path` is relative to the root of the project."""

    path: str
    line: int
    words: str


def texts() -> Iterator[Text]:
    """Every text that people may read in the window, on the command line or in a document."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from strings(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    for path in sorted(path for pattern in DOCUMENTS for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield Text(name, number, line)


def strings(source: str, path: str) -> Iterator[Text]:
    """The strings of a module: all that are translated, and others with two words or more, except docstrings.

    Messages take many ways to the screen (errors, table cells, titles of formats), so all strings are looked at.
    """
    tree = ast.parse(source)
    translated = {id(argument) for node in ast.walk(tree) if is_translation(node) for argument in node.args}
    skipped = {id(node) for documentation in docstrings(tree) for node in ast.walk(documentation)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        words = None
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in ast.walk(node))
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value
        if words and (id(node) in translated or WORDS.search(words) and not NOT_PROSE.search(words)):
            yield Text(path, node.lineno, words)


def is_translation(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"tr", "translate"}


def docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """What documents a module, class, function or attribute: a string that is a statement of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node


def banned(words: str) -> Iterator[tuple[str, str]]:
    """Each banned turn in some words, with what to say instead."""
    for turn, instead in TURNS:
        for found in turn.finditer(words):
            yield found[0].strip(), instead


def counts() -> Counter[str]:
    """How many banned turns each file has."""
    found: Counter[str] = Counter()
    for text in texts():
        found[text.path] += sum(1 for _ in banned(text.words))
    return +found


def left() -> dict[str, int]:
    return tomllib.loads(LEFT.read_text(encoding="utf-8"))["left"]


def test_no_file_gets_more_banned_turns() -> None:
    allowed = left()
    more = {
        path: f"{count}, not {allowed.get(path, 0)}" for path, count in counts().items() if count > allowed.get(path, 0)
    }
    assert more == {}, f"run “python tests/test_plain_english.py {' '.join(more)}”"


def test_files_that_are_gone_have_no_allowance() -> None:
    assert [path for path in left() if not (ROOT / path).is_file()] == []


def test_every_kind_of_text_is_looked_at() -> None:
    source = '''"""Nothing is made anew here."""
LABEL = self.tr("anew")
parser.add_argument("--x", help="make it anew")
raise Refused(f"{path} was made anew: {why}. Go on.")
'''
    found = [(text.line, text.words) for text in strings(source, "x.py") if list(banned(text.words))]
    assert sorted(found) == [(2, "anew"), (3, "make it anew"), (4, "… was made anew: …. Go on.")]
    seen = {text.path for text in texts()}
    assert {"README.md", "CHANGELOG.md", "desktop/actions.py", "SECURITY.md"} <= seen


def test_turns_are_found_and_plain_english_is_not() -> None:
    for words in ("“xx” is no code", "what is told", "Cancel what is running", "It stands there", "whoever reads it"):
        assert list(banned(words)), words
    for words in (
        "There is no file a.txt.",
        "Told apart by name",
        "What is a claim?",
        "It stands for all.",
        "It is no longer here.",
    ):
        assert not list(banned(words)), words


def main(arguments: list[str]) -> None:
    """List the banned turns, or with `--lower` write down the counts that have fallen."""
    if arguments == ["--lower"]:
        now, allowed = counts(), left()
        lines = [f'"{path}" = {min(count, now[path])}' for path, count in sorted(allowed.items()) if now[path]]
        LEFT.write_text("\n".join([LEFT.read_text(encoding="utf-8").partition("[left]")[0] + "[left]", *lines, ""]))
        return
    for text in texts():
        for found, instead in banned(text.words):
            if not arguments or text.path in arguments:
                sys.stdout.write(f"{text.path}:{text.line}: “{found}” → {instead}\n    {text.words}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
