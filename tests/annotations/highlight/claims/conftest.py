"""Articles with names that are known, for the rules that find claims."""

from collections.abc import Callable, Mapping

import pytest

from annotations.highlight.claims import find_claims
from annotations.model import Suggestion
from tests.annotations.highlight.claims.reading import entities

Finder = Callable[[str, Mapping[str, str]], list[Suggestion]]


@pytest.fixture(scope="session")
def find() -> Finder:
    """Return a function from an English text and the labels of its names to the claims in it."""
    return lambda text, names: find_claims(text, entities(text, names), language="en")
