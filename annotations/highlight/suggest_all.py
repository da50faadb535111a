"""All that is suggested for one article: the entities of a pipeline, and the boilerplate and claims that rules find."""

from collections.abc import Sequence

from annotations.highlight.boilerplate import find_boilerplate
from annotations.highlight.claims import find_claims
from annotations.highlight.people import with_full_names
from annotations.model import Suggestion

# Raised whenever boilerplate, claims, full names or the scores of installed pipelines come out otherwise: suggestions
# are kept by version.
RULES_VERSION = "claims.12"


def whole(
    text: str, entities: Sequence[Suggestion], language: str = "", recurring: frozenset[str] = frozenset()
) -> list[Suggestion]:
    """Add boilerplate and claims to an article's entities, and full names to these, in reading order.

    `recurring` are the keys of lines that stand in other articles of the source too.
    """
    masks = find_boilerplate(text, recurring)
    claims = find_claims(text, entities, masks, language)
    return sorted([*with_full_names(text, entities), *masks, *claims], key=lambda one: (one.start, -one.end))
