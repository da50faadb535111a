"""Losses are counted when there are any."""

import pytest
from hypothesis import given

from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.losses import counted, without
from annotations.exchange.records import Record
from tests.annotations.exchange.any_project import SCHEME, projects


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.losses(SCHEME)])
@given(records=projects())
def test_losses_are_counted_when_there_are_any(name: str, records: list[Record]) -> None:
    known = format_named(name)
    lost = counted(records, known.losses(SCHEME))
    kept = [without(record, known.losses(SCHEME)) for record in records]
    gone = [loss for loss in known.losses(SCHEME) if not loss.comes_back]
    assert any(loss.name in lost for loss in gone) == (kept != records)
    assert not counted(kept, gone)
