from string import ascii_uppercase

import pytest
from PySide6.QtGui import QKeySequence

from annotations.exchange.mapping.keys import OF_WINDOW
from annotations.scheme import builtin_schemes, load_scheme
from desktop.actions import ACTIONS
from desktop.keys import bindings, title_of


@pytest.mark.parametrize("name", builtin_schemes())
def test_every_key_of_a_scheme_has_a_title(name: str) -> None:
    scheme = load_scheme(name)
    assert all(title_of(scheme, binding) for binding in bindings(scheme))


@pytest.mark.parametrize("name", builtin_schemes())
def test_no_key_of_a_scheme_is_one_of_the_windows(name: str) -> None:
    rows = [row for row in ACTIONS if row.page in ("article", "everywhere")]
    window = {QKeySequence(key) for row in rows for key in row.keys}
    assert not window & {QKeySequence(binding.key) for binding in bindings(load_scheme(name))}


def test_labels_of_files_get_no_key_of_the_windows() -> None:
    window = {key for row in ACTIONS if row.page in ("article", "everywhere") for key in row.keys}
    assert {key for key in window if len(key) == 1 and key.isalnum()} == OF_WINDOW
    assert not window & {f"Shift+{letter}" for letter in ascii_uppercase}


def test_titles_say_what_is_set() -> None:
    scheme = load_scheme("news-claims")
    titles = {binding.key: title_of(scheme, binding) for binding in bindings(scheme) if binding.layer != "boilerplate"}
    assert titles["Space"] == "Mark: Claims"
    assert titles["A"] == "Stance: Oppose"
    assert titles["R"] == "Link: Speaker"
    assert titles["Shift+P"] == "Person"
    assert titles["G"] == "Disputed"
    assert titles["Ctrl+2"] == "Done"
