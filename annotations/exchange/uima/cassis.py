"""dkpro-cassis, imported where it is used, and what it raises on files that are not sound."""

from typing import Any

from annotations.errors import LibraryMissing

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, AssertionError, SyntaxError)


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
