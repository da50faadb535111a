"""What is shipped agrees with what pyproject.toml says about it."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
METAINFO = ElementTree.parse(ROOT / "packaging" / "linux" / "org.claimdesk.Claimdesk.metainfo.xml").getroot()
WHEEL = [ROOT / name for name in PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]


@pytest.mark.parametrize("package", [folder for folder in WHEEL if (folder / "__init__.py").exists()])
def test_every_package_says_that_it_is_typed(package: Path) -> None:
    assert (package / "py.typed").is_file()


def test_the_licence_is_the_same_everywhere() -> None:
    assert METAINFO.findtext("project_license") == PROJECT["license"]
    assert [name for name in PROJECT["license-files"] if not (ROOT / name).is_file()] == []


def test_the_releases_are_those_of_the_changelog() -> None:
    versions = re.findall(r"(?m)^## \[([\d.]+)\] - ([\d-]+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert [(release.get("version"), release.get("date")) for release in METAINFO.iter("release")] == versions


def test_any_newer_python_may_install_it() -> None:
    assert re.fullmatch(r">=3\.\d+", PROJECT["requires-python"])


def test_qt_that_drops_references_to_none_is_excluded_below_python_3_12() -> None:
    """See tests/desktop/test_none_references.py."""
    packaging = pytest.importorskip("packaging.requirements", reason="packaging is not installed")
    qt = [packaging.Requirement(line) for line in PROJECT["dependencies"] if line.startswith("PySide6-Essentials")]
    for python in ("3.11", "3.12", "3.13", "3.14", "3.15"):
        fitting = [need for need in qt if need.marker.evaluate({"python_version": python})]
        assert len(fitting) == 1, python
        assert fitting[0].specifier.contains("6.12.0") == (python != "3.11")
