"""Derive a scheme from a file: its layers, labels, fields and relations unchanged, for a new project.

Names stay as in the file (`scheme.words`). Marks without a layer go to the layer “span” or “document”.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotations.errors import SchemeError
from annotations.exchange.colours import colour_of
from annotations.exchange.external import ExternalLabel, ExternalMark, ExternalRecord, mark_of
from annotations.exchange.mapping.keys import with_keys
from annotations.exchange.mapping.names import RELATED, in_words
from annotations.exchange.records import ImportNote, Record
from annotations.model import FieldValue, Link
from annotations.scheme import HUES, Field, Layer, LinkRole, Scheme, Value, own_words

MOST_VALUES = 30  # a field with more different answers is free text
LONGEST_VALUE = 60  # and so is a field with a longer answer, in characters
_SPANS, _DOCUMENT = "span", "document"
_TITLES = {_SPANS: "Spans", _DOCUMENT: "Article"}
_LABEL = "label"


class _Seen:
    """The content of a file in one layer."""

    def __init__(self) -> None:
        self.labels: dict[str, None] = {}
        self.declared: dict[str, ExternalLabel] = {}  # labels by their names
        self.answers: dict[str, dict[str, ExternalLabel]] = defaultdict(dict)  # declared answers of each field
        self.together = False  # whether one document can have several labels
        self.fields: dict[str, dict[FieldValue, None]] = defaultdict(dict)
        self.links: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[str, dict[str, str]] = defaultdict(dict)  # of targets, by role and layer
        self.words: set[str] = set()


_Layers = dict[str, _Seen]


def scheme_of(
    found: Iterable[ExternalRecord | ExternalLabel | Record | ImportNote], name: str, statuses: Sequence[Value]
) -> Scheme:
    """Derive a scheme from some files. Raises SchemeError if they have no annotations."""
    spans: _Layers = defaultdict(_Seen)
    documents: _Layers = defaultdict(_Seen)
    reasons = _take(found, spans, documents)
    layers = [_span_layer(layer, seen) for layer, seen in spans.items()]
    layers += [_document_layer(layer, seen, taken=spans) for layer, seen in documents.items()]
    if not layers:
        lacking = "The file has no annotations to derive a scheme from. Name a scheme with --scheme NAME."
        raise SchemeError(" ".join((*reasons[:1], lacking)))
    name = own_words(name) or "scheme"
    return Scheme(name, 1, name, tuple(with_keys(layers)), tuple(statuses))


def _take(
    found: Iterable[ExternalRecord | ExternalLabel | Record | ImportNote], spans: _Layers, documents: _Layers
) -> list[str]:
    """Collect the layers of some files. Return the problems with unreadable parts."""
    anywhere: list[ExternalLabel] = []  # labels that may be in any layer
    reasons = []
    for thing in found:
        if isinstance(thing, Record):
            thing = ExternalRecord(thing.article, marks=tuple(mark_of(annotation) for annotation in thing.annotations))
        if isinstance(thing, ExternalRecord):
            _see(thing, spans, documents)
        elif isinstance(thing, ImportNote):
            place = "" if thing.sentence.startswith(thing.place) else f"{thing.place}: "
            reasons += [f"{place}{thing.sentence}"] if thing.lost else []
        elif own_words(thing.label) and thing.layer:
            _declare(thing, spans, documents)
        elif own_words(thing.label):
            anywhere.append(thing)
    for label in anywhere:
        _declare(label, spans, documents)
    return reasons


def _layer(name: str, default: str = _SPANS) -> str:
    return own_words(name) or default


def _layer_of(mark: ExternalMark) -> str:
    return _layer(mark.layer, _SPANS if mark.parts else _DOCUMENT)


def _declare(label: ExternalLabel, spans: _Layers, documents: _Layers) -> None:
    """Add a declared label to its layer. One without a layer goes to the layers that use it."""
    name, layers = own_words(label.label), documents if label.kind == "document" else spans
    if label.kind == "relation":
        if not any(name in seen.links for seen in spans.values()):
            spans[_SPANS].links[name].add(_SPANS)
    elif label.field:
        for seen, field in _asking(label, layers):
            seen.answers[field].setdefault(name, label)
    else:
        used = [seen for seen in layers.values() if name in seen.labels and not label.layer]
        for seen in used or [layers[_layer(label.layer, _SPANS if label.kind == "span" else _DOCUMENT)]]:
            seen.declared.setdefault(name, label)


def _asking(label: ExternalLabel, layers: _Layers) -> list[tuple[_Seen, str]]:
    """The layers that ask a declared question, each with its name there, which may include the layer's name."""
    field = own_words(label.field)
    if label.layer:
        return [(layers[_layer(label.layer)], field)]
    names = ((seen, name, layer) for layer, seen in layers.items() for name in seen.fields)
    used = [(seen, name) for seen, name, layer in names if field in (name, f"{layer}_{name}")]
    return used or [(layers[_SPANS if label.kind == "span" else _DOCUMENT], field)]


def _see(foreign: ExternalRecord, spans: _Layers, documents: _Layers) -> None:
    marks = {mark.key: mark for mark in foreign.marks}
    labelled: set[str] = set()
    for mark in foreign.marks:
        layer, label = _layer_of(mark), own_words(mark.label)
        seen = (spans if mark.parts else documents)[layer]
        if label:
            seen.labels[label] = None
        if label and not mark.parts:
            seen.together |= layer in labelled
            labelled.add(layer)
        for field, value in mark.fields.items():
            seen.fields[own_words(field)][value] = None
        for role, link in mark.links.items():
            _see_link(seen, own_words(role) or RELATED, link, marks)
    for relation in foreign.relations:
        source, target = marks.get(relation.source), marks.get(relation.target)
        if source is not None and target is not None and source.parts and target.parts:
            role = own_words(relation.label or relation.layer) or RELATED
            spans[_layer_of(source)].links[role].add(_layer_of(target))


def _see_link(seen: _Seen, role: str, link: Link, marks: dict[str, ExternalMark]) -> None:
    target = marks.get(link.annotation or "")
    if target is not None:
        seen.links[role].add(_layer_of(target))
    elif link.annotation is None:
        seen.words.add(role)
    if link.kind and (target is not None or link.annotation is None):
        seen.kinds[role].setdefault(_layer_of(target) if target else "words", link.kind)


def _span_layer(name: str, seen: _Seen) -> Layer:
    links = tuple(
        LinkRole(role, role, to=tuple(sorted(seen.links[role])), words=role in seen.words, kinds=dict(seen.kinds[role]))
        for role in dict.fromkeys((*seen.links, *sorted(seen.words)))
    )
    values = _values((*seen.declared, *seen.labels), seen.declared)
    labels = tuple(
        value if value.colour else value._replace(colour=HUES[number * 5 % len(HUES)])
        for number, value in enumerate(values)
    )
    title = _TITLES.get(name, name)
    return Layer(name, title, "span", labels=labels, fields=_fields(seen), links=links, agreement="iou")


def _document_layer(name: str, seen: _Seen, taken: Iterable[str]) -> Layer:
    """Labels of documents become answers: a flag for each if an article may have several, otherwise one choice."""
    fields = _fields(seen)
    used = {field.name for field in fields}
    labels = _values((*seen.declared, *seen.labels), seen.declared)
    if seen.together:
        fields += tuple(
            Field(_free(label.name, used), label.title, "flag", label.key, scale="binary", colour=label.colour)
            for label in labels
        )
    elif labels:
        fields += (Field(_free(_LABEL, used), "Label", "choice", values=labels),)
    free = _free(name, {layer for layer in taken if layer == name}, "article")
    return Layer(free, _TITLES.get(name, name), "document", style="none", fields=fields)


def _free(name: str, taken: Iterable[str], word: str = "answer") -> str:
    """A unique name, with a word appended if it is taken."""
    return f"{name} ({word})" if name in set(taken) else name


def _fields(seen: _Seen) -> tuple[Field, ...]:
    names = dict.fromkeys((*seen.fields, *seen.answers))
    return tuple(_field(name, list(seen.fields[name]), seen.answers[name]) for name in names if name)


def _field(name: str, answers: list[FieldValue], declared: dict[str, ExternalLabel]) -> Field:
    words = list(dict.fromkeys((*declared, *map(in_words, answers))))
    if all(isinstance(answer, bool) for answer in answers) and set(words) <= {"yes", "no"}:
        return Field(name, name, "flag", scale="binary")
    if not declared and len(words) > MOST_VALUES or any(_is_free_text(word) for word in words):
        return Field(name, name, "text", scale="none")
    return Field(name, name, "choice", values=_values(words, declared))


def _is_free_text(words: str) -> bool:
    return not own_words(words) or len(words) > LONGEST_VALUE or len(words.splitlines()) > 1


def _values(names: Iterable[str], declared: dict[str, ExternalLabel]) -> tuple[Value, ...]:
    """Names as values with the colours that the file declares. Their keys are still as in the file."""
    return tuple(_value(name, declared.get(name)) for name in dict.fromkeys(map(own_words, names)))


def _value(name: str, declared: ExternalLabel | None) -> Value:
    if declared is None:
        return Value(name, name)
    title, definition = own_words(declared.title) or name, declared.definition.strip()
    return Value(name, title, declared.key, colour=colour_of(declared.colour), definition=definition)
