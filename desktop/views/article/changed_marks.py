"""Which marks look different after a change, when nothing else on the page does: only they are painted again."""

from collections.abc import Sequence

from desktop.marks import Mark

FEW = 20  # marks up to which their places are painted one by one


def changed_in_place(before: Sequence[Mark], after: Sequence[Mark]) -> list[Mark] | None:
    """The marks that are other ones now, each where it was; none if something else may look different too."""
    if len(before) != len(after):
        return None
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
    if len(pairs) > FEW or any(_stands(old) != _stands(new) for old, new in pairs):
        return None
    return [new for _, new in pairs]


def _stands(mark: Mark) -> tuple[object, ...]:
    """What decides where a mark is drawn, how much room it takes there, and what else is drawn because of it."""
    one = mark.annotation
    looks = mark.layer.name, mark.tag, mark.suggested, mark.gold, one.verdict
    return one.id, one.start, one.end, looks, one.links, one.derived_from, mark.twins
