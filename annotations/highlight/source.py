"""The shape of a suggestion source: a record of what it is, and a function from an article's record to suggestions."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotations.model import Suggestion


class KnownName(NamedTuple):
    """Words that an annotator has marked or accepted in other articles, and the label that they mostly have there."""

    layer: str
    label: str
    words: str


class Card(NamedTuple):
    """What a source says of itself, besides its name and version."""

    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()


class Result(NamedTuple):
    """What became of one article: its suggestions, or a sentence saying why there are none.

    A problem is `explained` when it is known what the source could not do.
    """

    key: str
    suggestions: list[Suggestion]
    problem: str = ""
    explained: bool = False


class MachineResult(NamedTuple):
    """A result, with the name and version of the machine annotator it belongs to, and its card."""

    machine: tuple[str, str]
    card: Card
    result: Result


class SourceText(NamedTuple):
    """What a source gets to read: an article, and what is known about it.

    `language` is a code such as `es`, or empty. `recurring` are the keys of lines that other articles of the same
    publisher have too. `found` is what a pipeline and the sources before this one suggest; only sources that run with a
    pipeline get it. `names` are for sources that learn, the longest first.
    """

    key: str
    text: str
    language: str = ""
    recurring: frozenset[str] = frozenset()
    found: tuple[Suggestion, ...] = ()
    names: tuple[KnownName, ...] = ()


class Source(NamedTuple):
    """A suggestion source, as `SOURCES` lists it.

    `name` and `version` are those of the machine annotator under which its suggestions are stored. `title` and
    `description` are for people. A source `with_pipeline` reads what a pipeline has found, runs in the same process and
    is stored together with it, so that its links can lead to the pipeline's names.

    A source that `learns` gets the names that an annotator has marked in other articles. It reads an article again
    whenever the article is opened, because people go on marking, and ranks behind all others. If it is
    `only_marked_names`, a suggestion is offered as long as its words are marked somewhere.
    """

    name: str
    version: str
    title: str
    description: str
    suggest: Callable[[SourceText], Iterable[Suggestion]]
    with_pipeline: bool = False
    learns: bool = False
    only_marked_names: bool = False
    card: Card = Card(licence="MIT")
