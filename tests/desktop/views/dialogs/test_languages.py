"""Languages are shown by name, and may be given by name or code."""

import pytest

from desktop.views.dialogs.languages import language_code, language_name


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("es-CO", "Spanish"), ("pt_BR", "Portuguese"), ("", ""), ("qqq", "qqq")]
)
def test_a_code_has_a_name(code, name):
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [("Spanish", "es"), ("español", "es"), (" ES ", "es"), ("català", "ca"), ("pt-BR", "pt-BR"), ("", "")],
)
def test_a_language_is_given_by_its_name_or_its_code(words, code):
    assert language_code(words) == code
