"""labelbuddy's JSON and JSONL: texts with labelled spans, whose positions are in both code points and bytes.

The bytes serve as the quote that checks the code points. Each span can store one string, `extra_data`, where we put
JSON. Our data about the text goes into its metadata.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.claimdesk_keys import record_extras, restored
from annotations.exchange.entries import entries, kept_as_metadata
from annotations.exchange.external import OWN, ExternalLabel, ExternalMark, ExternalRecord, extras, mark_with
from annotations.exchange.files import written_whole
from annotations.exchange.guarding import one
from annotations.exchange.json_kinds import telling_record
from annotations.exchange.json_streams import items, keys_in
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.spans import Span
from annotations.model import Annotation, Article
from annotations.scheme import Scheme
from annotations.text import utf8_offsets

_KNOWN = {"text", "metadata", "list_title", "display_title", "annotations", "utf8_text_md5_checksum"}
_SIGNS = {"utf8_text_md5_checksum", "start_char", "label_name"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether there are spans with both units or checksums, or a list of names with colours."""
    keys = keys_in(head) | telling_record(path).keys()
    return bool(_SIGNS & keys) or (keys <= {"name", "color", "shortcut_key"} and "name" in keys)


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    """Read texts with spans, or labels."""
    for found in items(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
            continue
        number, raw = found
        place = f"{path}:{number}"
        if isinstance(raw, dict) and isinstance(raw.get("name"), str) and "text" not in raw:
            yield ExternalLabel(raw["name"], colour=str(raw.get("color") or ""), key=str(raw.get("shortcut_key") or ""))
        elif not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
            yield ImportNote(place, "This is not a document: it should be an object with a “text”.")
        else:
            yield one(place, document, raw, place)


def document(raw: Mapping[str, Any], place: str) -> ExternalRecord:
    """A text with its spans."""
    text = raw["text"]
    meta = dict(raw["metadata"]) if isinstance(raw.get("metadata"), dict) else {}
    own = meta.pop(OWN, None)
    said = {key: meta.pop(key) for key in ("title", "source", "url") if isinstance(meta.get(key), str)}
    title = raw.get("list_title") or raw.get("display_title")
    if isinstance(title, str):
        said.setdefault("title", title)
    content = text.encode(errors="surrogatepass")
    found = entries(raw.get("annotations"), "annotations")
    marks = [mark for number, span in found.spans for mark in _marks(number, span, raw["annotations"], content)]
    others = {key: value for key, value in raw.items() if key not in _KNOWN}
    lost = (
        *found.lost,
        *(f"“{name}” among the annotations was left out: it has no start and end." for name in found.names),
        *kept_as_metadata(others),
    )
    wrong = sum(mark.quote != text[slice(*mark.parts[0])] for mark in marks if mark.quote is not None)
    counts = Counter(documents=1, byte_vs_codepoint_mismatches=wrong)
    article = Article(text=text, meta=others | meta, **said)
    foreign = ExternalRecord(article, marks=tuple(marks), place=place, counts=counts, lost=lost)
    return restored(foreign, own)


def _marks(number: int, span: Span, listed: Any, content: bytes) -> Iterator[ExternalMark]:
    """A span as a mark, or as several if it has several labels."""
    entry = listed[number] if isinstance(listed, list) and isinstance(listed[number], dict) else {}
    said = entry.get("extra_data")
    own = _own(said)
    fields = {"extra_data": said} if isinstance(said, str) and said and own is None else {}
    for copy, label in enumerate(span.labels or ("",)):
        mark = ExternalMark(
            key=f"span {number}" if not copy else f"span {number}/{copy + 1}",
            label=label,
            parts=span.parts,
            quote=_quote(entry, content) or span.quote,
            fields={**span.fields, **fields},
            created=span.created,
            updated=span.updated,
        )
        yield mark_with(mark, own)


def _quote(span: Mapping[str, Any], content: bytes) -> str | None:
    start, end = span.get("start_byte"), span.get("end_byte")
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return content[start:end].decode(errors="replace")


def _own(said: Any) -> Any:
    if not isinstance(said, str) or not said.startswith("{"):
        return None
    try:
        found = orjson.loads(said)
    except orjson.JSONDecodeError:
        return None
    return found.get(OWN) if isinstance(found, dict) else None


# -- writing


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one document per record: lines for `.jsonl`, otherwise one list."""
    by_line = path.suffix.lower() == ".jsonl"
    count = 0
    with written_whole(path) as file:
        file.write(b"" if by_line else b"[\n")
        for count, record in enumerate(records, 1):
            file.write(b"" if by_line or count == 1 else b",\n")
            file.write(orjson.dumps(_written(record), option=orjson.OPT_APPEND_NEWLINE))
        file.write(b"" if by_line else b"]\n")
    return count


def _written(record: Record) -> dict[str, Any]:
    article = record.article
    shown = [a for a in record.annotations if a.start is not None and a.verdict != "rejected"]
    others = [a for a in record.annotations if a.start is None or a.verdict == "rejected"]
    content = article.text.encode(errors="surrogatepass")
    offsets = utf8_offsets(article.text)

    def span(a: Annotation) -> dict[str, Any]:
        start, end = a.start or 0, a.end or 0
        return {
            **{"start_char": start, "end_char": end, "label_name": a.label or a.layer},
            **{"start_byte": offsets.to_unit(start), "end_byte": offsets.to_unit(end)},
            "extra_data": orjson.dumps({OWN: extras(a)}).decode(),
        }

    said = {key: value for key in ("title", "source", "url") if (value := getattr(article, key))}
    return {
        "text": article.text,
        "utf8_text_md5_checksum": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "list_title": article.title,
        "metadata": {**said, OWN: record_extras(record, others)},
        "annotations": [span(a) for a in shown],
    }
