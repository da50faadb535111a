"""dkpro-cassis, imported only when needed, and the exceptions it raises for damaged files."""

from typing import Any

from annotations.errors import ImportFailed, LibraryMissing

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, AssertionError, SyntaxError)

LONGEST_TEXT = 2_000_000
"""Maximum characters of a text. dkpro-cassis needs about two hundred bytes of memory for each."""


def check_length(text: object, place: str) -> None:
    """Refuse a text that may need too much memory."""
    if isinstance(text, str) and len(text) > LONGEST_TEXT:
        raise ImportFailed(f"{place} has a text of {len(text):,} characters. The limit is {LONGEST_TEXT:,}.")


def cassis() -> Any:
    """The library, or an error that explains how to install it."""
    try:
        import cassis
    except ImportError:
        raise LibraryMissing("UIMA CAS needs dkpro-cassis. Install it with: pip install 'claimdesk[formats]'") from None
    return cassis


def broken() -> tuple[type[Exception], ...]:
    """The exceptions of dkpro-cassis, and of lxml in it, for files that cannot be read."""
    types = cassis().typesystem
    return (*_BROKEN, OSError, types.TypeNotFoundError, types.TypeCheckError, types.AnnotationHasNoSofa)
