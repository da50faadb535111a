"""Settling what the trained model and the rules propose: who wins where they overlap, and one label for each name."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.highlight.rules.lexicon import LABELS
from annotations.highlight.rules.name_scan import PROPOSALS, reading_of
from annotations.highlight.rules.resolve_overlaps import RANK
from annotations.highlight.rules.score_features import keep_evidence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

QUANTITIES, PERSON = "quantities", "PERSON"
ORGANISATIONS = "organisations.txt"
# Words before a name that make it a place, also where somebody has it as a surname: in Paris.
PLACING = {"in", "at", "near", "from", "to", "outside", "around", "into", "across", "through", "of"}


def settle(doc: "Doc") -> "Doc":
    """Set `doc.ents`: quantities first, then the model's entities, then the rules', the surest and longest
    first.

    An entity of the model that holds a quantity and more wins over it: the 2016 Games. A name that got several labels
    in the article has the one that it got most often, everywhere.
    """
    quantities = [span for span in doc.spans[PROPOSALS] if span.id_ == QUANTITIES]
    taken: set[int] = set()
    kept: list[Span] = []
    for span in [*_holding(doc, quantities), *quantities, *_listed(doc), *doc.ents, *_others(doc)]:
        if taken.isdisjoint(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    keep_evidence(doc)
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


def _listed(doc: "Doc") -> "list[Span]":
    """Return entries of the lists where the model cannot be trusted: in headlines in capitals.

    An organisation of the lists that the model found too, under another label, is one.
    """
    reading = reading_of(doc)
    found = {(ent.start, ent.end) for ent in doc.ents}
    return [
        span
        for span in doc.spans[PROPOSALS]
        if span.id_ in LABELS
        and (
            (reading.loud[span.start] and doc[span.start].is_upper)
            or (span.id_ == ORGANISATIONS and (span.start, span.end) in found)
        )
    ]


def _others(doc: "Doc") -> "list[Span]":
    others = [span for span in doc.spans[PROPOSALS] if span.id_ != QUANTITIES]
    return sorted(others, key=lambda span: (RANK[span.id_], span.start - span.end, span.start))


def _one_label_each(doc: "Doc", spans: "list[Span]") -> "list[Span]":
    from spacy.tokens import Span

    words = reading_of(doc).words
    names = [tuple(words[span.start : span.end]) for span in spans]
    labels: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, span in zip(names, spans, strict=True):
        labels[name][span.label_] += 1
    surnames = {name[-1:] for name, counts in labels.items() if len(name) > 1 and next(iter(counts)) == PERSON}
    settled = []
    for name, span in zip(names, spans, strict=True):
        (label, most), *rest = labels[name].most_common(2)
        if rest and most == rest[0][1]:
            label = span.label_
        if name in surnames and words[max(0, span.start - 1)].lower() not in PLACING:
            label = PERSON
        settled.append(span if label == span.label_ else Span(doc, span.start, span.end, label=label, span_id=span.id_))
    return settled


def make_settling(nlp: "Language", name: str) -> "Callable[[Doc], Doc]":
    """Make the component for spaCy."""
    return settle
