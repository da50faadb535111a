"""Where a foreign mark stands in the text, in code points: quotes decide, other units are tried, nothing is guessed.

The unit that the format declares (or the user names) comes first, then code points and UTF-16 units, which tools mix
up most. A unit in which every quote of the record is found is right. A mark that reads otherwise in all of them is
left out with its reason. A record without quotes is taken in its declared unit, and that is said when it matters.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotations.exchange.foreign import Foreign, Mark, Unit
from annotations.exchange.graphemes import Graphemes
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import Remark
from annotations.text import Offsets, utf8_offsets, utf16_offsets

UNIT_TITLES: dict[Unit, str] = {
    "codepoint": "code points",
    "utf16": "UTF-16 units",
    "utf8": "UTF-8 bytes",
    "grapheme": "characters as seen (grapheme clusters)",
}
_SPACE = re.compile(r"\s")
_SHOWN = 60

Position = Callable[[int], int | None]


class Placed(NamedTuple):
    """A record whose marks stand in code points of its text, each in one part, and what is to be said of the rest."""

    foreign: Foreign
    remarks: tuple[Remark, ...]


def placed(foreign: Foreign, options: Options = NO_OPTIONS) -> Placed:
    """Put each mark on the text; leave out, with a remark, what does not read as it should."""
    declared = options.unit or foreign.unit
    if not foreign.article.text.strip() and foreign.marks:
        told = f"Its {len(foreign.marks)} annotations were left out: the file has no text for them."
        return Placed(foreign._replace(marks=(), relations=()), (Remark(foreign.place, told),))
    text, remarks = foreign.article.text, list[Remark]()
    unit = _unit(foreign, declared)
    if unit != declared:
        told = f"Its offsets count {UNIT_TITLES[unit]} and were read so, as the quoted words show."
        remarks.append(Remark(foreign.place, told, lost=False))
    elif not options.unit and _is_ambiguous(foreign, unit):
        told = f"The file quotes no words; its offsets were taken as {UNIT_TITLES[unit]}. If spans are off, say --unit."
        remarks.append(Remark(foreign.place, told, lost=False))
    position = _positions(text, unit)
    marks: list[Mark] = []
    for mark in foreign.marks:
        if not mark.parts:
            marks.append(mark)
            continue
        found = _placed_mark(mark, text, position, quote_wins=foreign.quote_wins)
        if isinstance(found, str):
            remarks.append(Remark(foreign.place, found))
        else:
            marks += _without_gaps(found, text, options, foreign.place, remarks)
    return Placed(foreign._replace(marks=tuple(marks), unit="codepoint"), tuple(remarks))


def _unit(foreign: Foreign, declared: Unit) -> Unit:
    """The unit in which most quotes of a record are found; the declared one among equals."""
    quoted = [mark for mark in foreign.marks if mark.parts and mark.quote is not None]
    if not quoted or foreign.article.text.isascii():
        return declared
    best, most = declared, -1
    for unit in dict.fromkeys((declared, "codepoint", "utf16", "utf8", "grapheme")):
        position = _positions(foreign.article.text, unit)
        fitting = sum(_reads(foreign.article.text, _converted(mark, position), mark.quote) for mark in quoted)
        if fitting > most:
            best, most = unit, fitting
        if most == len(quoted):
            break
    return best


def _is_ambiguous(foreign: Foreign, unit: Unit) -> bool:
    """Whether nothing in the record shows which unit it counts, and it makes a difference for some mark."""
    if any(mark.quote is not None for mark in foreign.marks) or foreign.article.text.isascii():
        return False
    position = _positions(foreign.article.text, unit)
    ends = [offset for mark in foreign.marks for part in mark.parts for offset in part]
    return any(position(offset) != offset for offset in ends) or (
        unit == "codepoint" and any(_positions(foreign.article.text, "utf16")(offset) != offset for offset in ends)
    )


def _positions(text: str, unit: Unit) -> Position:
    """How to turn an offset in a unit into a code point; none for one inside a character or outside of the text."""
    if unit == "codepoint" or text.isascii():
        return lambda offset: offset if 0 <= offset <= len(text) else None
    offsets = _offsets(text, unit)

    def position(offset: int) -> int | None:
        found = offsets.from_unit(offset)
        return found if 0 <= found <= len(text) and offsets.to_unit(found) == offset else None

    return position


def _offsets(text: str, unit: Unit) -> Offsets | Graphemes:
    if unit == "grapheme":
        return Graphemes(text)
    return utf8_offsets(text) if unit == "utf8" else utf16_offsets(text)


def _converted(mark: Mark, position: Position) -> tuple[tuple[int, int], ...] | None:
    """The parts of a mark in code points; none when one of them cannot be."""
    found = [(position(start), position(end)) for start, end in mark.parts]
    sound = [(start, end) for start, end in found if start is not None and end is not None and start <= end]
    return tuple(sound) if len(sound) == len(found) else None


def _reads(text: str, parts: tuple[tuple[int, int], ...] | None, quote: str | None) -> bool:
    return parts is not None and (quote is None or _plain(_slice(text, parts)) == _plain(quote))


def _slice(text: str, parts: Iterable[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in parts)


def _plain(words: str) -> str:
    """Any space for any other: formats of one line per mark cannot hold line breaks."""
    return _SPACE.sub(" ", words)


def _placed_mark(mark: Mark, text: str, position: Position, *, quote_wins: bool) -> Mark | str:
    """The mark in code points, or the reason why it cannot be placed."""
    parts = _converted(mark, position)
    if not _reads(text, parts, mark.quote):
        parts = _found_by_quote(mark, text, position) if quote_wins and mark.quote else None
    name = mark.label or mark.layer or "A span"
    start, end = mark.parts[0][0], mark.parts[-1][1]
    if parts is None:
        return f"{name} at {start}–{end} was left out: {_reason(mark, text, position)}"
    if parts[0][0] >= parts[-1][1]:
        return f"{name} at {start}–{end} was left out: it covers no text."
    return mark._replace(parts=parts, quote=_slice(text, parts))


def _reason(mark: Mark, text: str, position: Position) -> str:
    parts = _converted(mark, position)
    if parts is None:
        return f"the text has {len(text):,} characters, and it does not lie between two of them."
    return f"there the text reads “{_slice(text, parts)[:_SHOWN]}”, not “{(mark.quote or '')[:_SHOWN]}”."


def _found_by_quote(mark: Mark, text: str, position: Position) -> tuple[tuple[int, int], ...] | None:
    """Where the quote begins as the position says, or stands only once with what is around it."""
    quote = mark.quote or ""
    start = position(mark.parts[0][0])
    if start is not None and text.startswith(quote, start):
        return ((start, start + len(quote)),)
    before, after = mark.around or ("", "")
    found = [match.start() + len(before) for match in re.finditer(f"(?={re.escape(before + quote + after)})", text)]
    return ((found[0], found[0] + len(quote)),) if len(found) == 1 else None


def _without_gaps(mark: Mark, text: str, options: Options, place: str, remarks: list[Remark]) -> list[Mark]:
    """One mark for each run of text, since a span has no gaps here; what became of it is said."""
    if len(mark.parts) == 1:
        return [mark]
    if options.parts == "split":
        remarks.append(Remark(place, "A span with gaps was taken as one span for each of its parts."))
        return [
            mark._replace(
                key=mark.key if number == 1 else f"{mark.key}/{number}", parts=(part,), quote=_slice(text, [part])
            )
            for number, part in enumerate(mark.parts, 1)
        ]
    remarks.append(Remark(place, "A span with gaps was taken from its first part to its last (see --parts)."))
    whole = min(start for start, _ in mark.parts), max(end for _, end in mark.parts)
    return [mark._replace(parts=(whole,), quote=_slice(text, [whole]))]
