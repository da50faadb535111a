"""Schemes and mappings from anybody: whatever is wrong with them is one sentence that names the file."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import SchemeError
from annotations.exchange.mapping.rules import load_rules
from annotations.resources import resource
from annotations.scheme import load_scheme

MAPPING = b'[[marks]]\nlabel = "PER"\nto = "entity"\nas = "PERSON"\n[[fields]]\nfield = "mood"\nto = "stance"\n'
WRONG = (
    b"\xff",
    b"\0",
    b"[" * 3_000,
    b"= 1\n",
    b"9" * 5_000,
    b'"',
    b"\n[[marks]]\n",
    b"nan",
    b"1979-05-27",
    b"{a={b=1}}",
)


@pytest.mark.parametrize("load", [load_rules, lambda path: load_scheme(str(path))], ids=["mapping", "scheme"])
def test_a_changed_file_is_read_or_named(load: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    content = MAPPING if load is load_rules else resource("schemes", "news-claims.toml").read_bytes()[:4_000]
    chance = random.Random(7)
    refused: list[str] = []
    for _ in range(150):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + chance.choice(WRONG) + content[at + chance.randrange(4) :])
        try:
            load(path)
        except SchemeError as error:
            refused.append(str(error))
    assert len(refused) > 50
    assert all("a.toml" in sentence for sentence in refused)
