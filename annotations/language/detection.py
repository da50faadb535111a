"""Detect the language of a text with py3langid, whose tables are loaded when the first text is checked."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# characters that are checked, and the letters that they must contain: a headline of four words
LOOKED_AT, FEWEST = 3000, 20
# The minimum probability. Headlines seldom reach more, and wrong answers seldom reach it.
SURE = 0.6
UNKNOWN = "zxx"
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter)\S{1,500}|\S{1,64}@\S{1,200}")
# A line of prose ends like a sentence and has this many letters. Enough prose counts more than menus and credits.
_PROSE = re.compile(r"[.!?…][\"'”’»)]{0,2}\s*$")
LINE, PROSE = 30, 60


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language. Empty if the text is short or the answer uncertain.

    Lines that are not prose (menus, addresses) are ignored if there is enough prose. Of two languages, the one with
    more text wins; if neither has more, none does.
    """
    lines = _ADDRESS.sub(" ", text[:LOOKED_AT]).splitlines()
    prose = [line for line in lines if _letters(line) >= LINE and _PROSE.search(line)]
    piece = "\n".join(prose if sum(map(_letters, prose)) >= PROSE else lines)
    if _letters(piece) < FEWEST:
        return ""
    language, probability = _identifier().classify(piece)
    return str(language) if probability >= SURE and language != UNKNOWN else ""


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def same_language(one: str, other: str) -> bool:
    """Whether two codes name the same language, whatever the region: es and es-CO."""
    return _base(one) == _base(other)


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
