"""Find foreign marks in the text, in code points. Quotes decide (see `counting`); nothing is guessed.

A mark that does not match its quote, however offsets are counted, is left out with a reason. A record without quotes is
read in its declared unit, with a note if that makes a difference.
"""

import re
from typing import NamedTuple

from annotations.display import many, shortened
from annotations.exchange.counting import (
    BREAK_TITLES,
    UNIT_TITLES,
    Counting,
    Parts,
    Position,
    converted,
    counting_of,
    positions,
    reads,
    slice_of,
)
from annotations.exchange.external import ExternalMark, ExternalRecord
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote

_SHOWN = 60


class PlacedSpan(NamedTuple):
    """A record whose marks are in code points, each in one part, and the notes about the others."""

    foreign: ExternalRecord
    remarks: tuple[ImportNote, ...]


def placed(foreign: ExternalRecord, options: Options = NO_OPTIONS) -> PlacedSpan:
    """Place each mark in the text. Marks that do not match are left out, with a note."""
    text, remarks = foreign.article.text, list[ImportNote]()
    if not text.strip() and foreign.marks:
        lost = many(len(foreign.marks), "annotation was", "annotations were")
        message = f"{lost} left out: the file has no text for this article."
        return PlacedSpan(foreign._replace(marks=(), relations=()), (ImportNote(foreign.place, message),))
    declared = Counting(options.unit or foreign.unit, foreign.breaks)
    counting = counting_of(text, foreign.marks, declared)
    if message := _counting_note(foreign, counting, declared, options):
        remarks.append(ImportNote(foreign.place, message, lost=False))
    position = positions(text, counting)
    marks: list[ExternalMark] = []
    for mark in foreign.marks:
        if not mark.parts:
            marks.append(mark)
            continue
        found = _placed_mark(mark, text, position, quote_wins=foreign.quote_wins)
        if isinstance(found, str):
            remarks.append(ImportNote(foreign.place, found))
        else:
            marks += _without_gaps(found, text, options, foreign.place, remarks)
    return PlacedSpan(foreign._replace(marks=tuple(marks), unit="codepoint"), tuple(remarks))


def _counting_note(foreign: ExternalRecord, counting: Counting, declared: Counting, options: Options) -> str:
    """How offsets were read, if that is not obvious. Otherwise empty."""
    if counting != declared:
        titles = [UNIT_TITLES[counting.unit]] if counting.unit != declared.unit else []
        titles += [BREAK_TITLES[counting.breaks]] if counting.breaks != declared.breaks else []
        return f"Its offsets count {' and '.join(titles)}, judging by the quoted text."
    if options.unit or not _is_ambiguous(foreign, counting):
        return ""
    unit = UNIT_TITLES[counting.unit]
    return f"The file has no quoted text, so its offsets were read as {unit}. If spans are shifted, set --unit."


def _is_ambiguous(foreign: ExternalRecord, counting: Counting) -> bool:
    """Whether nothing in the record shows its unit, although it makes a difference for some mark."""
    text = foreign.article.text
    if any(mark.quote is not None for mark in foreign.marks) or text.isascii():
        return False
    position = positions(text, Counting(counting.unit))
    ends = [offset for mark in foreign.marks for part in mark.parts for offset in part]
    return any(position(offset) != offset for offset in ends) or (
        counting.unit == "codepoint" and any(positions(text, Counting("utf16"))(offset) != offset for offset in ends)
    )


def _placed_mark(mark: ExternalMark, text: str, position: Position, *, quote_wins: bool) -> ExternalMark | str:
    """The mark in code points, or the reason why it cannot be placed."""
    parts = converted(mark, position)
    if not reads(text, parts, mark.quote):
        parts = _found_by_quote(mark, text, position) if quote_wins and mark.quote else None
    name = mark.label or mark.layer or "A span"
    start, end = mark.parts[0][0], mark.parts[-1][1]
    if parts is None and start < 0 and mark.quote is None:
        return f"{name} was left out: it has no start and end."
    if parts is None and start < 0:
        words = shortened(mark.quote or "", _SHOWN)
        return f"{name} was left out: its words “{words}” do not occur exactly once in the text."
    if parts is None:
        return f"{name} at {start}–{end} was left out: {_reason(mark, text, position)}"
    if parts[0][0] >= parts[-1][1]:
        return f"{name} at {start}–{end} was left out: it covers no text."
    return mark._replace(parts=parts, quote=slice_of(text, parts))


def _reason(mark: ExternalMark, text: str, position: Position) -> str:
    parts = converted(mark, position)
    if parts is None:
        return f"these are not positions in the text, which has {many(len(text), 'character')}."
    there, quote = shortened(slice_of(text, parts), _SHOWN), shortened(mark.quote or "", _SHOWN)
    return f"the text there is “{there}”, not “{quote}”."


def _found_by_quote(mark: ExternalMark, text: str, position: Position) -> Parts | None:
    """The start of the quote: at the given position, or where it occurs only once with its context."""
    quote = mark.quote or ""
    start = position(mark.parts[0][0])
    if start is not None and text.startswith(quote, start):
        return ((start, start + len(quote)),)
    before, after = mark.around or ("", "")
    found = [match.start() + len(before) for match in re.finditer(f"(?={re.escape(before + quote + after)})", text)]
    return ((found[0], found[0] + len(quote)),) if len(found) == 1 else None


def _without_gaps(
    mark: ExternalMark, text: str, options: Options, place: str, remarks: list[ImportNote]
) -> list[ExternalMark]:
    """Give each mark one run of text, since spans have no gaps here, and note the change."""
    if len(mark.parts) == 1:
        return [mark]
    if not _has_gaps(mark.parts, text):  # split only at line ends
        return [_enveloped(mark, text)]
    if options.parts == "split":
        remarks.append(ImportNote(place, "A span with gaps was imported as one span per part."))
        return [
            mark._replace(
                key=mark.key if number == 1 else f"{mark.key}/{number}", parts=(part,), quote=slice_of(text, [part])
            )
            for number, part in enumerate(mark.parts, 1)
        ]
    remarks.append(
        ImportNote(place, "A span with gaps was imported as one span from its first to its last part (see --parts).")
    )
    return [_enveloped(mark, text)]


def _has_gaps(parts: Parts, text: str) -> bool:
    """Whether there are words between the parts of a span, or the parts are not in the order of the text."""
    return any(
        end > start or bool(text[end:start].strip()) for (_, end), (start, _) in zip(parts, parts[1:], strict=False)
    )


def _enveloped(mark: ExternalMark, text: str) -> ExternalMark:
    whole = min(start for start, _ in mark.parts), max(end for _, end in mark.parts)
    return mark._replace(parts=(whole,), quote=slice_of(text, [whole]))
