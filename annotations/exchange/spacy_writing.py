"""Write spaCy's DocBin: names as entities, every layer as a span group, answers about the document as categories.

Tokens are split where spans begin and end (see `spacy_tokens`). Spans are trimmed of white space, because spaCy refuses
to train on it. A large export is a folder of files, which spaCy reads like one.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from annotations.exchange.claimdesk_keys import record_extras
from annotations.exchange.common_losses import HIDDEN, NOT_DONE, overlapping
from annotations.exchange.external import OWN, extras
from annotations.exchange.files import folder_written_whole, written_whole
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import is_blank, place_of_words
from annotations.exchange.spacy_tokens import tokenized
from annotations.scheme import Layer, Scheme

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SHARD = 2000  # documents in one file


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one document per record."""
    names = names_layer(scheme)
    docs = (document(record, names) for record in records)
    first = list(islice(docs, SHARD))
    if len(first) < SHARD:
        with written_whole(path) as file:
            file.write(packed(first))
        return len(first)
    count = 0
    with folder_written_whole(path) as folder:
        number = 0
        while first:
            number += 1
            (folder / f"part-{number:05}.spacy").write_bytes(packed(first))
            count += len(first)
            first = list(islice(docs, SHARD))
    return count


def packed(docs: Iterable["Doc"]) -> bytes:
    """Documents as a DocBin."""
    from spacy.tokens import DocBin

    packing = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for doc in docs:
        packing.add(doc)
    return bytes(packing.to_bytes())


def names_layer(scheme: Scheme) -> Layer | None:
    """The layer that becomes entities: the first with labels whose spans never overlap and mask nothing."""
    return next(
        (x for x in scheme.layers if x.kind == "span" and x.overlap == "none" and x.labels and not x.masks), None
    )


def document(record: Record, names: Layer | None) -> "Doc":
    """A record as a spaCy document."""
    from spacy.tokens import SpanGroup

    places = {a.id: place for a in record.annotations if a.verdict != "rejected" and (place := place_of_words(a))}
    doc = tokenized(record.article.text, record.article.language, places.values())
    shown = [a for a in record.annotations if a.id in places]
    others = [a for a in record.annotations if a.id not in places]
    groups: dict[str, list[Span]] = {}
    kept = []
    for number, a in enumerate(shown):
        span = doc.char_span(*places[a.id], a.label or a.layer, span_id=f"{number}")
        assert span is not None  # noqa: S101 - tokens end where spans do
        groups.setdefault(a.layer, []).append(span)
        found = {"group": a.layer, "from": span.start_char, "to": span.end_char, "name": f"{number}"}
        kept.append({**found, "start": a.start, "end": a.end, "text": a.quote, **extras(a)})
    for layer, spans in groups.items():
        doc.spans[layer] = SpanGroup(doc, name=layer, spans=spans)
    if names is not None:
        doc.set_ents(_flat(groups.get(names.name, [])))
    doc.cats = {f"{a.layer}.{name}={value}": 1.0 for a in others if a.start is None for name, value in a.fields.items()}
    own = {**record_extras(record, others), "spans": kept}
    doc.user_data[OWN] = orjson.dumps(own).decode()
    return doc


def _flat(spans: Sequence["Span"]) -> list["Span"]:
    """Spans that share no token. Of two that do, the longer stays."""
    from spacy.util import filter_spans

    return filter_spans(spans)


def losses(scheme: Scheme) -> tuple[Loss, ...]:
    """What spaCy does not see of records of a scheme. All of it comes back."""
    names = names_layer(scheme)
    return (NOT_DONE, *HIDDEN, *((_overlapping_names(names),) if names is not None else ()))


def _overlapping_names(layer: Layer) -> Loss:
    def count(record: Record) -> Mapping[str, int]:
        spans = [a for a in record.annotations if a.layer == layer.name and a.verdict != "rejected"]
        found = overlapping([a for a in spans if not is_blank(a)])
        return {layer.name: len(found)} if found else {}

    title = "span that overlaps another of its layer, written to the layer's span group instead of the entities"
    return Loss("overlapping_names", title, count, lambda record: record, comes_back=True)
