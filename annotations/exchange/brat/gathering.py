"""Turn lines into marks: attach attributes, references and notes to their targets, and events to their triggers."""

from collections import Counter
from collections.abc import Callable, Iterator

from annotations.exchange.brat.lines import (
    Attribute,
    Equivalence,
    Event,
    Line,
    Malformed,
    Note,
    Reference,
    Relation,
    Span,
)
from annotations.exchange.external import ExternalMark, ExternalRecord
from annotations.exchange.external import ExternalRelation as Arrow
from annotations.exchange.records import ImportNote
from annotations.model import AnnotationId, Article, FieldValue, Link

_NOTE = "AnnotatorNotes"
_COUNTED = {
    Event: "events",
    Attribute: "attributes",
    Reference: "normalizations",
    Note: "notes",
    Equivalence: "equiv",
}


class Gathering:
    """The lines of one `.ann` file by kind. `remarks` are about lines that could not be used."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.spans: list[Span] = []
        self.remarks: list[ImportNote] = []
        self._events: list[tuple[int, Event]] = []
        self._relations: list[tuple[int, Relation]] = []
        self._said: list[tuple[int, Attribute | Reference | Note]] = []
        self._equivalences: list[tuple[int, Equivalence]] = []
        self._counts: Counter[str] = Counter()
        self._fields: dict[str, dict[str, FieldValue]] = {}
        self._keys: set[str] = set()

    def take(self, number: int, line: Line) -> None:
        """Add one line."""
        name = _COUNTED.get(type(line))
        if name:
            self._counts[name] += 1
        if isinstance(line, Malformed):
            self._counts["events"] += line.key.startswith("E")
            self._counts[f"malformed_events:{line.key}"] += line.key.startswith("E")
            self._remark(number, f"{line.reason}: {line.key} was left out.")
            return
        key = getattr(line, "key", None)
        if key in self._keys:
            self._remark(number, f"{key} is already used above: this line was left out.")
            return
        if key:
            self._keys.add(key)
        self._keep(number, line)

    def _keep(self, number: int, line: Line) -> None:
        if isinstance(line, Span):
            self.spans.append(line)
        elif isinstance(line, Event):
            self._events.append((number, line))
        elif isinstance(line, Relation):
            self._relations.append((number, line))
        elif isinstance(line, Equivalence):
            self._equivalences.append((number, line))
        elif isinstance(line, Attribute | Reference | Note):
            self._said.append((number, line))

    def foreign(self, article: Article) -> ExternalRecord:
        """The marks and relations of an article."""
        for number, line in self._said:
            self._say(number, line)
        spans = {span.key: span for span in self.spans}
        events = [(number, event) for number, event in self._events if self._is_sound(number, event, spans)]
        triggers = {event.trigger for _, event in events}
        counts = {"discontinuous": sum(len(span.parts) > 1 for span in self.spans)}
        links: dict[str, dict[str, Link]] = {}
        self._link(links, spans, {event.key: event for _, event in events})
        marks = [self._mark(span, links, "trigger" if span.key in triggers else "span") for span in self.spans]
        for _, event in events:
            trigger = spans[event.trigger]._replace(key=event.key, type=event.type)
            marks.append(self._mark(trigger, links, "event"))
        arrows = tuple(
            Arrow(line.source, line.target, line.type, self._fields_of(line), line.key) for _, line in self._relations
        )
        return ExternalRecord(
            article,
            marks=tuple(marks),
            relations=arrows,
            place=self.place,
            breaks="one",
            counts=dict(+(self._counts + Counter(counts))),
        )

    def _fields_of(self, line: Relation) -> dict[str, FieldValue]:
        """The fields of a relation, including the names of its ends if they are not Arg1 and Arg2."""
        named: dict[str, FieldValue] = {f"ends {' and '.join(line.ends)}": True} if line.ends else {}
        return self._fields.get(line.key, {}) | named

    def _mark(self, span: Span, links: dict[str, dict[str, Link]], kind: str) -> ExternalMark:
        return ExternalMark(
            key=span.key,
            label=span.type,
            parts=span.parts,
            quote=span.words,
            fields=self._fields.get(span.key, {}),
            links=links.get(span.key, {}),
            kind=kind,  # type: ignore[arg-type]
        )

    def _remark(self, number: int, sentence: str) -> None:
        self.remarks.append(ImportNote(f"{self.place}:{number}", sentence))

    def _say(self, number: int, line: Attribute | Reference | Note) -> None:
        """Add attributes and notes of a mark or relation to its fields. Several notes become one with several lines."""
        if line.target not in self._keys:
            self._remark(number, f"{line.name} refers to {line.target}, which is not in the file: it was left out.")
            return
        fields = self._fields.setdefault(line.target, {})
        if isinstance(line, Attribute):
            fields[_free(line.name, fields)] = True if line.value is None else line.value
        elif isinstance(line, Reference):
            fields[_free(line.name, fields)] = f"{line.entry} {line.title}".strip()
        elif line.name == _NOTE:
            fields["note"] = "\n".join(filter(None, [str(fields.get("note", "")), line.words]))
        else:
            fields[_free(line.name, fields)] = line.words

    def _is_sound(self, number: int, event: Event, spans: dict[str, Span]) -> bool:
        trigger = spans.get(event.trigger)
        if trigger is None:
            why = "is not in the file"
        elif trigger.type != event.type:
            why = f"is of another type, so that {event.key} has no trigger of its own"
        else:
            return True
        self._counts[f"malformed_events:{event.key}"] += 1
        self._remark(number, f"{event.trigger}, the trigger of {event.key}, {why}: the event was left out.")
        return False

    def _link(self, links: dict[str, dict[str, Link]], spans: dict[str, Span], events: dict[str, Event]) -> None:
        for number, key, role, target in self._arrows(events):
            if target in spans or target in events:
                own = links.setdefault(key, {})
                own[_free(role, own)] = Link("", AnnotationId(target))
            else:
                self._remark(number, f"{role} of {key} points to {target}, which is not in the file: it was left out.")

    def _arrows(self, events: dict[str, Event]) -> Iterator[tuple[int, str, str, str]]:
        """The roles of events as relations. Equivalent marks are each linked to the next."""
        for number, event in self._events:
            if event.key in events:
                yield from ((number, event.key, role, target) for role, target in event.roles)
        for number, line in self._equivalences:
            pairs = zip(line.members, line.members[1:], strict=False)
            yield from ((number, member, line.type, following) for member, following in pairs)


def _free(name: str, taken: "dict[str, FieldValue] | dict[str, Link]") -> str:
    """The name, with the first free number appended if it is taken, as brat numbers repeated roles."""
    numbers: Callable[[int], str] = lambda number: name + str(number) * (number > 1)  # noqa: E731
    return next(found for number in range(1, len(taken) + 2) if (found := numbers(number)) not in taken)
