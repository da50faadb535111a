"""The word lists: every entry says one thing, and the lists agree with each other."""

import pytest

from annotations.highlight.gazetteers import entries, spellings, with_plurals, without_accents
from annotations.highlight.rules.lexicon import LABELS
from annotations.resources import resource

LISTS = sorted(path.relative_to(resource("gazetteers")) for path in resource("gazetteers").glob("**/*.txt"))
LISTS = [path for path in LISTS if "licenses" not in path.parts]


@pytest.mark.parametrize("path", LISTS, ids=str)
def test_a_list_has_no_entry_twice_and_no_stray_space(path):
    names = entries(*path.parts)
    assert names
    assert len(names) == len(set(names))
    assert all(name == " ".join(name.split()) for name in names)


@pytest.mark.parametrize("path", [path for path in LISTS if path.parts[0] == "frozen"], ids=str)
def test_a_frozen_list_names_its_source_and_licence(path):
    first = resource("gazetteers", *path.parts).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert any(licence in first for licence in ("CC BY 4.0", "Unicode License", "LGPL"))


def test_every_list_of_names_is_there():
    assert {tuple(file.split("/")) for file in LABELS} <= {path.parts for path in LISTS}


def test_names_are_spelled_with_and_without_accents_and_with_both_apostrophes():
    assert set(spellings(["Côte d'Or"])) == {"Côte d'Or", "Cote d'Or", "Côte d’Or", "Cote d’Or"}
    assert without_accents("Łódź") == "Łodz"


def test_plurals_are_made_only_where_english_has_them_in_s():
    names = ["Peruvian", "Israeli", "Swiss", "Japanese", "Dutch", "Islamic"]
    assert [name for name in with_plurals(names) if name not in names] == ["Peruvians", "Israelis"]
