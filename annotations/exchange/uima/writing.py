"""Write UIMA CAS: a custom layer for each layer of the scheme, answers as features, links as slots.

Data that UIMA cannot express goes as JSON into a feature of our own and into a structure about the document. If
INCEpTION drops these, the file can still be read by its layers and features.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange import sidecar
from annotations.exchange.common_losses import NOT_DONE, UNSEEN
from annotations.exchange.files import folder_written_whole
from annotations.exchange.folders import documents
from annotations.exchange.identifiers import identifier, type_names
from annotations.exchange.losses import Loss, without
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import hidden, shown_spans
from annotations.exchange.uima.cassis import cassis
from annotations.exchange.uima.features import OWN, RECORD
from annotations.exchange.webanno.marks import LABELS, PACKAGE
from annotations.exchange.xml import fit, fit_json
from annotations.model import Annotation, AnnotationId, FieldValue
from annotations.scheme import Scheme
from annotations.scheme.records import Layer

_META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_RESERVED = {"begin", "end", "sofa", "self", "type", "xmiID", "label", OWN}
_STRING, _BOOLEAN = "uima.cas.String", "uima.cas.Boolean"
TYPES_NAME = "TypeSystem.xml"


def _fit(record: Record) -> Record:
    text = fit(record.article.text)
    marks = tuple(a if a.start is None else a._replace(quote=text[a.start : a.end]) for a in record.annotations)
    return record._replace(article=record.article._replace(text=text, sha256=""), annotations=marks)


CONTROLS = Loss(
    "controls",
    "text with control characters, which XML cannot store",
    lambda record: {"": 1} if fit(record.article.text) != record.article.text else {},
    lambda record: _fit(record) if fit(record.article.text) != record.article.text else record,
    of_article=True,
)
XMI_LOSSES: tuple[Loss, ...] = (NOT_DONE, *UNSEEN, CONTROLS)


def write_xmi(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with an XMI file for each record and the type system. Return the number of records."""
    return _write(path, (without(record, XMI_LOSSES) for record in records), scheme, ".xmi", _put_xmi)


def write_json(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a folder with a CAS in JSON for each record. Return the number of records."""
    return _write(path, records, scheme, ".json", _put_json)


def _put_xmi(cas: Any, path: Path) -> None:
    path.write_bytes(cas.to_xmi().encode())


def _put_json(cas: Any, path: Path) -> None:
    path.write_bytes(cas.to_json(type_system_mode=cassis().typesystem.TypeSystemMode.MINIMAL).encode())


def _write(path: Path, records: Iterable[Record], scheme: Scheme, suffix: str, put: Callable[[Any, Path], None]) -> int:
    types = _Types(scheme)
    count = 0
    with folder_written_whole(path) as folder:
        for count, (name, record) in enumerate(documents(folder, records), 1):  # noqa: B007
            put(types.cas(record), name.with_name(name.name + suffix))
        if suffix == ".xmi":
            (folder / TYPES_NAME).write_bytes(types.system.to_xml().encode())
    return count


class _Types:
    """The type system of a scheme, and records as feature structures of its types."""

    def __init__(self, scheme: Scheme) -> None:
        self.system = cassis().TypeSystem()
        self._slots: dict[tuple[str, str], Any] = {}
        self._features: dict[str, dict[str, str]] = {}  # kinds by the names of fields that have a feature
        layers = [layer for layer in scheme.layers if layer.kind == "span"]
        self._names = {name: PACKAGE + made for name, made in type_names(layer.name for layer in layers).items()}
        for layer in layers:
            self._layer(layer)
        record = self.system.create_type(RECORD, "uima.cas.TOP")
        self.system.create_feature(record, OWN, _STRING)
        meta = self.system.create_type(_META, "uima.tcas.DocumentAnnotation")
        self.system.create_feature(meta, "documentTitle", _STRING)

    def _layer(self, layer: Layer) -> None:
        said = layer.definition.strip() or layer.title
        made = self.system.create_type(self._names[layer.name], "uima.tcas.Annotation", fit(said))
        fields = {field.name: _BOOLEAN if field.kind == "flag" else _STRING for field in layer.fields}
        native = {name: kind for name, kind in fields.items() if identifier(name) not in _RESERVED}
        if layer.labels or any(name in LABELS for name in native):
            self.system.create_feature(made, "label", _STRING)
        for name, kind in {**native, OWN: _STRING}.items():
            self.system.create_feature(made, identifier(name), kind)
        for number, role in enumerate(layer.links, 1):
            if identifier(role.name) not in _RESERVED and role.name not in native:
                self._slot(made, layer, role.name, number)
        self._features[layer.name] = native

    def _slot(self, made: Any, layer: Layer, role: str, number: int) -> None:
        name = f"{self._names[layer.name]}{identifier(role).capitalize()}Link"
        name = f"{name}{number}" if self.system.contains_type(name) else name
        slot = self.system.create_type(name, "uima.cas.TOP")
        self.system.create_feature(slot, "role", _STRING)
        self.system.create_feature(slot, "target", "uima.tcas.Annotation")
        self.system.create_feature(made, identifier(role), "uima.cas.FSArray", elementType=slot)
        self._slots[layer.name, role] = slot

    def cas(self, record: Record) -> Any:
        """A record as a CAS."""
        text = record.article.text
        cas = cassis().Cas(typesystem=self.system, sofa_string=text, sofa_mime="text/plain")
        language = record.article.language or "x-unspecified"
        title = fit(record.article.title)
        meta = self.system.get_type(_META)
        cas.add(meta(begin=0, end=len(text), documentTitle=title, language=language))
        spans = shown_spans(record.annotations)
        structures = {annotation.id: self._structure(annotation) for annotation in spans}
        for annotation in spans:
            native = self._link(annotation, structures)
            said = sidecar.mark_data(annotation, partial(self._is_native, annotation), native)
            if fit(annotation.label) != annotation.label:
                said |= {"as": fit(annotation.label), "label": annotation.label}
            setattr(structures[annotation.id], OWN, fit_json(orjson.dumps(said)))
            cas.add(structures[annotation.id])
        cas.add(
            self.system.get_type(RECORD)(
                claimdesk=fit_json(sidecar.dumps(record, {}, hidden(record.annotations, spans)))
            )
        )
        return cas

    def _structure(self, annotation: Annotation) -> Any:
        made = self.system.get_type(self._names[annotation.layer])
        values = {identifier(n): v for n, v in annotation.fields.items() if self._is_native(annotation, n, v)}
        if annotation.label:
            values["label"] = fit(annotation.label)
        return made(begin=annotation.start, end=annotation.end, **values)

    def _is_native(self, annotation: Annotation, name: str, value: FieldValue) -> bool:
        kind = self._features[annotation.layer].get(name)
        if kind == _BOOLEAN:
            return isinstance(value, bool)
        return kind == _STRING and isinstance(value, str) and value != "" and fit(value) == value

    def _link(self, annotation: Annotation, structures: dict[AnnotationId, Any]) -> set[str]:
        """Fill the slots. Return the roles that have one."""
        native = set()
        for role, link in annotation.links.items():
            slot = self._slots.get((annotation.layer, role))
            target = structures.get(link.annotation) if link.annotation else None
            if slot is not None and target is not None:
                array = self.system.get_type("uima.cas.FSArray")(elements=[slot(role=role, target=target)])
                setattr(structures[annotation.id], identifier(role), array)
                native.add(role)
        return native
