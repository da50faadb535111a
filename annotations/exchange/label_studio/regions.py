"""Turn one Label Studio result into marks: regions with answers, answers about the whole text, and relations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotations.exchange.external import OWN, ExternalMark, ExternalRelation, mark_with
from annotations.exchange.label_studio.config import BAR, NO, YES, plain_name
from annotations.exchange.label_studio.rendering import Rendered
from annotations.exchange.spans import shown, whole_number
from annotations.model import FieldValue

HTML = ("hypertextlabels", "paragraphlabels")
_SPANS = ("labels", *HTML)
_ANSWERS = ("choices", "textarea", "rating", "taxonomy", "number", "datetime", "pairwise", "ranker")
_NOWHERE = (-1, -1)


class Regions:
    """The marks of one result: what has the same id is one region with its answers. `lost` says what cannot be read.

    `times` are those of the whole result, as (created, updated); regions have none of their own.
    """

    def __init__(self, result: Any, rendered: Rendered | None, times: tuple[str, str]) -> None:
        self._rendered, self._times = rendered, times
        self._spans: dict[str, Mapping[str, Any]] = {}
        self._answers: dict[str, dict[str, FieldValue]] = {}
        self._relations: list[Mapping[str, Any]] = []
        self.counts: Counter[str] = Counter()
        self.lost: list[str] = []
        if result is not None and not isinstance(result, list):
            self.lost.append(f"A result was left out: it is not a list ({shown(result)}).")
        for number, item in enumerate(result if isinstance(result, list) else (), 1):
            if isinstance(item, dict):
                self._take(number, item)
            else:
                self.lost.append(f"Item {number} of a result was left out: it is not an object ({shown(item)}).")
        for key, answers in self._answers.items():
            self.counts["per_region_values" if key in self._spans else "task_level_values"] += len(answers)

    def _take(self, number: int, item: Mapping[str, Any]) -> None:
        key, kind = str(item.get("id") or f"item {number - 1}"), str(item.get("type"))
        if kind == "relation":
            self._relations.append(item)
        elif kind in _SPANS:
            self._spans[key if key not in self._spans else f"{key}#{number}"] = item
        elif kind in _ANSWERS or set(_value(item)) & {*_ANSWERS, "text"}:
            self._answers.setdefault(key, {})[str(item.get("from_name") or "")] = _answer(item)
        else:
            self.lost.append(f"Item {number} of a result was left out: “{kind}” does not apply to text.")

    def marks(self) -> list[ExternalMark]:
        """Regions, then answers about the whole text."""
        found = [mark for key, item in self._spans.items() for mark in self._region(key, item)]
        for key, answers in self._answers.items():
            if key not in self._spans:
                layer = key.rpartition("|")[2].replace(BAR, "|") if "|" in key else ""
                fields = {plain_name(name, layer): value for name, value in answers.items()}
                key = key.rpartition("|")[0] or key
                found.append(self._timed(ExternalMark(key=key, layer=layer, fields=fields, kind="document")))
        return found

    def _timed(self, mark: ExternalMark) -> ExternalMark:
        created, updated = self._times
        return mark._replace(created=created, updated=updated)

    def _region(self, key: str, item: Mapping[str, Any]) -> Iterator[ExternalMark]:
        value, layer = _value(item), str(item.get("from_name") or "")
        labels: Any = next((value[kind] for kind in _SPANS if value.get(kind) is not None), [])
        fields = {plain_name(name, layer): answer for name, answer in self._answers.get(key, {}).items()}
        meta = item.get("meta")
        notes = meta.get("text") if isinstance(meta, dict) else None
        if notes:
            fields["note"] = "\n".join(map(str, notes)) if isinstance(notes, list) else str(notes)
        part, quote = self._place(value)
        if part == _NOWHERE and (self._rendered is None or not quote):
            self.lost.append(f"The region “{key}” was left out: it has no start and end.")
            return
        mark = self._timed(ExternalMark(key, layer, "", (part,), quote, fields))
        for number, label in enumerate(labels if isinstance(labels, list) and labels else [labels or ""]):
            named = mark._replace(key=key if number == 0 else f"{key}/{number + 1}", label=str(label))
            yield mark_with(named, meta.get(OWN)) if isinstance(meta, dict) else named

    def _place(self, value: Mapping[str, Any]) -> tuple[tuple[int, int], str | None]:
        quote = value.get("text")
        quote = quote if isinstance(quote, str) else None
        where = value.get("globalOffsets") if self._rendered is not None else value
        start, end = (whole_number(where.get(key)) if isinstance(where, dict) else None for key in ("start", "end"))
        if start is None or end is None:
            return _NOWHERE, quote
        if self._rendered is None:
            return (start, end), quote
        place = self._rendered.position(start, end=False), self._rendered.position(end, end=True)
        return place, quote.replace("\\n", "\n") if quote else quote

    def relations(self) -> list[ExternalRelation]:
        """Relations, one for each label, in their direction. Bidirectional ones give two."""
        found = []
        for item in self._relations:
            ends = str(item.get("from_id") or ""), str(item.get("to_id") or "")
            labels = item.get("labels")
            names = labels if isinstance(labels, list) and labels else [labels or ""]
            for source, target in _directed(ends, item.get("direction")):
                found += [ExternalRelation(source, target, str(name)) for name in names]
        return found


def _directed(ends: tuple[str, str], direction: Any) -> Sequence[tuple[str, str]]:
    back = ends[1], ends[0]
    return (back,) if direction == "left" else (ends, back) if direction == "bi" else (ends,)


def _value(item: Mapping[str, Any]) -> Mapping[str, Any]:
    value = item.get("value")
    return value if isinstance(value, dict) else {}


def _answer(item: Mapping[str, Any]) -> FieldValue:
    value = _value(item)
    given = value.get(str(item.get("type")), value.get("text"))
    if isinstance(given, list):
        words = ["/".join(map(str, one)) if isinstance(one, list) else str(one) for one in given]
        separator = "\n" if item.get("type") == "textarea" else ", "
        joined = separator.join(words)
        return {YES: True, NO: False}.get(joined, joined) if item.get("type") == "choices" else joined
    return given if isinstance(given, str | int | float | bool) else str(given or "")
