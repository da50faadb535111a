"""The manual agrees with the program: every key of a scheme, every table of the file, every option of the commands."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from annotations.project import create_project
from annotations.scheme import HUES, load_scheme
from annotations.scheme.records import Field, Layer, LinkRole, Scheme, Value
from annotations.scheme.source import SHAPE
from annotations.store.database import USER_VERSION

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "resources" / "manual"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(MANUAL.glob("*.md"))}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *MANUAL.glob("*.md"), *(ROOT / "resources").glob("*/README.md")])
_LAYER = SHAPE["layers"]
# Section of the scheme reference → the keys that the program reads there, and the record that has their defaults.
TABLES = {
    "Scheme": (SHAPE, Scheme),
    "Layers": (_LAYER, Layer),
    "Fields": (_LAYER["fields"], Field),
    "Values": (_LAYER["labels"], Value),
    "Links": (_LAYER["links"], LinkRole),
}
REQUIRED = {"name", "title", "version", "kind", "layers"}


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(section: str) -> dict[str, str]:
    """The keys in a section of the scheme reference, each with its default."""
    text = re.split(r"(?m)^## ", PAGES["scheme-reference.md"].partition(f"\n## {section}\n")[2])[0]
    found = {}
    for line in re.findall(r"(?m)^\| (`.*) \|$", text):
        names, _, default, *_ = re.split(r"(?<!\\) \| ", line)
        found |= dict.fromkeys(re.findall(r"`(\w+)`", names), default)
    return found


@pytest.mark.parametrize("section", TABLES)
def test_every_key_of_a_scheme_is_explained_with_its_default(section: str) -> None:
    shape, record = TABLES[section]
    found = rows(section)
    assert set(found) == set(shape)
    wrong = {key for key, default in found.items() if default not in defaults(key, record)}
    assert wrong == set()


def defaults(key: str, record: type) -> tuple[str, ...]:
    """A default as the reference may write it."""
    if key in REQUIRED:
        return ("required",)
    if (record, key) == (Scheme, "statuses"):
        return ("those of the default scheme",)
    default = record._field_defaults[key]
    if isinstance(default, bool):
        return (f"`{str(default).lower()}`",)
    if isinstance(default, str):
        return (f'`"{default}"`',)
    return ("none",) if default is None else ("none", "`[]`") if default == () else (f"`{default}`",)


def test_the_example_scheme_can_be_loaded(tmp_path: Path) -> None:
    example = re.search(r"(?s)<!-- example -->\s*```toml\n(.*?)```", PAGES["scheme-reference.md"])
    assert example
    (tmp_path / "quotes.toml").write_text(example[1], encoding="utf-8")
    scheme = load_scheme(str(tmp_path / "quotes.toml"))
    assert [layer.name for layer in scheme.layers] == ["speaker", "quote"]


def test_every_colour_is_listed() -> None:
    assert [hue for hue in HUES if f"`{hue}`" not in PAGES["scheme-reference.md"]] == []


def test_every_table_and_column_of_the_file_is_explained(tmp_path: Path) -> None:
    project = create_project(tmp_path / "p.claimdesk", load_scheme("news-claims"))
    page = PAGES["file-format.md"]
    names = [name for (name,) in project.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    indexes = ("articles_fts", "terms", "annotation_terms", "article_terms", "sqlite_", "_sqlite_migrations")
    tables = [name for name in names if not name.startswith(indexes)]
    assert tables == [name for name in tables if f"### `{name}`" in page]
    for table in tables:
        section = page.partition(f"### `{table}`\n")[2].partition("\n##")[0]
        columns = [row[1] for row in project.database.rows(f"PRAGMA table_info({table})") if row[1] != "number"]
        assert columns
        assert [column for column in columns if f"`{column}`" not in section] == [], table
    project.close()


def test_every_version_of_the_file_is_listed() -> None:
    versions = re.search(r"(?s)<!-- versions -->(.*?)<!-- end of versions -->", PAGES["file-format.md"])
    assert versions
    assert [int(number) for number in re.findall(r"(?m)^\| (\d+) \|", versions[1])] == [*range(1, USER_VERSION + 1)]


def test_the_page_on_the_command_line_is_up_to_date() -> None:
    assert tool("manual").filled(PAGES["command-line.md"]) == PAGES["command-line.md"], "run “make docs”"


def test_every_page_is_in_the_index() -> None:
    assert {"index.md", *re.findall(r"\]\(([\w-]+\.md)\)", PAGES["index.md"])} == set(PAGES)


def links() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT).as_posix(), target


@pytest.mark.parametrize(("document", "target"), sorted(set(links())))
def test_links_lead_to_a_file(document: str, target: str) -> None:
    assert ((ROOT / document).parent / target).exists()
