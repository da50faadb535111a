"""CoNLL-U and CoNLL-U Plus: words with ten columns, or with the columns that the file declares. Texts are kept exactly.

Spans are written as mentions, which may nest. Everything else about articles and annotations goes into comments.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from annotations.exchange import sidecar
from annotations.exchange.common_losses import HIDDEN, NOT_DONE
from annotations.exchange.conll.document import SPACES
from annotations.exchange.conll.reading import read, recognises
from annotations.exchange.conll.rows import COLUMNS
from annotations.exchange.external import OWN
from annotations.exchange.files import written_whole
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import hidden, shown_words
from annotations.exchange.words import Span, words
from annotations.model import Annotation
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = (NOT_DONE, *HIDDEN)
_EMPTY = "\t_" * 7
_ENDING = re.compile(r"[\s%()|=\[\]-]")
_ESCAPES = {space: escape for escape, space in SPACES.items()}

__all__ = ["LOSSES", "read", "recognises", "write"]


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write each record as a document. Return the number of records."""
    count = 0
    with written_whole(path) as file:
        if path.suffix.lower() == ".conllup":
            file.write(f"# global.columns = {' '.join(COLUMNS)}\n".encode())
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write("".join(_document(record, count)).encode())
    return count


def _document(record: Record, number: int) -> Iterator[str]:
    text = record.article.text
    spans = shown_words(record.annotations)
    keys = {annotation.id: f"e{place}" for place, annotation in enumerate(spans, 1)}
    places = {annotation.id: _span(annotation) for annotation in spans}
    data = {keys[a.id]: _mark_data(a, places[a.id]) for a in record.annotations if a.id in keys}
    rows = words(text, [_span(annotation) for annotation in spans])
    yield f"# newdoc id = {' '.join(record.article.id.split()) or number}\n"
    yield f"# {OWN} = {sidecar.dumps(record, data, hidden(record.annotations, spans)).decode()}"
    yield "# global.Entity = eid-etype\n"
    yield from _rows(text, rows, _Brackets(spans, keys), number)
    if not rows:
        yield "\n"


def _rows(text: str, rows: list[list[Span]], brackets: "_Brackets", number: int) -> Iterator[str]:
    ends = [*(row[0][0] for row in rows[1:]), len(text)]
    for place, (row, end) in enumerate(zip(rows, ends, strict=True), 1):
        yield f"# sent_id = {number}-{place}\n# text = {' '.join(text[row[0][0] : row[-1][1]].split())}\n"
        starts = [*(start for start, _ in row[1:]), end]
        for index, (word, following) in enumerate(zip(row, starts, strict=True), 1):
            last, first = index == len(row), place == index == 1
            misc = _misc(word, following, text, brackets.at(*word), first=first, last=last)
            yield f"{index}\t{text[slice(*word)]}{_EMPTY}\t{misc}\n"
        yield "\n"


def _span(annotation: Annotation) -> Span:
    return annotation.start or 0, annotation.end or 0


def _mark_data(annotation: Annotation, place: Span) -> dict[str, Any]:
    own = sidecar.mark_data(annotation, lambda *_: False) | sidecar.shown_at(annotation, [place])
    own |= {"as": _type(annotation)}
    return own if annotation.label == _type(annotation) else own | {"label": annotation.label}


def _type(annotation: Annotation) -> str:
    return annotation.label or annotation.layer


class _Brackets:
    """The mentions that begin and end at each word, in bracket notation."""

    def __init__(self, spans: list[Annotation], keys: dict[Any, str]) -> None:
        self._opening: dict[int, list[tuple[int, str, str]]] = {}
        self._closing: dict[int, list[tuple[int, str]]] = {}
        for annotation in spans:
            start, end = _span(annotation)
            key = keys[annotation.id]
            self._opening.setdefault(start, []).append((end, key, f"({key}-{_plain(_type(annotation))}"))
            self._closing.setdefault(end, []).append((start, key))

    def at(self, start: int, end: int) -> str:
        """The brackets at a word between two positions: first those that close, then those that open, longest first."""
        closing = sorted((found for found in self._closing.get(end, ()) if found[0] != start), reverse=True)
        opening = sorted(self._opening.get(start, ()), key=lambda found: -found[0])
        opened = "".join(text + ")" * (stop == end) for stop, _, text in opening)
        return "".join(f"{key})" for _, key in closing) + opened


def _plain(name: str) -> str:
    """A name without characters that would end it. Letters of any script stay."""
    return _ENDING.sub(lambda match: "%2D" if match[0] == "-" else quote(match[0], safe=""), name)


def _misc(word: Span, following: int, text: str, brackets: str, *, first: bool, last: bool) -> str:
    """The last column: the mentions at a word, and the space around it unless that is a single space."""
    found = [f"Entity={brackets}"] if brackets else []
    space = text[word[1] : following]
    if not space:
        found.append("SpaceAfter=No")
    elif space != " " or last:
        found.append(f"SpacesAfter={_escaped(space)}")
    if first and word[0]:
        found.append(f"SpacesBefore={_escaped(text[: word[0]])}")
    return "|".join(found) or "_"


def _escaped(space: str) -> str:
    return "".join(_ESCAPES.get(character) or f"\\u{ord(character):04x}" for character in space)
