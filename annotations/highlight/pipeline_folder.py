"""The two files that make a folder a pipeline, checked before spaCy loads them: an error has a file and a line."""

import json
from configparser import DuplicateOptionError, DuplicateSectionError, Error, MissingSectionHeaderError, RawConfigParser
from pathlib import Path
from typing import Any

from annotations.errors import PipelineUnavailable
from annotations.files.guard import guarded

_LARGEST = 16_000_000  # bytes of each of the two files; spaCy's own have some thousand
_LONGEST = 80  # characters of a name in a sentence
_TEXTS = ("lang", "name", "version", "spacy_version")
_ADVICE = "Correct the file, or choose another pipeline."


def check_folder(folder: Path) -> None:
    """Refuse a folder whose meta.json or config.cfg is not what it should be (PipelineUnavailable).

    A file that is missing is left to spaCy.
    """
    for name, check in (("meta.json", _check_meta), ("config.cfg", _check_config)):
        path = folder / name
        if path.is_file():
            with guarded(str(path), PipelineUnavailable):
                check(path, _text(path))


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise PipelineUnavailable(f"{path}: This file is far too large for what it should hold. {_ADVICE}")
    content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PipelineUnavailable(f"{path}, line {line}: This is not UTF-8 text. {_ADVICE}") from None


def _check_meta(path: Path, text: str) -> None:
    try:
        meta: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise PipelineUnavailable(f"{path}, line {error.lineno}: This is not well-formed JSON. {_ADVICE}") from None
    if not isinstance(meta, dict):
        raise PipelineUnavailable(f"{path}, line 1: This is JSON, but not an object: {{…}}. {_ADVICE}")
    for key in _TEXTS:
        if not isinstance(meta.get(key, ""), str):
            raise PipelineUnavailable(f"{path}: The value of “{key}” is not a text. {_ADVICE}")


def _check_config(path: Path, text: str) -> None:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(text)
    except Error as error:
        line = getattr(error, "lineno", None) or next((at for at, _ in getattr(error, "errors", ())), 1)
        raise PipelineUnavailable(f"{path}, line {line}: {_reason(error)} {_ADVICE}") from None


def _reason(error: Error) -> str:
    if isinstance(error, DuplicateSectionError):
        return f"There is a second section “{error.section[:_LONGEST]}”."
    if isinstance(error, DuplicateOptionError):
        return f"There is a second value of “{error.option[:_LONGEST]}”."
    if isinstance(error, MissingSectionHeaderError):
        return "A section such as [nlp] must come first."
    return 'This is neither a section such as [nlp] nor a value such as lang = "en".'
