"""How a project counts: whether ends are on the last character or after it, and whether a line break is one or two.

The file does not say. Names of selections often quote the text (shortened with “…”), so of the four ways to read the
positions, the one that fits most names is right.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotations.errors import ImportFailed
from annotations.exchange.refi.archive import Archive
from annotations.exchange.refi.project import Project
from annotations.exchange.refi.sources import Selection, Source

_EXCLUSIVE = ("atlas.ti", "qc ", "qualcoder", "lyze", "claimdesk")
_SAMPLE = 2000  # number of selections that are checked
_LEAST_SHARE = 0.5


class Reading(NamedTuple):
    """A way to read positions. `quotes`: whether names are quotes. `remark`: a note on the choice."""

    inclusive: bool
    as_one: bool
    quotes: bool
    remark: str = ""

    def text(self, text: str) -> str:
        """The text in the way it is counted."""
        return text.replace("\r\n", "\n") if self.as_one else text

    def end(self, selection: Selection) -> int:
        """The position after the last character of a selection."""
        return selection.end + self.inclusive

    def quote(self, selection: Selection, text: str) -> str | None:
        """The selected text if the selection's name matches it; the name if it should match but does not."""
        found = text[selection.start : self.end(selection)]
        if not self.quotes or _fits(selection.name, found):
            return found if _fits(selection.name, found) else None
        return None


def read_as(project: Project, sources: Callable[[], Iterable[Source]], archive: Archive) -> Reading:
    """Choose how to read the positions of a project."""
    readings = [Reading(inclusive, as_one, quotes=True) for as_one in (True, False) for inclusive in (False, True)]
    fitting = dict.fromkeys(readings, 0)
    looked_at = 0
    for source in sources():
        raw = _text(source, archive)
        for reading in readings if raw else ():
            text = reading.text(raw or "")
            fitting[reading] += sum(_fits(s.name, text[s.start : reading.end(s)]) for s in source.selections)
        looked_at += len(source.selections) if raw else 0
        if looked_at > _SAMPLE:
            break
    best = max(readings, key=lambda reading: fitting[reading])
    if fitting[best]:
        return best._replace(quotes=fitting[best] > looked_at * _LEAST_SHARE)
    known = any(name in f"{project.origin.casefold()} " for name in _EXCLUSIVE)
    message = "It is unclear whether ends are on the last character or after it; they were read as after it."
    return Reading(inclusive=False, as_one=True, quotes=False, remark="" if known or not looked_at else message)


def _text(source: Source, archive: Archive) -> str | None:
    try:
        return source.content if source.content is not None else archive.text(source.address)
    except ImportFailed:
        return None  # it is reported when the source is read


def _fits(name: str, found: str) -> bool:
    """Whether a name matches the text there, shortened or not. White space is ignored."""
    words, there = " ".join(name.split()), " ".join(found.split())
    if words.endswith(("…", "...")):
        return len(words) > 3 and there.startswith(words.rstrip("….").rstrip())
    return bool(words) and words == there
