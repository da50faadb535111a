"""Read spaCy's DocBin: entities, span groups, categories, and the data that `spacy_writing` stores with them.

Data that spaCy cannot express is in the document's `user_data` under our own key, not in `span._`, where two spans on
the same words share one value.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from annotations.errors import ImportFailed
from annotations.exchange.claimdesk_keys import restored
from annotations.exchange.external import OWN, ExternalMark, ExternalRecord, mark_with
from annotations.exchange.guarding import each, one
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.files.opening import content_of
from annotations.model import Article, FieldValue

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

MOST_UNPACKED, LARGEST_RATIO = 100_000_000, 40  # bytes, and bytes for each packed byte: texts reach a third of that
PIECE = 1 << 20
ORTH = 65  # spacy.attrs.ORTH
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def recognises(path: Path, head: bytes) -> bool:
    """Whether the file is packed like a DocBin, or the folder has such files and nothing else to read."""
    if path.is_dir():
        return any(path.glob("*.spacy"))
    return head[:2] in _ZLIB


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read documents."""
    import spacy

    vocab = spacy.blank("xx").vocab
    for file in sorted(path.glob("*.spacy")) if path.is_dir() else [path]:
        yield from each(str(file), _documents, file, vocab)


def _documents(file: Path, vocab: "Vocab") -> Iterator[ExternalRecord | ImportNote]:
    """The documents of one file, each unpacked separately, so that a damaged one does not affect the others."""
    from spacy.tokens import DocBin

    content = content_of(file)
    _check_size(content, str(file))
    docs = DocBin(store_user_data=True).from_bytes(content)
    attributes: object = docs.attrs
    if not isinstance(attributes, list) or ORTH not in attributes:
        raise ImportFailed(
            f"{file} does not contain the words of its documents (ORTH). Write it with spaCy's DocBin()."
        )
    for string in docs.strings:
        vocab.strings.add(string)
    for number in range(len(docs.tokens)):
        place = f"{file}:{number + 1}"
        yield one(place, _one_document, docs, number, vocab, place)


def _check_size(content: bytes, place: str) -> None:
    """Refuse a file that would exhaust memory, before unpacking it."""
    most = left = max(MOST_UNPACKED, LARGEST_RATIO * len(content))
    packing = zlib.decompressobj()
    while content and not packing.eof:
        left -= len(packing.decompress(content, PIECE))
        content = packing.unconsumed_tail
        if left < 0:
            raise ImportFailed(f"{place} was not opened: unpacked, it has more than {most:,} bytes.")


def _one_document(docs: "DocBin", number: int, vocab: "Vocab", place: str) -> ExternalRecord:
    from spacy.tokens import DocBin

    single = DocBin()
    single.attrs = docs.attrs  # in their own order
    for name in ("tokens", "spaces", "cats", "span_groups", "user_data", "flags"):
        setattr(single, name, getattr(docs, name)[number : number + 1])
    return _document(next(single.get_docs(vocab)), place)


def _document(doc: "Doc", place: str) -> ExternalRecord:
    own = _own(doc.user_data.get(OWN))
    kept = {(s["group"], s["from"], s["to"], s["name"]): s for s in own.pop("spans", [])}
    attributes = _attributes(doc.user_data)
    marks: list[ExternalMark] = []
    for group, spans in doc.spans.items():
        marks += [_mark(span, group, kept, attributes) for span in spans]
    grouped = {(s.start_char, s.end_char, s.label_) for spans in doc.spans.values() for s in spans} if kept else set()
    for span in doc.ents:
        if (span.start_char, span.end_char, span.label_) not in grouped:
            marks.append(_mark(span, "", {}, attributes))
    categories = [
        ExternalMark(key=f"category {name}", label=name, kind="document", score=float(value))
        for name, value in doc.cats.items()
        if _number(value, name) >= 0.5 and not own
    ]
    counts = Counter(docs=1, ents=len(doc.ents), cats=len(doc.cats), user_data_keys=len(doc.user_data))
    foreign = ExternalRecord(
        Article(text=doc.text, meta=_meta(doc.user_data)),
        marks=(*marks, *categories),
        place=place,
        counts=counts,
    )
    return restored(foreign, own)


def _number(value: Any, name: Any) -> float:
    if not isinstance(value, int | float):
        raise ImportFailed(f"The category “{name}” should have a number, but it has {type(value).__name__}.")
    return float(value)


def _own(raw: Any) -> dict[str, Any]:
    try:
        found = orjson.loads(raw) if isinstance(raw, str) else {}
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _mark(
    span: "Span", group: str, kept: Mapping[Any, Mapping[str, Any]], attributes: Mapping[Any, Any]
) -> ExternalMark:
    ours = kept.get((group, span.start_char, span.end_char, span.id_ or span.label_))
    fields: dict[str, FieldValue] = {}
    if ours is None:
        fields = dict(attributes.get((span.start_char, span.end_char), {}))
        fields |= {"kb_id": span.kb_id_} if span.kb_id_ else {}
    mark = ExternalMark(
        key=f"{group} {span.start_char}-{span.end_char} {span.label_} {span.id_}".strip(),
        layer=group,
        label=span.label_,
        parts=((span.start_char, span.end_char),),
        quote=span.text,
        fields=fields,
    )
    if ours is None:
        return mark
    return mark_with(mark._replace(parts=((ours["start"], ours["end"]),), quote=ours["text"]), ours)


def _attributes(user_data: Mapping[Any, Any]) -> dict[tuple[int, int], dict[str, FieldValue]]:
    """The extension attributes of spans, which spaCy stores by the characters that a span covers."""
    found: dict[tuple[int, int], dict[str, FieldValue]] = {}
    for key, value in user_data.items():
        of_span = isinstance(key, tuple) and len(key) == 4 and key[0] == "._." and isinstance(key[2], int)
        if of_span and isinstance(value, str | bool | int | float):
            found.setdefault((key[2], key[3]), {})[str(key[1])] = value
    return found


def _meta(user_data: Mapping[Any, Any]) -> dict[str, Any]:
    """The data about the whole document."""
    meta = {key: value for key, value in user_data.items() if isinstance(key, str) and key != OWN}
    for key, value in user_data.items():
        if isinstance(key, tuple) and len(key) == 4 and key[0] == "._." and key[2] is None:
            meta[str(key[1])] = value
    return {key: value for key, value in meta.items() if isinstance(value, str | bool | int | float | list | dict)}
