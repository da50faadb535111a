"""A scheme made from a file: its layers, labels, fields and relations as they are, for a project of their own.

Names stay what they are in the file (`scheme.words`). Marks without a layer are the layer “span”, or “document”.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotations.errors import SchemeError
from annotations.exchange.foreign import Foreign, Label, Mark, mark_of
from annotations.exchange.mapping.names import RELATED
from annotations.exchange.records import Record, Remark
from annotations.model import FieldValue, Link
from annotations.scheme import HUES, Field, Layer, LinkRole, Scheme, Value, own_words

MOST_VALUES = 30  # a field with more different answers is free text
LONGEST_VALUE = 60  # and so is one with a longer answer, in characters
_SPANS, _DOCUMENT = "span", "document"
_TITLES = {_SPANS: "Spans", _DOCUMENT: "Article"}
_LABEL = "label"


class _Seen:
    """What a file says in one layer."""

    def __init__(self) -> None:
        self.labels: dict[str, None] = {}
        self.together = False  # whether one document has several labels
        self.fields: dict[str, dict[FieldValue, None]] = defaultdict(dict)
        self.links: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[str, dict[str, str]] = defaultdict(dict)  # of targets, by role and layer
        self.words: set[str] = set()


_Layers = dict[str, _Seen]


def scheme_of(found: Iterable[Foreign | Label | Record | Remark], name: str, statuses: Sequence[Value]) -> Scheme:
    """Make a scheme of all that some files say. Raises SchemeError when they say nothing."""
    spans: _Layers = defaultdict(_Seen)
    documents: _Layers = defaultdict(_Seen)
    for thing in found:
        if isinstance(thing, Record):
            thing = Foreign(thing.article, marks=tuple(mark_of(annotation) for annotation in thing.annotations))
        if isinstance(thing, Foreign):
            _see(thing, spans, documents)
        elif isinstance(thing, Label) and own_words(thing.label):
            seen = spans[_layer(thing.layer)] if thing.kind == "span" else documents[_layer(thing.layer, _DOCUMENT)]
            seen.labels[own_words(thing.label)] = None
    layers = [_span_layer(layer, seen) for layer, seen in spans.items()]
    layers += [_document_layer(layer, seen, taken=spans) for layer, seen in documents.items()]
    if not layers:
        raise SchemeError("There is no annotation in the file to make a scheme of. Take one by name: --scheme NAME.")
    name = own_words(name) or "scheme"
    return Scheme(name, 1, name, tuple(_with_keys(layers)), tuple(statuses))


def _layer(name: str, default: str = _SPANS) -> str:
    return own_words(name) or default


def _layer_of(mark: Mark) -> str:
    return _layer(mark.layer, _SPANS if mark.parts else _DOCUMENT)


def _see(foreign: Foreign, spans: _Layers, documents: _Layers) -> None:
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


def _see_link(seen: _Seen, role: str, link: Link, marks: dict[str, Mark]) -> None:
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
    labels = tuple(
        value._replace(colour=HUES[number * 5 % len(HUES)]) for number, value in enumerate(_values(seen.labels))
    )
    title = _TITLES.get(name, name)
    return Layer(name, title, "span", labels=labels, fields=_fields(seen), links=links, agreement="iou")


def _document_layer(name: str, seen: _Seen, taken: Iterable[str]) -> Layer:
    """Labels of documents are answers: yes or no to each when an article may have several, else one choice."""
    fields = _fields(seen)
    used = {field.name for field in fields}
    if seen.together:
        fields += tuple(Field(_free(label, used), label, "flag", scale="binary") for label in seen.labels)
    elif seen.labels:
        fields += (Field(_free(_LABEL, used), "Label", "choice", values=_values(seen.labels)),)
    free = _free(name, {layer for layer in taken if layer == name}, "article")
    return Layer(free, _TITLES.get(name, name), "document", style="none", fields=fields)


def _free(name: str, taken: Iterable[str], word: str = "answer") -> str:
    """A name that something else may have already, told apart by a word behind it."""
    return f"{name} ({word})" if name in set(taken) else name


def _fields(seen: _Seen) -> tuple[Field, ...]:
    return tuple(_field(name, list(answers)) for name, answers in seen.fields.items() if name)


def _field(name: str, answers: list[FieldValue]) -> Field:
    if all(isinstance(answer, bool) for answer in answers):
        return Field(name, name, "flag", scale="binary")
    words = list(dict.fromkeys(str(answer) for answer in answers))
    if len(words) > MOST_VALUES or any(_is_free_text(word) for word in words):
        return Field(name, name, "text", scale="none")
    return Field(name, name, "choice", values=_values(words))


def _is_free_text(words: str) -> bool:
    return not own_words(words) or len(words) > LONGEST_VALUE or len(words.splitlines()) > 1


def _values(names: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value(name, name) for name in dict.fromkeys(map(own_words, names)))


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
