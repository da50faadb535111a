"""Marks that begin or end with blanks, which nobody means and trainers refuse, or that cover nothing else."""

from collections.abc import Iterable, Mapping

from annotations.display import many, shortened
from annotations.errors import OffsetsError
from annotations.model import Annotation, AnnotationId

_SHOWN = 40


def without_blanks(mark: Annotation) -> Annotation:
    """The mark without blanks at its ends. Raises OffsetsError for one that covers nothing but blanks."""
    words = mark.quote.strip()
    if mark.start is None or mark.end is None or words == mark.quote:
        return mark
    if not words:
        raise OffsetsError("It covers nothing but blanks.")
    start = mark.start + len(mark.quote) - len(mark.quote.lstrip())
    return mark._replace(start=start, end=start + len(words), quote=words)


def trimmed_unless_known(
    placed: Mapping[int, Annotation], known: Mapping[AnnotationId, Annotation]
) -> tuple[dict[int, Annotation], dict[int, str]]:
    """The marks without blanks at their ends, and why some are left out; one that is in the project stays as it is."""
    found, lost = dict[int, Annotation](), dict[int, str]()
    for number, mark in placed.items():
        here = known.get(mark.id)
        if here is not None and (here.start, here.end) == (mark.start, mark.end):
            found[number] = mark
            continue
        try:
            found[number] = without_blanks(mark)
        except OffsetsError as error:
            lost[number] = str(error)
    return found, lost


def sentence(before: Mapping[int, Annotation], after: Mapping[int, Annotation]) -> str:
    """What to say about the marks that were trimmed; empty when there are none."""
    quotes = [before[n].quote for n, mark in after.items() if mark.quote != before[n].quote]
    if not quotes:
        return ""
    marks = many(len(quotes), "mark began or ended with blanks and was", "marks began or ended with blanks and were")
    return f"{marks} trimmed: {_listed(quotes)}."


def _listed(quotes: Iterable[str]) -> str:
    shown = [f"“{shortened(' '.join(quote.splitlines()), _SHOWN)}”" for quote in quotes]
    return ", ".join(shown[:3]) + (", …" if len(shown) > 3 else "")
