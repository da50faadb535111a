"""Convert feature structures of a CAS to marks and relations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.exchange import sidecar
from annotations.exchange.external import ExternalMark, ExternalRecord, ExternalRelation
from annotations.exchange.folders import of_file
from annotations.exchange.identifiers import spoken
from annotations.exchange.records import ImportNote
from annotations.exchange.webanno.marks import LABELS, label_of, short
from annotations.model import AnnotationId, Article, FieldValue, Link

RECORD = "webanno.custom.ClaimdeskRecord"
"""The type with Claimdesk's data about a document, as JSON in its only feature."""
OWN = "claimdesk"
_PASSED_OVER = {"Token", "Sentence", "DocumentAnnotation", "DocumentMetaData", "TagDescription", "TagsetDescription"}
_PLACES = {"begin", "end", "sofa", "Governor", "Dependent"}


def foreign_of(view: Any, place: str, title: str) -> Iterator[ExternalRecord | ImportNote]:
    """The article of a view with its marks. Words, sentences and structures unrelated to the text are skipped."""
    text = view.sofa_string or ""
    structures = list(view.select_all_fs())
    spans = [fs for fs in structures if _is_span(fs)]
    relations = [fs for fs in structures if _is_relation(fs)]
    counts = Counter(f"by_layer:{short(fs.type.name)}" for fs in (*spans, *relations))
    gathered = _Gathered(text)
    marks = [gathered.mark(fs) for fs in spans] + [gathered.about_all(fs) for fs in structures if _is_about_all(fs)]
    foreign = ExternalRecord(
        _article(structures, text, title)._replace(meta=of_file(Path(place))),
        marks=tuple(marks),
        relations=tuple(gathered.relation(fs) for fs in relations),
        place=place,
        counts=dict(counts),
    )
    foreign = foreign._replace(lost=gathered.sentences())
    own = next((fs for fs in structures if fs.type.name == RECORD and fs.get(OWN)), None)
    said = sidecar.loads(own.get(OWN), place) if own else None
    if isinstance(said, sidecar.Side):
        said = said._replace(marks=gathered.said)
    yield from sidecar.joined(foreign, said)


def _is_span(fs: Any) -> bool:
    name = short(fs.type.name)
    return _has(fs, "begin") and name not in _PASSED_OVER and not _is_relation(fs) and fs.begin is not None


def _is_about_all(fs: Any) -> bool:
    """Whether a structure's layer is about whole documents: it refers to its text but has no position."""
    return _has(fs, "sofa") and not _has(fs, "begin") and short(fs.type.name) not in _PASSED_OVER


def _is_relation(fs: Any) -> bool:
    return _has(fs, "Governor") and _has(fs, "Dependent")


def _has(fs: Any, feature: str) -> bool:
    return any(known.name == feature for known in fs.type.all_features)


def _article(structures: list[Any], text: str, title: str) -> Article:
    about = [fs for fs in structures if short(fs.type.name) in ("DocumentMetaData", "DocumentAnnotation")]
    found = {
        name: fs.get(name) for fs in about for name in ("documentTitle", "language") if _has(fs, name) and fs.get(name)
    }
    language = found.get("language") or ""
    return Article(
        text=text, title=found.get("documentTitle") or title, language="" if language == "x-unspecified" else language
    )


class _Gathered:
    """Creates the marks of one view. `said` has the data from our own feature for each, by key."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.said: dict[str, Any] = {}
        self.lost: Counter[str] = Counter()

    def mark(self, fs: Any) -> ExternalMark:
        """A structure with a position in the text."""
        fields: dict[str, FieldValue] = {}
        links: dict[str, Link] = {}
        label = ""
        label_name = next((name for name in LABELS if name in _named(fs)), None)
        for name in _named(fs):
            value = fs.get(name)
            if name == OWN and isinstance(value, str):
                self.said[_key(fs)] = sidecar.json_of(value)
            elif name == label_name:
                label = "" if value is None else str(value)
            elif (scalar := _scalar(value)) is not None:
                fields[spoken(name)] = scalar
            elif value is not None:
                found = dict(_links(spoken(name), value, links))
                links |= found
                self._lose(fs, [name] * (not found and bool(_listed(value))))
        for role in [name for name in links if f"{name}_text" in fields or f"{name}_kind" in fields]:
            text, kind = str(fields.pop(f"{role}_text", "")), str(fields.pop(f"{role}_kind", ""))
            links[role] = links[role]._replace(text=text, kind=kind)
        start, end = int(fs.begin), int(fs.end)
        return ExternalMark(_key(fs), short(fs.type.name), label, ((start, end),), self._text[start:end], fields, links)

    def relation(self, fs: Any) -> ExternalRelation:
        """A structure that connects two others."""
        fields = {spoken(name): scalar for name in _named(fs) if (scalar := _scalar(fs.get(name))) is not None}
        self._lose(fs, (name for name in _named(fs) if fs.get(name) is not None and spoken(name) not in fields))
        name = label_of(fields)
        label = str(fields.pop(name)) if name else ""
        source, target = fs.get("Governor"), fs.get("Dependent")
        start, end = (_key(end) if end else "" for end in (source, target))
        return ExternalRelation(start, end, label, fields, layer=short(fs.type.name))

    def about_all(self, fs: Any) -> ExternalMark:
        """A structure about the whole document."""
        fields = {spoken(name): scalar for name in _named(fs) if (scalar := _scalar(fs.get(name))) is not None}
        self._lose(fs, (name for name in _named(fs) if fs.get(name) is not None and spoken(name) not in fields))
        return ExternalMark(_key(fs), short(fs.type.name), fields=fields, kind="document")

    def _lose(self, fs: Any, names: Iterable[str]) -> None:
        for name in names:
            self.lost[f"“{name}” of {short(fs.type.name)}"] += 1

    def sentences(self) -> tuple[str, ...]:
        """The losses, by feature with their counts."""
        return tuple(
            f"{name} was left out{f' {count:,} times' if count > 1 else ''}: it is not text, a number or a link."
            for name, count in self.lost.items()
        )


def _named(fs: Any) -> list[str]:
    return [feature.name for feature in fs.type.all_features if feature.name not in _PLACES]


def _scalar(value: Any) -> FieldValue | None:
    """A plain value, or the values of a list joined. None for anything else."""
    if isinstance(value, str | int | float | bool):
        return value
    listed = _listed(value) if hasattr(value, "elements") else []
    return ", ".join(map(str, listed)) if listed and all(isinstance(one, str | int | float) for one in listed) else None


def _key(fs: Any) -> str:
    return f"{fs.xmiID}"


def _links(name: str, value: Any, taken: dict[str, Link]) -> Iterator[tuple[str, Link]]:
    """The targets of a feature: another structure, or several with roles in slots."""
    found: dict[str, Link] = {}
    for one in _listed(value):
        role, target = name, one
        if hasattr(one, "type") and _has(one, "target"):
            role, target = str((one.get("role") if _has(one, "role") else None) or name), one.get("target")
        if hasattr(target, "type") and _has(target, "begin"):
            numbers = range(1, len(found) + len(taken) + 2)
            free = next(n for number in numbers if (n := role + str(number) * (number > 1)) not in found | taken)
            found[free] = Link("", AnnotationId(_key(target)))
    yield from found.items()


def _listed(value: Any) -> list[Any]:
    elements = getattr(value, "elements", value)
    return list(elements) if isinstance(elements, list | tuple) else [value]
