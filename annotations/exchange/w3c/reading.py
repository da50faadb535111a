"""Turn annotations into records, grouped by source and creator."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.exchange.claimdesk_keys import restored
from annotations.exchange.external import OWN, ExternalMark, ExternalRecord, ExternalRelation, mark_with, reconciled
from annotations.exchange.guarding import one
from annotations.exchange.json_streams import items
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.spans import shown, whole_number
from annotations.exchange.times import as_text
from annotations.exchange.w3c.writing import FIELD
from annotations.model import Annotator, AnnotatorId, Article, FieldValue


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read annotations, grouped by source and creator."""
    group = _Group(options)
    for found in items(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
            continue
        place = f"{path}:{found[0]}"
        for raw in _unpacked(found[1]):
            if not isinstance(raw, dict):
                yield ImportNote(place, "This is not an annotation: it should be an object.")
                continue
            source = _source(raw)
            if group.ends_before(raw, source):
                yield from group.records()
                group = _Group(options)
            if remark := one(place, group.take, raw, source, place):
                yield remark
    yield from group.records()


def _unpacked(raw: Any) -> list[Any]:
    """The annotations of a page or collection, or the annotation itself."""
    if isinstance(raw, dict) and isinstance(raw.get("items"), list):
        return list(raw["items"])
    if isinstance(raw, dict) and isinstance(raw.get("first"), dict):
        return _unpacked(raw["first"])
    return [raw]


def _targets(raw: Mapping[str, Any]) -> list[Any]:
    target = raw.get("target")
    return target if isinstance(target, list) else [] if target is None else [target]


def _source(raw: Mapping[str, Any]) -> str | None:
    """The source. Empty if the target has selectors but no source, None if it is other annotations."""
    if raw.get("motivation") == "linking":
        return None
    for target in _targets(raw):
        if isinstance(target, str):
            return target
        if isinstance(target, dict):
            return str(target.get("source") or (target.get("id") if "selector" not in target else "") or "")
    return ""


class _Group:
    """The annotations on one source, and its text."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.source: str | None = None
        self._text = ""
        self._place = ""
        self._marks: dict[Annotator | None, list[ExternalMark]] = {}
        self._relations: dict[Annotator | None, list[ExternalRelation]] = {}
        self._own: dict[Annotator | None, Any] = {}
        self._counts: Counter[str] = Counter()
        self._lost: list[ImportNote] = []

    def ends_before(self, raw: Mapping[str, Any], source: str | None) -> bool:
        """Whether an annotation has another source, or another text for this one."""
        if self.source is None or source is None:
            return False
        described = _described(raw)
        return source != self.source or bool(self._text and described is not None and described != self._text)

    def take(self, raw: Mapping[str, Any], source: str | None, place: str) -> None:
        """Add one annotation."""
        self._place = self._place or place
        self.source = source if source is not None else self.source
        who = _creator(raw.get("creator"))
        described = _described(raw)
        if described is not None:
            self._text, self._own[who] = described, raw[OWN]
            self._marks.setdefault(who, [])
            return
        self._counts["annotations"] += 1
        self._counts["targets"] += len(_targets(raw))
        if raw.get("motivation") == "linking":
            self._counts["relation_annotations"] += 1
            ends = [str(t.get("id") or "") if isinstance(t, dict) else str(t) for t in _targets(raw)]
            label = next((str(body.get("value")) for body in _bodies(raw) if body.get("value")), "")
            source, target = (*ends, "", "")[:2]
            self._relations.setdefault(who, []).append(ExternalRelation(source, target, label))
            return
        found = self._marks.setdefault(who, [])
        self._lost += [ImportNote(place, sentence) for sentence in _unread(raw)]
        for number, target in enumerate(_targets(raw)):
            mark, selectors = _mark(raw, target, number)
            if selectors and not mark.parts:
                names = ", ".join(selectors)
                self._lost.append(
                    ImportNote(place, f"This annotation was left out: it gives its position only as {names}.")
                )
                continue
            self._counts.update(f"selectors:{kind}" for kind in selectors)
            fits = mark.quote is not None and mark.parts and mark.parts[0][1] - mark.parts[0][0] == len(mark.quote)
            self._counts["quote_len_equals_range"] += bool(fits)
            found.append(mark)

    def records(self) -> Iterator[ExternalRecord | ImportNote]:
        """A record for each creator, after notes about unreadable content."""
        yield from self._lost
        if self.source is None and not self._marks:
            return
        text = self._text or (self._options.text_of and self._options.text_of(self.source or "")) or ""
        if not text:
            message = (
                f"The file does not contain the text of “{self.source}”. Import the article with this address first."
            )
            yield ImportNote(self._place, message)
        for number, who in enumerate(dict.fromkeys((*self._marks, *self._relations))):
            own = self._own.get(who)
            marks, relations = reconciled(self._marks.get(who, ()), self._relations.get(who, ()))
            foreign = ExternalRecord(
                Article(text=text, url=self.source or ""),
                who,
                marks=marks,
                relations=relations,
                place=self._place,
                quote_wins=True,
                counts=self._counts if number == 0 else {},
            )
            yield restored(foreign, own)


def _unread(raw: Mapping[str, Any]) -> Iterator[str]:
    """The reasons why an annotation cannot be read at all."""
    if not _targets(raw):
        yield "This annotation was left out: it has no target."
    for body in _bodies(raw):
        value = body.get("value")
        if value is not None and not isinstance(value, str | int | float):
            yield f"A body of this annotation was left out: its value is not text ({shown(value)})."


def _described(raw: Mapping[str, Any]) -> str | None:
    """The text of the source, if one of our own annotations describes it."""
    own = raw.get(OWN)
    if not isinstance(own, dict) or "article" not in own:
        return None
    return next((str(body.get("value") or "") for body in _bodies(raw)), "")


def _creator(raw: Any) -> Annotator | None:
    if isinstance(raw, str) and raw:
        return Annotator(AnnotatorId(""), raw)
    if not isinstance(raw, dict):
        return None
    name = raw.get("name") or raw.get("nickname") or raw.get("email") or raw.get("id")
    kind = "machine" if raw.get("type") in ("Software", "SoftwareAgent", "as:Application") else "person"
    version = str(raw.get("claimdesk:version") or "")
    kind = "gold" if raw.get("claimdesk:kind") == "gold" else kind
    return Annotator(AnnotatorId(""), str(name), kind, version) if name else None  # type: ignore[arg-type]


def _bodies(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    body = raw.get("body", raw.get("bodyValue"))
    bodies = body if isinstance(body, list) else [] if body is None else [body]
    return [one if isinstance(one, dict) else {"value": one} for one in bodies]


def _mark(raw: Mapping[str, Any], target: Any, number: int) -> tuple[ExternalMark, list[str]]:
    """One target as a mark. The first tag is its label, comments are its note."""
    tags, notes, fields = list[str](), list[str](), dict[str, FieldValue]()
    for body in _bodies(raw):
        value = body.get("value")
        value = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        if not isinstance(value, str | bool):
            continue
        if FIELD in body:
            fields[str(body[FIELD])] = value
        elif body.get("purpose", raw.get("motivation")) in ("tagging", "classifying", "identifying"):
            tags.append(str(value))
        else:
            notes.append(str(value))
    fields |= {"note": "\n".join(notes)} if notes else {}
    fields |= {"tags": ", ".join(tags[1:])} if len(tags) > 1 else {}
    parts, quote, around, selectors = _selected(target)
    mark = ExternalMark(
        key=f"{raw.get('id') or ''}" if number == 0 else f"{raw.get('id') or ''}/{number + 1}",
        label=tags[0] if tags else "",
        parts=parts,
        quote=quote,
        fields=fields,
        kind="span" if parts else "document",
        around=around,
        created=as_text(raw.get("created")),
        updated=as_text(raw.get("modified")) or as_text(raw.get("created")),
    )
    return mark_with(mark, raw.get(OWN)), selectors


_Selected = tuple[tuple[tuple[int, int], ...], str | None, tuple[str, str] | None, list[str]]


def _selected(target: Any) -> _Selected:
    """The position and quote of a target, and the selectors that it has, including refinements."""
    selectors = target.get("selector") if isinstance(target, dict) else None
    found: dict[str, Mapping[str, Any]] = {}
    waiting = selectors if isinstance(selectors, list) else [selectors]
    kinds: list[str] = []
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector, dict):
            kinds.append(str(selector.get("type")))
            found.setdefault(str(selector.get("type")), selector)
            waiting.append(selector.get("refinedBy"))
    quoted, placed = found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})
    quote = quoted.get("exact")
    start, end = whole_number(placed.get("start")), whole_number(placed.get("end"))
    around = str(quoted.get("prefix") or ""), str(quoted.get("suffix") or "")
    known = ((start, end),) if start is not None and end is not None else ()
    parts = known or (((-1, -1),) if isinstance(quote, str) else ())
    return parts, quote if isinstance(quote, str) else None, around if any(around) else None, kinds
