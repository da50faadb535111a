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
NUMBERS = ("claimdesk_reading", "claimdesk_quantities", "claimdesk_choice")


def blank(language: str = "en") -> "Language":
    """Make a pipeline that has only our tokenizer."""
    import spacy

    from annotations.highlight.factories import TOKENIZER

    return spacy.blank(language, config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def rules_pipeline(language: str = "en") -> "Language":
    """Build the pipeline of rules alone; what sets `doc.ents` may be added before them."""
    nlp = blank(language)
    for name in RULES:
        nlp.add_pipe(name)
    return nlp


def add_numbers(nlp: "Language") -> None:
    """Add the rules for numbers, money, percentages and dates to a pipeline that finds names."""
    for name in NUMBERS:
        nlp.add_pipe(name)
