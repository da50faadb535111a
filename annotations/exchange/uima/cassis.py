"""dkpro-cassis, imported where it is used, and what it raises on files that are not sound."""

from typing import Any

from annotations.errors import ImportFailed, LibraryMissing

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, AssertionError, SyntaxError)

LONGEST_TEXT = 2_000_000
"""Characters of a text; dkpro-cassis needs some two hundred bytes of memory for each."""


def check_length(text: object, place: str) -> None:
    """Refuse a text for which the memory may not do."""
    if isinstance(text, str) and len(text) > LONGEST_TEXT:
        raise ImportFailed(f"{place} has a text of {len(text):,} characters: more than {LONGEST_TEXT:,} are not read.")


def cassis() -> Any:
    """The library, or a sentence on how to get it."""
    try:
        import cassis
    except ImportError:
        raise LibraryMissing("UIMA CAS needs dkpro-cassis. Install it with: pip install 'claimdesk[formats]'") from None
    return cassis


def broken() -> tuple[type[Exception], ...]:
    """What dkpro-cassis, and lxml in it, raise on files that cannot be read or made sense of."""
    types = cassis().typesystem
    return (*_BROKEN, OSError, types.TypeNotFoundError, types.TypeCheckError, types.AnnotationHasNoSofa)
