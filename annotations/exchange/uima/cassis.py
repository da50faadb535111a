"""dkpro-cassis, imported where it is used, and what it raises on files that are not sound."""

from typing import Any

from annotations.errors import ClaimdeskError

BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RuntimeError, AssertionError)
"""What dkpro-cassis raises on content that it cannot make sense of; it has no exceptions of its own for that."""


def cassis() -> Any:
    """The library, or a sentence on how to get it."""
    try:
        import cassis
    except ImportError:
        raise ClaimdeskError("UIMA CAS needs dkpro-cassis. Install it with: pip install 'claimdesk[formats]'") from None
    return cassis
