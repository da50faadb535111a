"""Trim marks that begin or end with white space, which trainers reject, and drop those of only white space."""

from collections.abc import Iterable, Mapping

from annotations.display import many, shortened
from annotations.errors import OffsetsError
from annotations.model import Annotation, AnnotationId

_SHOWN = 40


def without_blanks(mark: Annotation) -> Annotation:
    """The mark without white space at its ends. Raises OffsetsError if nothing is left."""
    words = mark.quote.strip()
    if mark.start is None or mark.end is None or words == mark.quote:
        return mark
    if not words:
        raise OffsetsError("it covers only white space.")
    start = mark.start + len(mark.quote) - len(mark.quote.lstrip())
    return mark._replace(start=start, end=start + len(words), quote=words)


def trimmed_unless_known(
    placed: Mapping[int, Annotation], known: Mapping[AnnotationId, Annotation]
) -> tuple[dict[int, Annotation], dict[int, str]]:
    """Trim the marks, and say why some are left out. Marks that the project already has stay unchanged."""
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
    """The note about trimmed marks. Empty if there are none."""
    quotes = [before[n].quote for n, mark in after.items() if mark.quote != before[n].quote]
    if not quotes:
        return ""
    marks = many(
        len(quotes), "mark began or ended with white space and was", "marks began or ended with white space and were"
    )
    return f"{marks} trimmed: {_listed(quotes)}."


def _listed(quotes: Iterable[str]) -> str:
    shown = [f"“{shortened(' '.join(quote.splitlines()), _SHOWN)}”" for quote in quotes]
    return ", ".join(shown[:3]) + (", …" if len(shown) > 3 else "")
