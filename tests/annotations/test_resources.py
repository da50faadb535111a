"""Finding the files that come with the program."""

import sys

import pytest

from annotations.errors import NotFound
from annotations.resources import resource


def test_a_resource_is_found_in_the_source_tree():
    assert resource("schemes", "news-claims.toml").read_text("utf-8").startswith("#")


def test_a_frozen_app_looks_where_it_was_unpacked(tmp_path, monkeypatch):
    (tmp_path / "resources" / "schemes").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("schemes") == tmp_path / "resources" / "schemes"


def test_a_missing_resource_is_named_in_a_sentence():
    with pytest.raises(NotFound, match=r"resources.no-such-file\.txt is missing .* install Claimdesk again\.$"):
        resource("no-such-file.txt")
