"""Choosing among proposals that overlap: the longest wins, then the surest."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from annotations.highlight.rules.lexicon import LABELS, WEAK
from annotations.highlight.rules.name_scan import PROPOSALS
from annotations.highlight.rules.score_features import keep_evidence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

# Surest first. Any other source, or none, is another pipe that has set entities before the rules.
SOURCES = ["quantities", "", "titled", *(file for file in LABELS if file not in WEAK), "acronyms", "persons", "repeats"]
SOURCES += ["bodies", *(file for file in LABELS if file in WEAK)]
RANK = {source: rank for rank, source in enumerate(SOURCES)}


def longest(proposals: "Iterable[Span]") -> "list[Span]":
    """Return the spans that are kept, in no order: the longest first, and what does not overlap them."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(proposals, key=lambda span: (span.start - span.end, RANK.get(span.id_, RANK[""]), span.start)):
        if span.start not in taken and span.end - 1 not in taken:
            kept.append(span)
            taken.update(range(span.start, span.end))
    return kept


def choose(doc: "Doc") -> "Doc":
    """Set `doc.ents` to the best of the proposals and of the entities that are there already."""
    keep_evidence(doc)
    doc.ents = longest(doc.spans[PROPOSALS])
    return doc


def make_choice(nlp: "Language", name: str) -> "Callable[[Doc], Doc]":
    """Make the component for spaCy."""
    return choose
