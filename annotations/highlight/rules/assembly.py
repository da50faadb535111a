"""The pipeline of rules alone, put together from its components."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# In this order: each reads what those before it have left.
RULES = (
    "claimdesk_reading",
    "claimdesk_lexicon",
    "claimdesk_quantities",
    "claimdesk_persons",
    "claimdesk_bodies",
    "claimdesk_repeats",
    "claimdesk_choice",
)


def blank() -> "Language":
    """Make an English pipeline that has only our tokenizer."""
    import spacy

    from annotations.highlight.factories import TOKENIZER

    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def rules_pipeline() -> "Language":
    """Build the pipeline of rules alone; what sets `doc.ents` may be added before them."""
    nlp = blank()
    for name in RULES:
        nlp.add_pipe(name)
    return nlp
