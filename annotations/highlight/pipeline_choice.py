"""Which pipeline reads which articles: one for each language that has its own, and one for all others."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from annotations.errors import PipelineUnavailable
from annotations.files.held_files import refuse_held
from annotations.highlight.spans import LABELS
from annotations.language.detection import same_language

# The trained model with the rules around it, the rules alone, which need no model, and the rules for Spanish.
DEFAULT, RULES, SPANISH = "claimdesk-en", "claimdesk-rules", "claimdesk-es"
BUILT_IN = (DEFAULT, RULES, SPANISH)
READS = {DEFAULT: "en", RULES: "en", SPANISH: "es"}
OTHERS = ""
PIECE = 1 << 20  # bytes that are read at once
NAMED_BY_LANGUAGE = re.compile(r"([a-z]{2,3})_\w+$")
NO_LANGUAGE = re.compile(r"([\w-]+)=")
FOR_A_LANGUAGE = re.compile(r"([a-z]{2,3})=(.+)", re.DOTALL)


class Choice(NamedTuple):
    """A pipeline by name or folder, which labels of its own mean which of ours, and whether number rules are added.

    A folder is loaded only as long as its content has the hash `trusted`, when one is given.
    """

    pipeline: str
    labels: tuple[tuple[str, str], ...] = ()
    numbers: bool = False
    trusted: str = ""

    def suits(self, code: str) -> bool:
        """Tell whether the pipeline is for a language, as far as its name says: es_core_news_md, not of a folder."""
        if self.pipeline in READS:
            return same_language(READS[self.pipeline], code)
        named = NAMED_BY_LANGUAGE.match(self.pipeline)
        return not named or named[1] == "xx" or same_language(named[1], code)


# By ISO 639-1 code; OTHERS for the languages that have none of their own, and for articles of unknown language.
Choices = Mapping[str, Choice]
DEFAULTS: Choices = {OTHERS: Choice(DEFAULT), "es": Choice(SPANISH)}


def for_language(choices: Choices, code: str) -> Choice:
    """Return the pipeline for a language; the one for all others where it has none of its own."""
    own = (choice for key, choice in choices.items() if key != OTHERS and same_language(key, code))
    return next(own, choices[OTHERS])


def read_choices(pipelines: Iterable[str], labels: Iterable[str] = (), numbers: bool = False) -> dict[str, Choice]:
    """Read `NAME` or `LANGUAGE=NAME`, and `THEIRS=OURS` for labels. A name without a language is for all of them.

    Labels and number rules go to the pipelines that are named, the built-in ones have their own.
    """
    choices: dict[str, Choice] = {}
    renamed = tuple(_label(pair) for pair in labels)
    for words in pipelines:
        match = FOR_A_LANGUAGE.fullmatch(words)
        language, name = (match[1], match[2]) if match else (OTHERS, words)
        if not match and (wrong := NO_LANGUAGE.match(words)) and not Path(words).exists():
            raise PipelineUnavailable(
                f"“{wrong[1]}” is not a language code: use two or three letters, such as es={words[wrong.end() :]}."
            )
        choices[language] = Choice(name) if name in BUILT_IN else Choice(name, renamed, numbers)
    return choices if OTHERS in choices else {**DEFAULTS, **choices}


def kept_choices(pipelines: Mapping[str, str], labels: str, numbers: bool) -> dict[str, Choice]:
    """Make the choices that preferences keep: names by language, labels with commas between; none is the default."""
    named = {**{language: choice.pipeline for language, choice in DEFAULTS.items()}, **pipelines}
    given = [f"{language}={name}" if language else name for language, name in named.items() if name]
    return read_choices(given, [pair for pair in labels.split(",") if pair.strip()], numbers)


def _label(pair: str) -> tuple[str, str]:
    theirs, _, ours = pair.partition("=")
    if not theirs.strip() or ours.strip() not in LABELS:
        raise PipelineUnavailable(f"“{pair}” maps no label: write THEIRS=OURS with one of {', '.join(LABELS)}.")
    return theirs.strip(), ours.strip()


def is_folder(name: str) -> bool:
    """Tell whether a pipeline is a folder of the user's own."""
    return name not in BUILT_IN and Path(name).is_dir()


def fingerprint(folder: str) -> str:
    """Return a hash in hex of all files in a pipeline's folder, with their names and content.

    Linked folders are followed, because a pipeline is loaded from them too. Large folders take seconds; one that has
    not been touched since is not read again. Raises PipelineUnavailable when a file cannot be read.
    """
    try:
        files = sorted(_files(folder))
        for path in files:
            refuse_held(path, PipelineUnavailable)
        touched = [(path.as_posix(), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
                   for path, state in ((path, path.stat()) for path in files)]  # fmt: skip
        return _hashed(folder, tuple(touched))
    except OSError as error:
        raise PipelineUnavailable(f"The folder {folder} cannot be read: {error.strerror}.") from None


def _files(folder: str) -> Iterator[Path]:
    """All files in a folder and in the folders that it links to; a link to a folder that is around it is not followed.

    Raises PipelineUnavailable for a link that leads nowhere, because it may lead somewhere later.
    """
    for root, folders, names in os.walk(folder, followlinks=True):
        here = os.path.realpath(root)
        folders[:] = [one for one in folders if not _is_around(os.path.join(root, one), here)]
        for path in (Path(root, name) for name in names):
            if path.is_file():
                yield path
            elif not path.exists():
                raise PipelineUnavailable(f"The link {path} leads nowhere. Remove it, or choose another folder.")


def _is_around(folder: str, inner: str) -> bool:
    real = os.path.realpath(folder)
    return inner == real or inner.startswith(real.rstrip(os.sep) + os.sep)


@lru_cache(maxsize=16)
def _hashed(folder: str, touched: tuple[tuple[str, int, int, int, int], ...]) -> str:
    made = hashlib.sha256()
    for file in (Path(one[0]) for one in touched):
        made.update(f"{file.relative_to(folder).as_posix()}\n{file.stat().st_size}\n".encode())
        with file.open("rb") as content:
            while piece := content.read(PIECE):
                made.update(piece)
    return made.hexdigest()
