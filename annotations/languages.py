"""Telling the language of a text, by py3langid, whose tables are read when the first text is looked at."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# So many characters are looked at, and so many letters must be among them.
LOOKED_AT, FEWEST = 3000, 60
SURE = 0.9
UNKNOWN = "zxx"


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or nothing when the text is short or the answer not sure."""
    piece = text[:LOOKED_AT]
    if sum(map(str.isalpha, piece)) < FEWEST:
        return ""
    language, probability = _identifier().classify(piece)
    return str(language) if probability >= SURE and language != UNKNOWN else ""


def same_language(one: str, other: str) -> bool:
    """Tell whether two codes name one language, whatever the region: es and es-CO."""
    return _base(one) == _base(other)


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
