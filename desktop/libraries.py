"""What the program is made of, for the dialog about it: versions, licences and the texts of these."""

import platform
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import qVersion

from annotations import __version__
from annotations.project import SQLITE_VERSION
from annotations.resources import resource

_NAME = re.compile(r"[\w.-]+")
_TEXTS = re.compile(r"(?:licen[cs]e|copying|notice)", re.IGNORECASE)
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)")
_FOR_DEVELOPERS = {"test", "dev", "oracles", "peers"}
_LONGEST = 60  # characters of what some packages call their licence: it can be the whole text


class Part(NamedTuple):
    """A library or data that the program uses. `text` is its licence in full, empty when it brings none."""

    name: str
    version: str
    licence: str
    text: str = ""


def versions() -> str:
    """The versions that a report needs, each on its line."""
    found = [f"Claimdesk {__version__}", f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    found += [f"{one.name} {one.version}" for one in map(_installed, ("PySide6-Essentials", "spacy")) if one]
    return "\n".join([*found, f"SQLite {SQLITE_VERSION}", platform.platform()])


def parts() -> list[Part]:
    """The program, the data that it ships, and every library that is installed for it, by name."""
    found: dict[str, Part] = {}
    _collect("claimdesk", found)
    own = found.pop("claimdesk", Part("", "", ""))
    return [
        Part("Claimdesk", __version__, "MIT", own.text),
        *_data(),
        *sorted(found.values(), key=lambda part: part.name.casefold()),
    ]


def _data() -> Iterator[Part]:
    pipeline = resource("pipelines", "claimdesk-en")
    texts = [(pipeline / name).read_text(encoding="utf-8") for name in ("ATTRIBUTION.md", "LICENSE.txt")]
    yield Part("Pipeline claimdesk-en", "", "CC BY-SA 4.0", "\n\n".join(texts))
    lists = resource("gazetteers", "README.md").read_text(encoding="utf-8")
    yield Part("Names from GeoNames and Unicode CLDR", "", "CC BY 4.0, Unicode-3.0", lists)


def _collect(name: str, found: dict[str, Part]) -> None:
    key = re.sub(r"[-_.]+", "-", name).casefold()
    installed = None if key in found else _installed(name)
    if installed is None:
        return
    found[key] = Part(installed.name, installed.version, _licence(installed), _text(installed))
    for required in installed.requires or ():
        wanted, extra = _NAME.match(required), _EXTRA.search(required)
        if wanted and (extra is None or (key == "claimdesk" and extra[1] not in _FOR_DEVELOPERS)):
            _collect(wanted[0], found)


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # it belongs to an extra or to another system
        return None


def _licence(installed: Distribution) -> str:
    about = installed.metadata
    said = [one.strip() for name in ("License-Expression", "License") for one in about.get_all(name) or ()]
    said += [one.rpartition(" :: ")[2] for one in about.get_all("Classifier") or () if one.startswith("License :: ")]
    return next((one for one in said if one and len(one) <= _LONGEST and "\n" not in one), "")


def _text(installed: Distribution) -> str:
    files = [Path(str(file.locate())) for file in installed.files or () if _TEXTS.match(file.name)]
    texts = [file for file in files if file.suffix in ("", ".txt", ".md", ".rst") and file.is_file()]
    return "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in texts)
