"""What spaCy finds through the entry points of this package: its components and its tokenizer, registered on import.

`load_pipeline` imports this too, because a frozen app has no entry points.
"""

from typing import TYPE_CHECKING, Any

from annotations.highlight.features import make_features
from annotations.highlight.rules.lexicon import make_lexicon
from annotations.highlight.rules.merge_proposals import make_settling
from annotations.highlight.rules.name_scan import make_reading
from annotations.highlight.rules.organisations import make_bodies
from annotations.highlight.rules.persons import make_persons
from annotations.highlight.rules.quantities import make_quantities
from annotations.highlight.rules.repeated_names import make_repeats
from annotations.highlight.rules.resolve_overlaps import make_choice
from annotations.highlight.rules.tokens import make_tokenizer

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.model import Model

    from annotations.highlight.recognizer import Recognizer

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
RECOGNIZER = "claimdesk_ner"
TOKENIZER = "claimdesk.ArticleTokenizer.v1"


def make_recognizer(nlp: "Language", name: str, model: "Model[Any, Any]") -> "Recognizer":
    """Make the component for spaCy."""
    from annotations.highlight.recognizer import Recognizer

    return Recognizer(nlp.vocab, model, name)


def _register() -> None:
    from spacy.language import Language
    from spacy.util import registry

    for name, make in COMPONENTS.items():
        Language.factory(name, func=make)
    Language.factory(RECOGNIZER, assigns=["doc.ents", "token.ent_iob", "token.ent_type"], func=make_recognizer)
    registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


_register()
