"""Name groups: the names in an article that mean the same person or body as the focused one."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotations.scheme import names_among, naming_field, one_line
from desktop.marks import Mark
from desktop.views.article.lanes import LanePosition
from desktop.views.article.painting import Painting


class Group(NamedTuple):
    """The marks that are called the same as the focused one, which is among them, in reading order."""

    name: str
    members: tuple[Mark, ...]
    focused: Mark

    @property
    def words(self) -> list[tuple[str, int]]:
        """The different words of its mentions with how often they stand, the most frequent first."""
        return Counter(one_line(mark.annotation.quote) for mark in self.members).most_common()


def names_of(layer_of: Mark, marks: Sequence[Mark]) -> list[tuple[Mark, str]]:
    """What the marks with the layer and label of one are called, in reading order."""
    layer, label = layer_of.layer.name, layer_of.annotation.label
    same = [one for one in marks if one.annotation.label == label and one.annotation.layer == layer and not one.gold]
    same = [one for one in same if one.annotation.verdict != "rejected"]
    own = [one.annotation for one in same if not one.suggested]
    names = names_among(layer_of.layer, own, [one.annotation for one in same if one.suggested])
    return [(one, names[one.annotation.id]) for one in same]


def group_of(focused: Mark | None, marks: Sequence[Mark]) -> Group | None:
    """The group of the focused mark; none where its layer keeps no full names."""
    if focused is None or focused.rejected or focused.gold or naming_field(focused.layer) is None:
        return None
    called = names_of(focused, marks)
    name = next((name for one, name in called if one.id == focused.id), "")
    members = tuple(one for one, other in called if other == name)
    return Group(name, members, focused) if name else None


def other_names(focused: Mark, marks: Sequence[Mark]) -> list[str]:
    """The names of the other groups, those that share a word with the focused one first, then the most frequent."""
    called = names_of(focused, marks)
    mine = next((name for one, name in called if one.id == focused.id), "")
    words = set(f"{mine} {focused.annotation.quote}".casefold().split())
    counts = Counter(name for _, name in called if name != mine)
    return sorted(counts, key=lambda name: (not words & set(name.casefold().split()), -counts[name], name))


def outline(painting: Painting, placed: Sequence[LanePosition], group: Group | None) -> None:
    """Frame the marks of a group, where there are several, with the full name above the focused one."""
    if group is None:
        return
    ids = {mark.id for mark in group.members}
    plain = len(ids) == 1 and one_line(group.focused.annotation.quote) == group.name
    for one in placed:
        if one.mark.id in ids and not plain:
            painting.member(one, group.name if one.mark.id == group.focused.id else "")
