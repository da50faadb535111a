"""Read the values of JSON keys that may contain annotations: spans, names of categories, or neither."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from annotations.display import many
from annotations.exchange.spans import Span, Tokens, shown, span_of

_NAMED = 5  # entries of one list that are named individually
_LIKELY = 0.5


class Entries(NamedTuple):
    """The spans under a key with their numbers from 0, the names of categories, and messages about other entries."""

    spans: list[tuple[int, Span]]
    names: list[str]
    lost: list[str]


def entries(value: Any, key: str, tokens: Tokens = ()) -> Entries:
    """Read the value of a key: a list of spans and names, one name, or spans grouped by label."""
    found = Entries([], [], [])
    if isinstance(value, str):
        found.names.append(value)
    elif value is not None and not isinstance(value, Mapping | list | tuple):
        found.lost.append(f"“{key}” was left out: it is neither a list nor a name ({shown(value)}).")
    unread = []
    for number, entry in enumerate(_listed(value)):
        if isinstance(entry, str):
            found.names.append(entry)
            continue
        span = span_of(entry, tokens)
        if isinstance(span, str):
            unread.append(f"Entry {number + 1} of “{key}” was left out: {span} ({shown(entry)}).")
            continue
        found.spans.append((number, span))
        if span.left_out:
            unread.append(f"Entry {number + 1} of “{key}”: {span.left_out} was left out.")
    found.lost.extend(unread if len(unread) <= _NAMED + 1 else unread[:_NAMED])
    if len(unread) > _NAMED + 1:
        more = many(len(unread) - _NAMED, "more entry", "more entries")
        found.lost.append(f"Left out, entirely or in part: {more} of “{key}”.")
    return found


def _listed(value: Any) -> Iterator[Any]:
    """The entries of a list, or of an object with the spans of each label or the probability of each category."""
    if isinstance(value, list | tuple):
        yield from value
        return
    for label, places in value.items() if isinstance(value, Mapping) else ():
        if isinstance(places, bool | int | float):
            yield from [str(label)] * (places >= _LIKELY)
            continue
        several = isinstance(places, list | tuple) and all(
            isinstance(place, list | tuple | Mapping) for place in places
        )
        for place in places if several else [places]:
            yield {"label": label, **place} if isinstance(place, Mapping) else (place, label)


def look_like_annotations(value: Any, depth: int = 3) -> bool:
    """Whether a value contains a list of positions with labels."""
    if isinstance(value, Mapping):
        return depth > 0 and any(look_like_annotations(inner, depth - 1) for inner in value.values())
    if not isinstance(value, list | tuple):
        return False
    if any(isinstance(span := span_of(entry), Span) and span.labels for entry in value[:50]):
        return True
    return depth > 0 and any(look_like_annotations(inner, depth - 1) for inner in value[:50])


def kept_as_metadata(rest: Mapping[str, Any]) -> Iterator[str]:
    """Messages about values that look like annotations but are read as metadata."""
    for key, value in rest.items():
        if look_like_annotations(value):
            yield f"“{key}” looks like annotations in an unknown form: it was kept as metadata."
