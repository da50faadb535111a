"""Read UIMA CAS: XMI with its type system in another file, JSON with the types inside."""

import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ImportFailed
from annotations.exchange.external import ExternalRecord
from annotations.exchange.guarding import each
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.uima.archives import holds_xmi, unpacked
from annotations.exchange.uima.cassis import broken, cassis, check_length
from annotations.exchange.uima.features import foreign_of
from annotations.exchange.uima.types import needs_of, type_system
from annotations.files.opening import content_of, opened

_XMI = b"http://www.omg.org/XMI"
_JSON = b'"%FEATURE_STRUCTURES"'
LARGEST = 1 << 28


def recognises_xmi(path: Path, head: bytes) -> bool:
    """Whether a file is XMI, or a folder or ZIP contains some."""
    if path.is_dir():
        return _in_folder(path, "*.xmi", _XMI)
    return holds_xmi(path) if head.startswith(b"PK") else _XMI in head


def recognises_json(path: Path, head: bytes) -> bool:
    """Whether a file is a CAS in JSON, or a folder contains one."""
    return _in_folder(path, "*.json", _JSON) if path.is_dir() else _JSON in head or b'"%TYPES"' in head


def _in_folder(path: Path, pattern: str, wanted: bytes) -> bool:
    first = next((file for file in sorted(path.rglob(pattern)) if file.is_file()), None)
    if first is None:
        return False
    with opened(first) as file:
        return wanted in file.read(1 << 16)


def read_xmi(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read the article of a file, or of each file in a folder and its subfolders, or of a ZIP."""
    if path.is_dir() or not zipfile.is_zipfile(path):
        yield from _read_xmi(path, options)
        return
    with unpacked(path) as folder:
        for found in _read_xmi(folder, options):
            yield found._replace(place=found.place.replace(str(folder), str(path)))


def _read_xmi(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    cassis()  # so that a missing library is reported once
    missing: dict[str, None] = {}
    for file in _files(path, "*.xmi"):
        try:
            _check_size(file)
            needs = needs_of(file)
            types, unknown = type_system(file, needs, options.config)
            missing |= dict.fromkeys(unknown)
            with warnings.catch_warnings(), opened(file) as xmi:
                warnings.simplefilter("ignore")
                cas = cassis().load_cas_from_xmi(xmi, typesystem=types, trusted=True)
        except broken() as error:
            yield ImportNote(str(file), f"This is not a readable CAS in XMI: {_reason(error)}.")
        except ImportFailed as error:
            yield ImportNote(str(file), str(error))
        else:
            yield from each(str(file), _views, cas, file)
    if missing:
        message = (
            f"No type system in the folder describes {', '.join(sorted(missing))}: their features were read as text."
        )
        yield ImportNote(str(path), message, lost=False)


def read_json(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read the article of a file, or of each file in a folder and its subfolders."""
    cassis()
    for file in _files(path, "*.json"):
        try:
            _check_size(file)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cas = cassis().load_cas_from_json(_json_of(file))
        except broken() as error:
            yield ImportNote(str(file), f"This is not a readable CAS in JSON: {_reason(error)}.")
        except ImportFailed as error:
            yield ImportNote(str(file), str(error))
        else:
            yield from each(str(file), _views, cas, file)


def _json_of(file: Path) -> str:
    content = content_of(file, most=LARGEST).decode("utf-8-sig")
    raw = orjson.loads(content)
    structures = raw.get("%FEATURE_STRUCTURES") if isinstance(raw, dict) else None
    for structure in structures if isinstance(structures, list) else ():
        if isinstance(structure, dict):
            check_length(structure.get("sofaString"), str(file))
    return content


def _check_size(file: Path) -> None:
    if file.stat().st_size > LARGEST:
        raise ImportFailed(f"This file has more than {LARGEST:,} bytes. It is not a CAS of one article.")


def _files(path: Path, pattern: str) -> list[Path]:
    return sorted(path.rglob(pattern), key=lambda file: (file.name, file)) if path.is_dir() else [path]


def _views(cas: Any, path: Path) -> Iterator[ExternalRecord | ImportNote]:
    names = [view.sofa.sofaID for view in cas.views if view.sofa is not None and view.sofa.sofaString is not None]
    for number, name in enumerate(names):
        yield from foreign_of(cas.get_view(name), str(path), path.stem if not number else f"{path.stem} ({name})")
    if not names:
        yield ImportNote(str(path), "This CAS has no text.")


def _reason(error: Exception) -> str:
    return " ".join(f"{error or type(error).__name__}".split())[:200]
