"""Read spans from JSON in every shape that has only one possible meaning.

A list has start, end and label, or the label first; the positions may be a list of their own, or of several parts. An
object has them under one of the usual keys, or has the numbers of its first and last token. Numbers may be text. A
shape with no meaning or several is not read, and gives a message.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

import orjson

from annotations.display import shortened
from annotations.exchange.conll.texts import placed
from annotations.exchange.times import CREATED, UPDATED, as_text
from annotations.model import FieldValue

Part = tuple[int, int]
Tokens = Sequence[Part | None]
"""The position of each token. None for one whose position is unknown."""

STARTS = ("start", "start_offset", "begin", "start_char", "char_start", "startOffset", "start_index", "from")
ENDS = ("end", "end_offset", "end_char", "char_end", "endOffset", "end_index", "to", "stop")
_LENGTHS = ("length", "len")
_PAIRS = ("span", "offsets", "offset", "position", "char_span", "range")
LABELS: tuple[str, ...] = (
    "label",
    "labels",
    "tag",
    "entity_group",
    "entity_type",
    "entity",
    "type",
    "category",
    "class",
    "label_",
)
LABELS += ("label_name",)
_QUOTES = ("text", "quote", "exact", "surface", "mention")
_FIRST_TOKENS, _LAST_TOKENS = ("token_start", "start_token"), ("token_end",)
_AFTER_TOKENS = ("end_token",)  # displaCy's, which is exclusive
_KNOWN = {*STARTS, *ENDS, *_LENGTHS, *_PAIRS, *LABELS, *_QUOTES, *_FIRST_TOKENS, *_LAST_TOKENS, *_AFTER_TOKENS}
_KNOWN |= {"id", "score", "confidence", "source", "pattern", "rank", "answer", "input_hash", "tokens", "user"}
_KNOWN |= {"start_byte", "end_byte", "extra_data"}  # which labelbuddy's reader checks
_KNOWN |= {*CREATED, *UPDATED}
_SHOWN = 60
_GREATEST = 1 << 53


class Span(NamedTuple):
    """A span as it was written: its parts, labels, words and id, its other data, and anything left out of it."""

    parts: tuple[Part, ...]
    labels: tuple[str, ...] = ()
    quote: str | None = None
    key: str = ""
    fields: Mapping[str, FieldValue] = {}
    left_out: str = ""
    created: str = ""
    updated: str = ""


def whole_number(value: Any) -> int | None:
    """A whole number, which may be written as 3.0 or as text. None for anything else."""
    if isinstance(value, str) and len(value) < 20:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _GREATEST else None


def span_of(raw: Any, tokens: Tokens = ()) -> Span | str:
    """Read one entry, or return the reason why it cannot be read."""
    if isinstance(raw, Mapping):
        return _of_object(raw, tokens)
    if isinstance(raw, list | tuple):
        return _of_list(raw)
    return "it has no start and end"


def _of_list(raw: Sequence[Any]) -> Span | str:
    if raw and isinstance(raw[0], list | tuple):
        parts = _parts(raw[0])
        return _labelled(parts, raw[1:]) if parts else "its start and end are not numbers"
    numbers = [whole_number(value) for value in raw[:3]]
    if len(raw) > 1 and numbers[0] is not None and numbers[1] is not None:
        return _labelled(((numbers[0], numbers[1]),), raw[2:])
    if len(raw) > 2 and isinstance(raw[0], str) and numbers[1] is not None and numbers[2] is not None:
        return _labelled(((numbers[1], numbers[2]),), (raw[0], *raw[3:]))
    return "its start and end are not numbers" if len(raw) > 1 else "it has no start and end"


def _labelled(parts: tuple[Part, ...], rest: Sequence[Any]) -> Span | str:
    labels = _names(rest[0]) if rest else ()
    if labels is None:
        return "its label is not a name"
    more = [] if len(rest) < 2 else [value for value in rest[1:] if value not in (None, "", [], {})]
    return Span(parts, labels, left_out=shown(more[0] if len(more) == 1 else more) if more else "")


def _of_object(raw: Mapping[str, Any], tokens: Tokens) -> Span | str:
    parts = _placed(raw, tokens)
    if isinstance(parts, str):
        return parts
    labels = _names(next((raw[key] for key in LABELS if raw.get(key) is not None), None))
    if labels is None:
        return "its label is not a name"
    quote = next((raw[key] for key in _QUOTES if isinstance(raw.get(key), str)), None)
    others = {key: value for key, value in raw.items() if key not in _KNOWN and not key.startswith(("_", "claimdesk"))}
    fields = {key: value for key, value in others.items() if isinstance(value, str | int | float | bool)}
    more = {key: value for key, value in others.items() if key not in fields and value not in (None, "", [], {})}
    name = "" if raw.get("id") is None else str(raw["id"])
    created, updated = as_text(_first(raw, CREATED)), as_text(_first(raw, UPDATED))
    return Span(parts, labels, quote, name, fields, shown(more) if more else "", created, updated or created)


def _placed(raw: Mapping[str, Any], tokens: Tokens) -> tuple[Part, ...] | str:
    start, end, length = (_first(raw, keys) for keys in (STARTS, ENDS, _LENGTHS))
    pair = next((raw[key] for key in _PAIRS if isinstance(raw.get(key), list | tuple)), None)
    if pair is not None and start is None and end is None:
        return _parts(pair) or "its start and end are not numbers"
    start = _first(raw, ("offset",)) if start is None and length is not None else start
    if start is None and end is None:
        return _on_tokens(raw, tokens)
    first, last = whole_number(start), whole_number(end)
    if first is not None and end is None and (width := whole_number(length)) is not None:
        last = first + width
    if start is None or (end is None and length is None):
        return "it has no start" if start is None else "it has no end"
    return "its start and end are not whole numbers" if first is None or last is None else ((first, last),)


def _on_tokens(raw: Mapping[str, Any], tokens: Tokens) -> tuple[Part, ...] | str:
    first, last = whole_number(_first(raw, _FIRST_TOKENS)), whole_number(_first(raw, _LAST_TOKENS))
    after = whole_number(_first(raw, _AFTER_TOKENS))
    last = after - 1 if last is None and after is not None else last
    if first is None or last is None:
        return "it has no start and end"
    if not 0 <= first <= last < len(tokens):
        return "it refers to tokens that are not in the file"
    begin, end = tokens[first], tokens[last]
    return (
        "it refers to tokens whose position in the text is unknown" if not begin or not end else ((begin[0], end[1]),)
    )


def _first(raw: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((raw[key] for key in keys if raw.get(key) is not None), None)


def _parts(raw: Any) -> tuple[Part, ...]:
    """The parts from a pair of numbers or a list of such pairs. None for anything else."""
    pairs = raw if raw and all(isinstance(pair, list | tuple) for pair in raw) else [raw]
    found = [(whole_number(pair[0]), whole_number(pair[1])) for pair in pairs if len(pair) == 2]
    sound = [(start, end) for start, end in found if start is not None and end is not None]
    return tuple(sound) if len(sound) == len(pairs) else ()


def _names(raw: Any) -> tuple[str, ...] | None:
    """The labels of an entry, possibly empty. None for anything else."""
    names = raw if isinstance(raw, list | tuple) else [] if raw is None else [raw]
    if not all(isinstance(name, str | int) and not isinstance(name, bool) for name in names):
        return None
    return tuple(str(name) for name in names if name != "")


def tokens_in(raw: Any, text: str) -> Tokens:
    """The positions of a record's tokens: as given, or in sequence if all are words in the text."""
    if not isinstance(raw, list):
        return ()
    if all(isinstance(token, str) for token in raw):
        return placed(raw, text) or ()
    places = [
        (_first(token, STARTS), _first(token, ENDS)) if isinstance(token, Mapping) else (None, None) for token in raw
    ]
    numbers = [(whole_number(start), whole_number(end)) for start, end in places]
    return [None if start is None or end is None else (start, end) for start, end in numbers]


def shown(value: Any) -> str:
    """A value as JSON, shortened to fit into a message."""
    try:
        words = orjson.dumps(value, default=str).decode()
    except (orjson.JSONEncodeError, TypeError):
        words = repr(value)
    return shortened(words, _SHOWN)
