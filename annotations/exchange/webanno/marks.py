"""Turn cells into marks: join those of several words by their ids, and resolve slots and relations."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from annotations.exchange.external import ExternalMark, ExternalRelation
from annotations.exchange.identifiers import spoken
from annotations.exchange.webanno.document import Document
from annotations.exchange.webanno.rows import Column, Layer, Unit, cell, slots, stacked, unescape
from annotations.model import AnnotationId, FieldValue, Link

_CHAIN = re.compile(r"(?P<value>.*)(?<!\\)->(?P<chain>\d+)-(?P<element>\d+)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<address>\d+-\d+(?:\.\d+)?)(?:\[(?P<id>\d+)(?:_(?P<own>\d+))?\])?")
PACKAGE = "webanno.custom."
"""The prefix of type names that INCEpTION's users define."""
LABELS = ("label", "value", "PosValue", "chunkValue", "referenceType", "entity", "category", "type", "class", "tag")
"""Features that contain the label of a layer. The first one that exists is used."""

_OF_RELATIONS = {
    "dependencytype",
    "relationtype",
    "reltype",
    "relation",
    "rel",
    "role",
    "kind",
    "name",
    "predicate",
} | {
    *("typ", "tipo", "tipus", "тип", "art", "关系", "类型", "種類", "tür", "نوع"),
}

Group = tuple[int, Layer, list[int], list[Column]]


class _Draft:
    """A mark while its rows are read."""

    def __init__(self, key: str, layer: Layer, unit: Unit) -> None:
        self.key, self.layer = key, layer
        self.start, self.end = unit.start, unit.end
        self.tokens: list[str] = []
        self.sound = True
        self.values: dict[str, str] = {}
        self.roles: dict[str, list[str]] = {}
        self.targets: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}


def short(name: str) -> str:
    """The last part of a type's name, split into words."""
    return spoken(name.rpartition(".")[2])


def label_of(fields: Mapping[str, FieldValue]) -> str | None:
    """Which feature of a relation names its kind. None if its layer is a better name."""
    usual = (name for name in LABELS if name in fields)
    return next(usual, next((name for name in fields if name.casefold() in _OF_RELATIONS), None))


class Marks:
    """The marks and relations of one document."""

    def __init__(self, columns: list[Column], document: Document) -> None:
        self._document = document
        numbered = groupby(enumerate(columns), key=lambda pair: pair[1].layer)
        self._groups: list[Group] = []
        for number, (layer, pairs) in enumerate(numbered):
            listed = list(pairs)
            self._groups.append((number, layer, [i for i, _ in listed], [column for _, column in listed]))
        self._drafts: dict[str, _Draft] = {}
        self._at: dict[tuple[int, str], list[str]] = {}
        self._by_id: dict[str, str] = {}
        self._chains: dict[tuple[int, str], dict[int, tuple[str, str]]] = {}
        for unit in document.units:
            for group in self._groups:
                if group[1].kind != "relation":
                    self._take(unit, group)

    def marks(self) -> tuple[ExternalMark, ...]:
        """The marks, in the order of their first rows."""
        for elements in self._chains.values():
            ordered = [elements[index] for index in sorted(elements)]
            for (key, value), (following, _) in zip(ordered, ordered[1:], strict=False):
                self._drafts[key].links["next" if value == "*" else unescape(value)] = following
        return tuple(self._mark(draft) for draft in self._drafts.values())

    def relations(self) -> Iterator[ExternalRelation]:
        """The relations, from the governing mark to the one in whose row they are."""
        for unit in self._document.units:
            for _, layer, indexes, columns in self._groups:
                if layer.kind == "relation":
                    yield from self._relations(unit, layer, columns, [stacked(unit.cells[i]) for i in indexes])

    def _take(self, unit: Unit, group: Group) -> None:
        number, layer, indexes, columns = group
        found = [stacked(unit.cells[index]) for index in indexes]
        for depth in range(max(map(len, found))):
            here = [
                (column, values[depth]) for column, values in zip(columns, found, strict=True) if depth < len(values)
            ]
            draft = self._draft(unit, number, layer, depth, here)
            draft.end = max(draft.end, unit.end)
            draft.tokens.append(unit.token)
            draft.sound = draft.sound and unit.address not in self._document.misplaced
            for column, raw in here:
                self._value(draft, number, column, raw)

    def _draft(self, unit: Unit, number: int, layer: Layer, depth: int, here: list[tuple[Column, str]]) -> _Draft:
        found = next((cell(raw).id for column, raw in here if column.kind != "target" and cell(raw).id), "")
        chain = next((m for _, raw in here if layer.kind == "chain" and (m := _CHAIN.fullmatch(cell(raw).value))), None)
        key = f"{number}@{unit.address}#{depth}"
        if chain:
            key = f"{number}->{chain['chain']}-{chain['element']}"
            value = cell(chain["value"]).value
            self._chains.setdefault((number, chain["chain"]), {})[int(chain["element"])] = key, value
        elif found and found != "0":
            key = f"{number}[{found}]"
            self._by_id.setdefault(found, key)
        self._at.setdefault((number, unit.address), []).append(key)
        return self._drafts.setdefault(key, _Draft(key, layer, unit))

    def _value(self, draft: _Draft, number: int, column: Column, raw: str) -> None:
        if column.kind == "role":
            draft.roles.setdefault(column.feature, slots(cell(raw).value))
        elif column.kind == "target":
            draft.targets.setdefault(column.feature, slots(raw))
        elif column.feature and draft.layer.kind == "chain" and _CHAIN.fullmatch(raw):
            return
        elif column.feature and (value := cell(raw).value) not in ("*", "_"):
            draft.values.setdefault(column.feature, unescape(value))

    def _mark(self, draft: _Draft) -> ExternalMark:
        declared = self._features(draft.layer)
        feature = next((name for name in LABELS if name in declared), "")
        fields: dict[str, FieldValue] = {spoken(name): v for name, v in draft.values.items() if name != feature}
        links = {role: Link("", AnnotationId(key)) for role, key in draft.links.items()}
        for name, addresses in draft.targets.items():
            roles = draft.roles.get(name, [])
            for index, address in enumerate(addresses):
                role = unescape(roles[index]) if index < len(roles) and roles[index] != "*" else name
                self._link(draft, links, role, address)
        self._add_words(draft, fields, links)
        sound = draft.sound and self._document.slice(draft.start, draft.end)
        return ExternalMark(
            key=draft.key,
            layer=short(draft.layer.type),
            label=draft.values.get(feature, ""),
            parts=((draft.start, draft.end),),
            quote=sound if isinstance(sound, str) else " ".join(draft.tokens),
            fields=fields,
            links=links,
        )

    def _link(self, draft: _Draft, links: dict[str, Link], role: str, address: str) -> None:
        key = self._key(address, None)
        free = next(
            name for number in range(1, len(links) + 2) if (name := role + str(number) * (number > 1)) not in links
        )
        links[free] = Link("", AnnotationId(key))

    def _add_words(self, draft: _Draft, fields: dict[str, FieldValue], links: dict[str, Link]) -> None:
        """Add the data that our writer stores in a link's slot to the link."""
        for role in [
            role for role in self._features(draft.layer, "role") if f"{role}_text" in fields or f"{role}_kind" in fields
        ]:
            link = links.get(role, Link(""))
            text, kind = str(fields.pop(f"{role}_text", "")), str(fields.pop(f"{role}_kind", ""))
            links[role] = link._replace(text=text, kind=kind)

    def _features(self, layer: Layer, kind: str = "value") -> list[str]:
        groups = (columns for _, known, _, columns in self._groups if known == layer)
        return [column.feature for columns in groups for column in columns if column.kind == kind]

    def _relations(
        self, unit: Unit, layer: Layer, columns: list[Column], found: list[list[str]]
    ) -> Iterator[ExternalRelation]:
        for depth in range(max(map(len, found))):
            here = [
                (column, values[depth]) for column, values in zip(columns, found, strict=True) if depth < len(values)
            ]
            source = next((raw for column, raw in here if column.kind == "source"), None)
            if source is None:
                continue
            own = (match := _ADDRESS.fullmatch(source)) and match["own"]
            fields: dict[str, FieldValue] = {
                spoken(column.feature): unescape(value)
                for column, raw in here
                if column.kind == "value" and column.feature and (value := cell(raw).value) not in ("*", "_")
            }
            target = self._key(unit.address + (f"[{own}]" if own else ""), layer.base)
            name = label_of(fields)
            label = str(fields.pop(name)) if name else ""
            yield ExternalRelation(self._key(source, layer.base), target, label, fields, layer=short(layer.type))

    def _key(self, raw: str, base: str | None) -> str:
        """The mark at an address (`1-2`, `1-2[3]`, `1-2[3_4]`), in a layer if `base` names one. Otherwise the word."""
        match = _ADDRESS.fullmatch(raw)
        if match is None:
            return raw
        if match["id"] and match["id"] != "0":
            return self._by_id.get(match["id"], raw)
        layers = [number for number, layer, _, _ in self._groups if base is None or layer.type == base]
        found = (self._at[number, match["address"]] for number in layers if (number, match["address"]) in self._at)
        return next((keys[0] for keys in found), raw)
