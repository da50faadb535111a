"""Suggestions of machines, for the tests beside it."""

from collections.abc import Callable

from annotations.model import Annotator

Suggest = Callable[..., Annotator]
