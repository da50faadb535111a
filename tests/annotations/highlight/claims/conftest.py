"""Articles with names that are known, for the rules that find claims."""

from collections.abc import Callable, Mapping

import pytest

from annotations.highlight.claims import find_claims
from annotations.model import Suggestion

Finder = Callable[[str, Mapping[str, str]], list[Suggestion]]


@pytest.fixture(scope="session")
def find() -> Finder:
    """Return a function from an English text and the labels of its names to the claims in it."""
    return lambda text, names: find_claims(text, entities(text, names), language="en")


def entities(text: str, names: Mapping[str, str]) -> list[Suggestion]:
    """Mark every occurrence of some names; the longest comes first."""
    found: list[Suggestion] = []
    for name, label in sorted(names.items(), key=lambda pair: -len(pair[0])):
        start = text.find(name)
        while start >= 0:
            if not any(one.start <= start < one.end for one in found):
                found.append(Suggestion("entity", start, start + len(name), label))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda one: one.start)
