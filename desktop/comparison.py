"""One article as the compare view shows it: a lane for each annotator, and the groups of marks."""

from typing import NamedTuple

from annotations.agreement.comparing import EDGES, LABEL, MISSING
from annotations.model import AnnotatorId, Article
from annotations.scheme import Layer
from desktop.marks import Mark

LANE_HUES = ("blue", "orange", "teal", "magenta", "lime", "violet", "red", "cyan")


class Lane(NamedTuple):
    """One annotator's lane. `name` is what is shown, which may hide who it is; `hue` is the lane's own colour."""

    annotator: AnnotatorId
    name: str
    hue: str
    finished: bool = True


class Spot(NamedTuple):
    """A place with each lane's mark, none where there is none. `differs` names what is not the same."""

    layer: Layer
    start: int | None
    end: int | None
    marks: tuple[Mark | None, ...]
    differs: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether all agree."""
        return not self.differs


class Comparison(NamedTuple):
    """All that the compare view shows of an article; spots are in reading order."""

    article: Article
    lanes: tuple[Lane, ...]
    spots: tuple[Spot, ...]
    source: str = ""


def said(spot: Spot, number: int) -> list[tuple[str, str, str]]:
    """What a lane says of a spot: name of the question, its title, and the answer in the scheme's words."""
    mark = spot.marks[number]
    if mark is None:
        return []
    layer, annotation = spot.layer, mark.annotation
    found = [(EDGES, "Words", f"“{annotation.quote}”")] if annotation.start is not None else []
    if layer.labels:
        label = layer.label(annotation.label)
        found.append((LABEL, "Label", label.title if label else annotation.label))
    for field in layer.fields:
        value = annotation.fields.get(field.name, field.default)
        title = next((v.title for v in field.values if v.name == value), None)
        shown = title or {True: "yes", False: "no", None: "–", "": "–"}.get(value, str(value))  # type: ignore[arg-type]
        found.append((field.name, field.title, shown))
    for role in layer.links:
        link = annotation.links.get(role.name)
        constant = next((c.title for c in role.constants if link and not link.annotation and c.name == link.text), None)
        found.append((role.name, role.title, constant or (f"“{link.text}”" if link else "–")))
    return found


def without_mark(spot: Spot, number: int, *, finished: bool) -> bool:
    """Whether a lane has no mark where it should have one."""
    return spot.marks[number] is None and finished and MISSING in spot.differs
