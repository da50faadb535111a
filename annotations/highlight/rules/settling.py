"""Settling what the trained model and the rules propose: who wins where they overlap, and one label for each name."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.highlight.rules.choice import RANK
from annotations.highlight.rules.reading import PROPOSALS, reading_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

QUANTITIES = "quantities"


def settle(doc: "Doc") -> "Doc":
    """Set `doc.ents`: quantities first, then the model's entities, then the rules', the surest and longest first.

    An entity of the model that holds a quantity and more wins over it: the 2016 Games. A name that got several labels
    in the article has the one that it got most often, everywhere.
    """
    quantities = [span for span in doc.spans[PROPOSALS] if span.id_ == QUANTITIES]
    taken: set[int] = set()
    kept: list[Span] = []
    for span in [*_holding(doc, quantities), *quantities, *doc.ents, *_others(doc)]:
        if taken.isdisjoint(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    doc.ents = _one_label_each(doc, kept)
    return doc


def _holding(doc: "Doc", quantities: "list[Span]") -> "list[Span]":
    """Return the model's entities that hold more than a quantity."""
    by_token = {i: span for span in quantities for i in range(span.start, span.end)}
    held = [(ent, {by_token[i] for i in range(ent.start, ent.end) if i in by_token}) for ent in doc.ents]
    return [
        ent
        for ent, spans in held
        if spans and all(ent.start <= span.start and span.end <= ent.end and len(span) < len(ent) for span in spans)
    ]


def _others(doc: "Doc") -> "list[Span]":
    others = [span for span in doc.spans[PROPOSALS] if span.id_ != QUANTITIES]
    return sorted(others, key=lambda span: (RANK[span.id_], span.start - span.end, span.start))


def _one_label_each(doc: "Doc", spans: "list[Span]") -> "list[Span]":
    from spacy.tokens import Span

    words = reading_of(doc).words
    labels: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for span in spans:
        labels[tuple(words[span.start : span.end])][span.label_] += 1
    settled = []
    for span in spans:
        (label, most), *rest = labels[tuple(words[span.start : span.end])].most_common(2)
        wins = rest and most > rest[0][1] and label != span.label_
        settled.append(Span(doc, span.start, span.end, label=label, span_id=span.id_) if wins else span)
    return settled


def make_settling(nlp: "Language", name: str) -> "Callable[[Doc], Doc]":
    """Make the component for spaCy."""
    return settle
