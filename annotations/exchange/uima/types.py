"""The type system of an XMI file: from descriptions next to it, or else inferred from the file itself.

dkpro-cassis must know every type and feature of a file. XML files describe them; they are recognised by their content:
the one that the user names, those in the same folder and in its subfolders. Types without a description are inferred,
with all features as text.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from annotations.errors import ImportFailed
from annotations.exchange.uima.cassis import broken, cassis, check_length
from annotations.exchange.xml import check, elements
from annotations.files.opening import opened

_DESCRIBES = b"typeSystemDescription"
_MOST = 60  # files that are searched
_REFERENCES = {"Governor", "Dependent", "target", "first", "next"}
_CAS = "{http:///uima/cas.ecore}"

Needs = Mapping[str, frozenset[str]]


def needs_of(path: Path) -> Needs:
    """The types in a file and the features that it uses. Raises ImportFailed if it is not well-formed XML."""
    check(lambda: opened(path), str(path))
    found: dict[str, set[str]] = {}
    depth = 0
    for event, element in elements(lambda: opened(path), str(path)):
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 1 and not element.tag.startswith(_CAS):
            inner = {child.tag for child in element}
            features = {name for name in element.attrib if not name.startswith("{")} | inner
            found.setdefault(type_name(element.tag), set()).update(features - {"sofa", "begin", "end"})
            if "begin" in element.attrib:
                found[type_name(element.tag)].add("")
        if event == "end" and depth == 1:
            check_length(element.get("sofaString"), str(path))
            element.clear()
    return {name: frozenset(features) for name, features in found.items()}


def type_name(tag: str) -> str:
    """The name of a type from an element's: `{http:///a/b.ecore}C` is `a.b.C`."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return name if package in ("", "uima.noNamespace", "noNamespace") else f"{package}.{name}"


def type_system(path: Path, needs: Needs, config: Path | None) -> tuple[Any, list[str]]:
    """The type system that a file needs, and the types without a description."""
    described = _described(path.parent, config, frozenset(needs))
    found = cassis().merge_typesystems(described) if described else cassis().TypeSystem()
    missing = []
    for name, features in needs.items():
        if not found.contains_type(name):
            missing.append(name)
            found.create_type(name, "uima.tcas.Annotation" if "" in features else "uima.cas.TOP")
        known = {feature.name for feature in found.get_type(name).all_features}
        for feature in sorted(features - known - {""}):
            kind = "uima.tcas.Annotation" if feature in _REFERENCES else "uima.cas.String"
            found.create_feature(found.get_type(name), feature, kind)
    return found, missing


@lru_cache(maxsize=8)
def _described(folder: Path, config: Path | None, names: frozenset[str]) -> Any:
    """The descriptions of these types in a folder. None if there are none."""
    made = None
    wanted = set(names)
    for file in [config] if config else _candidates(folder):
        wanted = {name for name in wanted if made is None or not made.contains_type(name)}
        if not wanted:
            break
        try:
            check(lambda file=file: opened(file), str(file))  # type: ignore[misc]
            found = cassis().load_typesystem(file)
            if any(found.contains_type(name) for name in wanted):
                made = found if made is None else cassis().merge_typesystems(made, found)
        except broken() as error:
            if config:
                raise ImportFailed(f"{file} is not a readable type system: {error}.") from None
        except ImportFailed:
            if config:
                raise
    return made


def _candidates(folder: Path) -> Iterator[Path]:
    files = (*sorted(folder.glob("*.xml")), *sorted(folder.parent.glob("*.xml")), *sorted(folder.glob("*/*.xml")))
    for file in files[:_MOST]:
        with opened(file) as xml:
            if _DESCRIBES in xml.read(4096):
                yield file
