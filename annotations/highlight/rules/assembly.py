"""The built-in pipeline, put together from its components."""

from typing import TYPE_CHECKING

from annotations.highlight.rules.bodies import make_bodies
from annotations.highlight.rules.choice import make_choice
from annotations.highlight.rules.lexicon import known_words, make_lexicon
from annotations.highlight.rules.persons import make_persons
from annotations.highlight.rules.quantities import make_quantities
from annotations.highlight.rules.reading import make_reading
from annotations.highlight.rules.repeats import make_repeats
from annotations.highlight.rules.tokens import ArticleTokenizer

if TYPE_CHECKING:
    from spacy.language import Language

# In this order: each reads what those before it have left.
COMPONENTS = {
    "claimdesk_reading": make_reading,
    "claimdesk_lexicon": make_lexicon,
    "claimdesk_quantities": make_quantities,
    "claimdesk_persons": make_persons,
    "claimdesk_bodies": make_bodies,
    "claimdesk_repeats": make_repeats,
    "claimdesk_choice": make_choice,
}


def rules_pipeline() -> "Language":
    """Build a blank English pipeline with the components; what sets `doc.ents` may be added before them."""
    import spacy
    from spacy.language import Language

    nlp = spacy.blank("en")
    nlp.tokenizer = ArticleTokenizer(nlp.tokenizer, known_words())
    for name, make in COMPONENTS.items():
        Language.factory(name, func=make)
        nlp.add_pipe(name)
    return nlp
