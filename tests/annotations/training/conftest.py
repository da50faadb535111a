"""The records of the sample project, and folders of labelled data made of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.exchange import jsonl
from annotations.exchange.records import Record
from annotations.model import AnnotatorId
from annotations.resources import resource
from annotations.scheme import load_scheme
from annotations.training.folder import Order, write_folder

SCHEME = load_scheme("news-claims")


@pytest.fixture(scope="session")
def sample_records() -> list[Record]:
    found = [record for record in jsonl.read(resource("sample", "sample.jsonl")) if isinstance(record, Record)]
    return [
        record._replace(annotator=record.annotator._replace(id=AnnotatorId(record.annotator.name.lower())))
        if record.annotator
        else record
        for record in found
    ]


@pytest.fixture
def write(tmp_path: Path, sample_records: list[Record]) -> Callable[..., Path]:
    """Write a folder of labelled data of the sample's records, with what an `Order` takes."""
    pytest.importorskip("datasketch")

    def made(records: list[Record] | None = None, name: str = "out", **order: object) -> Path:
        def again() -> Iterator[Record]:
            return iter(sample_records if records is None else records)

        write_folder(tmp_path / name, again, SCHEME, Order(**{"shares": "60/20/20", **order}))  # type: ignore[arg-type]
        return tmp_path / name

    return made
