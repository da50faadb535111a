"""What spaCy finds through the entry points of this package: its components and its tokenizer, registered on import.

`load_pipeline` imports this too, because a frozen app has no entry points.
"""

from annotations.highlight.features import make_features
from annotations.highlight.rules.bodies import make_bodies
from annotations.highlight.rules.choice import make_choice
from annotations.highlight.rules.lexicon import make_lexicon
from annotations.highlight.rules.persons import make_persons
from annotations.highlight.rules.quantities import make_quantities
from annotations.highlight.rules.reading import make_reading
from annotations.highlight.rules.repeats import make_repeats
from annotations.highlight.rules.settling import make_settling
from annotations.highlight.rules.tokens import make_tokenizer

COMPONENTS = {
    "claimdesk_features": make_features,
    "claimdesk_reading": make_reading,
    "claimdesk_lexicon": make_lexicon,
    "claimdesk_quantities": make_quantities,
    "claimdesk_persons": make_persons,
    "claimdesk_bodies": make_bodies,
    "claimdesk_repeats": make_repeats,
    "claimdesk_choice": make_choice,
    "claimdesk_settling": make_settling,
}
TOKENIZER = "claimdesk.ArticleTokenizer.v1"


def _register() -> None:
    from spacy.language import Language
    from spacy.util import registry

    for name, make in COMPONENTS.items():
        Language.factory(name, func=make)
    registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


_register()
