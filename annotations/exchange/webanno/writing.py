"""Write WebAnno TSV 3.3: a custom layer for each layer of the scheme, answers as features, links as slots.

A project in INCEpTION must have these layers (`webanno.custom.Claim`, …) with these features before it can import the
files. Other data goes to a sidecar file. Each sentence extends to the next one, so that no white space is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.exchange import sidecar
from annotations.exchange.common_losses import HIDDEN, NOT_DONE
from annotations.exchange.files import folder_written_whole
from annotations.exchange.folders import documents
from annotations.exchange.identifiers import identifier, type_names
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import hidden, shown_words
from annotations.exchange.webanno.marks import LABELS, PACKAGE
from annotations.exchange.webanno.rows import escape, escape_text
from annotations.exchange.words import Span, words
from annotations.model import Annotation, AnnotationId, FieldValue
from annotations.scheme import Scheme
from annotations.text import utf16_offsets

LOSSES: tuple[Loss, ...] = (NOT_DONE, *HIDDEN)
_ROLE = re.compile(r"[^\W_]+")


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with a file and a sidecar file for each record. Return the number of records."""
    types = {name: PACKAGE + made for name, made in type_names(layer.name for layer in scheme.layers).items()}
    count = 0
    with folder_written_whole(path) as folder:
        for count, (name, record) in enumerate(documents(folder, records), 1):  # noqa: B007
            file = name.with_name(name.name + ".tsv")
            table = _Table(record, types)
            file.write_bytes("".join(table.lines()).encode())
            sidecar.write(file, record, table.mark_data(), table.hidden())
    return count


class _Layer:
    """The columns of one layer in one document: the labels, fields and roles that its marks use."""

    def __init__(self, number: int, name: str, marks: list[Annotation], targets: set[Any]) -> None:
        self.number, self.type, self.marks = number, name, marks
        self.fields = sorted({name for mark in marks for name, value in mark.fields.items() if is_native(name, value)})
        roles = {role for mark in marks for role, link in mark.links.items() if link.annotation in targets}
        self.roles = sorted(roles)
        self.has_label = any(mark.label for mark in marks) or any(name in LABELS for name in self.fields)
        self._waiting = sorted(marks, key=_span, reverse=True)
        self._here: list[Annotation] = []
        self.width = max(1, self.has_label + len(self.fields) + 2 * len(self.roles))

    def at(self, word: Span) -> list[Annotation]:
        """The marks that cover a word. Words must be asked for in order."""
        while self._waiting and _span(self._waiting[-1])[0] <= word[0]:
            self._here.append(self._waiting.pop())
        self._here = [mark for mark in self._here if word[1] <= _span(mark)[1]]
        return self._here

    def header(self) -> str:
        """The line in the header."""
        declared = ["label"] * self.has_label + [identifier(name) for name in self.fields]
        for number, role in enumerate(self.roles, 1):
            # The cells have the role itself; its column's name ends at the first underscore.
            name = role if identifier(role) == role and _ROLE.fullmatch(role) else f"role{number}"
            declared += [f"ROLE_{self.type}:{name}_{self.type}{name.capitalize()}Link", "uima.tcas.Annotation"]
        return f"#T_SP={self.type}|{'|'.join(declared)}\n"

    def cells(self, mark: Annotation, key: str, addresses: dict[Any, str]) -> list[str]:
        """The values of a mark, in column order."""
        values = [_text(mark.label)] if self.has_label else []
        values += [_text(mark.fields.get(name, "")) if self._holds(mark, name) else "*" for name in self.fields]
        found = [f"{value}[{key}]" for value in values or ["*"] * (not self.roles)]
        for role in self.roles:
            target = addresses.get(mark.links[role].annotation) if role in mark.links else None
            found += [f"{escape(role)}[{key}]" if target else f"_[{key}]", target or "*"]
        return found

    def _holds(self, mark: Annotation, name: str) -> bool:
        return name in mark.fields and is_native(name, mark.fields[name])


def is_native(name: str, value: FieldValue) -> bool:
    """Whether an answer can be in a cell. An empty one, or one that ends in a backslash, would be ambiguous."""
    fits = isinstance(value, bool) or isinstance(value, str) and bool(value) and not value.endswith("\\")
    return fits and name != "label"


def _text(value: FieldValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value)) or "*"


class _Table:
    """The rows of one document."""

    def __init__(self, record: Record, types: Mapping[str, str]) -> None:
        self._text = record.article.text
        self._whole = {annotation.id: annotation for annotation in record.annotations}
        self._marks = shown_words(record.annotations)
        self._ids = {mark.id: str(number) for number, mark in enumerate(self._marks, 1)}
        groups: dict[str, list[Annotation]] = {}
        for mark in self._marks:
            groups.setdefault(types[mark.layer], []).append(mark)
        self._layers = [_Layer(number, *group, set(self._ids)) for number, group in enumerate(groups.items())]
        self._offsets = utf16_offsets(self._text)
        self._sentences = words(self._text, [_span(mark) for mark in self._marks])
        if self._sentences and (start := self._sentences[0][0][0]):
            self._sentences[0].insert(0, (0, start))  # white space at the beginning would be lost otherwise

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        yield "#FORMAT=WebAnno TSV 3.3\n"
        yield from (layer.header() for layer in self._layers)
        yield "\n"
        addresses = self._addresses()
        ends = [*(sentence[0][0] for sentence in self._sentences[1:]), len(self._text)]
        for number, (sentence, end) in enumerate(zip(self._sentences, ends, strict=True), 1):
            yield "\n"
            for line in self._text[sentence[0][0] : end].split("\n"):
                yield f"#Text={escape_text(line)}\n"
            for index, word in enumerate(sentence, 1):
                yield f"{number}-{index}\t{self._row(word, addresses)}\n"

    def _row(self, word: Span, addresses: dict[Any, str]) -> str:
        start, end = map(self._offsets.to_unit, word)
        cells: list[str] = [f"{start}-{end}", escape_text(self._text[slice(*word)]).replace("\n", r"\n")]
        for layer in self._layers:
            stacks = [layer.cells(mark, self._ids[mark.id], addresses) for mark in layer.at(word)]
            cells += ["|".join(column) for column in zip(*stacks, strict=True)] if stacks else ["_"] * layer.width
        return "\t".join(cells) + "\t"

    def _addresses(self) -> dict[Any, str]:
        """The address of each mark's first word, with the mark's id, as links use it."""
        first = {
            word[0]: f"{number}-{index}"
            for number, sentence in enumerate(self._sentences, 1)
            for index, word in enumerate(sentence, 1)
        }
        return {mark.id: f"{first[_span(mark)[0]]}[{self._ids[mark.id]}]" for mark in self._marks}

    def hidden(self) -> set[AnnotationId]:
        """The ids of the marks that are only in the sidecar file."""
        return hidden(self._whole.values(), self._marks)

    def mark_data(self) -> dict[str, Any]:
        """The sidecar data of each mark, by the key that the reader gives it."""
        return {
            f"{layer.number}[{self._ids[mark.id]}]": self._mark_data(layer, mark)
            for layer in self._layers
            for mark in layer.marks
        }

    def _mark_data(self, layer: _Layer, mark: Annotation) -> dict[str, Any]:
        native = {role for role in layer.roles if role in mark.links and mark.links[role].annotation in self._ids}
        at = [[self._offsets.to_unit(position) for position in _span(mark)]]
        whole = self._whole[mark.id]
        return sidecar.mark_data(whole, is_native, native) | sidecar.shown_at(whole, [_span(mark)]) | {"at": at}


def _span(mark: Annotation) -> Span:
    return mark.start or 0, mark.end or 0
