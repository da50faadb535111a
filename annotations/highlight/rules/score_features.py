"""Which parts of the pipeline proposed the entities that it settled on: what a suggestion's score goes by."""

from collections import defaultdict
from typing import TYPE_CHECKING

from annotations.highlight.features import NO_CLASS
from annotations.highlight.rules.lexicon import LABELS
from annotations.highlight.rules.name_scan import PROPOSALS

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL, LIST, KNOWN_WORDS, MAJORITY = "model", "list", "known words", "majority"
# By the id of a proposal. What has none, or one of its own, comes from another pipe, which is the model.
PARTS = {
    **dict.fromkeys(LABELS, LIST),
    **{part: part for part in ("quantities", "titled", "persons", "bodies", "acronyms", "repeats")},
}
# The tags of a word that is in none of the model's classes, and of one that was not looked up.
NO_TAGS = frozenset({"", NO_CLASS})
CLASSES = "claimdesk_features"


def keep_evidence(doc: "Doc") -> None:
    """Put what other pipes have found among the proposals, before the rules set `doc.ents`."""
    doc.spans[PROPOSALS].extend(list(doc.ents))


def features_of(doc: "Doc", classes: bool) -> list[str]:
    """Tell for every entity which parts proposed this span with this label, sorted, with a + between them.

    An entity that nobody proposed with its label has it by the majority of the article. `classes` says that the tags
    are the model's word classes: words of the name that are in one are evidence too.
    """
    parts: defaultdict[tuple[int, int, int], set[str]] = defaultdict(set)
    for span in doc.spans[PROPOSALS]:
        parts[span.start, span.end, span.label].add(PARTS.get(span.id_, MODEL))
    found = []
    for ent in doc.ents:
        own = parts.get((ent.start, ent.end, ent.label)) or {MAJORITY}
        if classes and not NO_TAGS.issuperset(token.tag_ for token in ent):
            own = own | {KNOWN_WORDS}
        found.append("+".join(sorted(own)))
    return found
