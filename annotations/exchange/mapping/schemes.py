"""A scheme made from a file: its layers, labels, fields and relations as they are, for a project of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotations.errors import SchemeError
from annotations.exchange.foreign import Foreign, Label, Mark
from annotations.exchange.records import Record, Remark
from annotations.model import FieldValue
from annotations.scheme import HUES, Field, Layer, LinkRole, Scheme, Value

_UNFIT = re.compile(r"[^A-Za-z0-9_-]+")
MOST_VALUES = 30  # a field with more different answers is free text
LONGEST_VALUE = 60  # and so is one with a longer answer, in characters
_SPANS, _DOCUMENT = "span", "document"


class _Seen:
    """What a file says in one layer."""

    def __init__(self) -> None:
        self.labels: dict[str, None] = {}
        self.together = False  # whether one document has several labels
        self.fields: dict[str, dict[FieldValue, None]] = defaultdict(dict)
        self.links: dict[str, set[str]] = defaultdict(set)
        self.words: set[str] = set()


def scheme_of(found: Iterable[Foreign | Label | Record | Remark], name: str, statuses: Sequence[Value]) -> Scheme:
    """Make a scheme of all that some files say. Raises SchemeError when they say nothing."""
    spans: dict[str, _Seen] = defaultdict(_Seen)
    documents: dict[str, _Seen] = defaultdict(_Seen)
    for foreign in found:
        if isinstance(foreign, Foreign):
            _see(foreign, spans, documents)
        elif isinstance(foreign, Label):
            (spans if foreign.kind == "span" else documents)[foreign.layer].labels[foreign.label] = None
    names = _names([layer or _SPANS for layer in spans] + [layer or _DOCUMENT for layer in documents])
    layers = [_span_layer(layer, seen, names) for layer, seen in spans.items()]
    layers += [_document_layer(layer, seen, names) for layer, seen in documents.items()]
    if not layers:
        raise SchemeError("There is no annotation in the file to make a scheme of. Take one by name: --scheme NAME.")
    return Scheme(_names([name])[name], 1, name, tuple(_with_keys(layers)), tuple(statuses))


def _see(foreign: Foreign, spans: dict[str, _Seen], documents: dict[str, _Seen]) -> None:
    marks = {mark.key: mark for mark in foreign.marks}
    labelled: set[str] = set()
    for mark in foreign.marks:
        seen = (spans if mark.parts else documents)[mark.layer]
        if mark.label:
            seen.labels[mark.label] = None
        if mark.label and not mark.parts:
            seen.together |= mark.layer in labelled
            labelled.add(mark.layer)
        for field, value in mark.fields.items():
            seen.fields[field][value] = None
        _see_links(mark, seen, marks)
    for relation in foreign.relations:
        source, target = marks.get(relation.source), marks.get(relation.target)
        if source is not None and target is not None and source.parts and target.parts:
            spans[source.layer].links[relation.label or "related"].add(target.layer)


def _see_links(mark: Mark, seen: _Seen, marks: dict[str, Mark]) -> None:
    for role, link in mark.links.items():
        target = marks.get(link.annotation or "")
        if target is not None:
            seen.links[role].add(target.layer)
        elif link.annotation is None:
            seen.words.add(role)


def _span_layer(layer: str, seen: _Seen, names: dict[str, str]) -> Layer:
    roles = _names([*seen.links, *seen.words])
    links = tuple(
        LinkRole(
            name,
            role,
            to=tuple(names[target or _SPANS] for target in sorted(seen.links[role]) if (target or _SPANS) in names),
            words=role in seen.words,
        )
        for role, name in roles.items()
    )
    labels = tuple(
        value._replace(colour=HUES[number * 5 % len(HUES)]) for number, value in enumerate(_values(list(seen.labels)))
    )
    title = layer or "Spans"
    return Layer(
        names[layer or _SPANS], title, "span", labels=labels, fields=_fields(seen), links=links, agreement="iou"
    )


def _document_layer(layer: str, seen: _Seen, names: dict[str, str]) -> Layer:
    """Labels of documents are answers: yes or no to each when an article may have several, else one choice."""
    fields = _fields(seen)
    if seen.together:
        fields += tuple(Field(name, label, "flag", scale="binary") for label, name in _names(list(seen.labels)).items())
    elif seen.labels:
        fields += (Field("label", "Label", "choice", values=_values(list(seen.labels))),)
    return Layer(names[layer or _DOCUMENT], layer or "Article", "document", style="none", fields=fields)


def _fields(seen: _Seen) -> tuple[Field, ...]:
    names = _names(list(seen.fields))
    return tuple(_field(names[field], field, list(answers)) for field, answers in seen.fields.items())


def _field(name: str, title: str, answers: list[FieldValue]) -> Field:
    if all(isinstance(answer, bool) for answer in answers):
        return Field(name, title, "flag", scale="binary")
    words = list(dict.fromkeys(str(answer) for answer in answers))
    if len(words) > MOST_VALUES or any(not word.strip() or len(word) > LONGEST_VALUE for word in words):
        return Field(name, title, "text", scale="none")
    return Field(name, title, "choice", values=_values(words))


def _values(foreign: Sequence[str]) -> tuple[Value, ...]:
    return tuple(Value(name, title) for title, name in _names(foreign).items())


def _names(foreign: Sequence[str]) -> dict[str, str]:
    """Names that a scheme may have, all different, for foreign ones, which stay as the titles."""
    names: dict[str, str] = {}
    for number, title in enumerate(dict.fromkeys(foreign), 1):
        made = _UNFIT.sub("_", title).strip("_") or f"item_{number}"
        made = made if made[0].isalpha() or made[0] == "_" else f"n_{made}"
        while made in names.values():
            made += "_"
        names[title] = made
    return names


def _with_keys(layers: Sequence[Layer]) -> Iterable[Layer]:
    """Give labels, which are pressed with nothing selected, Shift and a letter each, as far as letters go."""
    free = dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for layer in layers:
        labels = []
        for label in layer.labels:
            wanted = (letter for letter in (*label.name.upper(), *free) if letter in free)
            letter = next(wanted, "")
            free.pop(letter, None)
            labels.append(label._replace(key=f"Shift+{letter}" if letter else ""))
        yield layer._replace(labels=tuple(labels))
