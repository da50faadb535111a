"""Put the pipeline together: word classes, the trained network, and the rules around it."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from annotations.highlight.factories import RECOGNIZER
from annotations.highlight.rules.assembly import blank

# Beside a model that knows names from what stands around them, guessing costs more than it brings.
AROUND_A_MODEL: dict[str, dict[str, Any]] = {
    "claimdesk_reading": {},
    "claimdesk_lexicon": {"weak": False},
    "claimdesk_quantities": {},
    "claimdesk_persons": {"guess": False},
    "claimdesk_repeats": {"labels": ["PERSON", "ORG", "GPE"]},
    "claimdesk_settling": {},
}


def trained_pipeline(classes: bytes, vectors: bytes, model: Path) -> Language:
    """Build the pipeline of word classes and vectors, the `ner` of a trained pipeline, and the rules around it."""
    nlp = blank()
    nlp.add_pipe("claimdesk_features").read(classes, vectors)
    trained = spacy.util.load_config(model / "config.cfg")["components"]["ner"]
    ner = nlp.add_pipe(RECOGNIZER, "ner", config={"model": trained["model"]})
    # From the folder and not by `source`, which would bring along every word of the training texts.
    ner.from_disk(model / "ner", exclude=["vocab"])
    for name, config in AROUND_A_MODEL.items():
        nlp.add_pipe(name, config=config)
    return nlp
