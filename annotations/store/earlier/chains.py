"""What happened to one row: the images that version 7 kept before and after each change, as version 8 keeps them.

After a change, a row is what it was before the next change, or what it is now. Where a damaged or rescued file says
two different things there, the earlier change is believed. What no image says is left as it was found, and a check
calls that change damaged.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from annotations.changes import Kind
from annotations.store.images import BULKY, is_image
from annotations.store.shapes import json_object

Image = Mapping[str, Any] | None
"""A row, or none where it was not there."""


class Unreadable(NamedTuple):
    """What stands in the place of an image and is none."""

    text: str


Said = Image | Unreadable


class Kept(NamedTuple):
    """What version 8 keeps of a change: images before it, or an unreadable text that stands in their place."""

    what: str
    before: Mapping[str, Any] | str | None = None


def chain(kind: Kind, row_id: str, changes: Sequence[tuple[Any, Any]], stands: Image) -> tuple[list[Kept], Kept | None]:
    """What is kept of all changes of a row, and of one more, if the row is not what its last change made of it."""
    befores = [_read(kind, row_id, before) for before, _ in changes]
    afters = [_read(kind, row_id, after) for _, after in changes]
    states: list[Said] = [befores[0]]
    for number, after in enumerate(afters[:-1], 1):
        comes_back = after is None and befores[number] is not None and afters[number] is None
        states.append(befores[number] if isinstance(after, Unreadable) or comes_back else after)
    states.append(stands if isinstance(afters[-1], Unreadable) else afters[-1])
    kept = [_kept(kind, befores[at], states[at], states[at + 1]) for at in range(len(changes))]
    last = states[-1]
    return kept, None if isinstance(last, Unreadable) or _same(last, stands) else _kept(kind, last, last, stands)


def _read(kind: Kind, row_id: str, text: Any) -> Said:
    if text is None:
        return None
    image = json_object(text) if isinstance(text, str) else None
    if image is None or not is_image(kind, image) or image["id"] != row_id:
        return Unreadable(text if isinstance(text, str) else repr(text))
    return image


def _kept(kind: Kind, found: Said, before: Said, after: Said) -> Kept:
    for said in (before, after):
        if isinstance(said, Unreadable):
            return Kept("update", said.text)
    if before is None:
        return Kept("update", "null") if after is None else Kept("insert")
    assert not isinstance(before, Unreadable)
    if after is None:
        whole = found if isinstance(found, Mapping) else {}
        bulky = {name: whole[name] for name in BULKY.get(kind, ()) if name in whole}
        return Kept("delete", {**before, **bulky})
    assert not isinstance(after, Unreadable)
    return Kept("update", {name: old for name, old in before.items() if name in after and after[name] != old})


def _same(one: Image, other: Image) -> bool:
    if one is None or other is None:
        return one is other
    return all(other[name] == value for name, value in one.items() if name in other)
