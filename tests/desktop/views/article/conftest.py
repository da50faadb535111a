"""The themes in which articles are painted."""

import pytest

from desktop.theme import DARK, LIGHT, Theme
from desktop.views.article.reader import Reader


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, reader: Reader) -> Theme:
    reader.set_theme(request.param)
    return request.param
