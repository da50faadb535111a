"""Other programs read what we write: Label Studio's own converter, and Hugging Face's datasets on a training folder."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.exchange import jsonl, label_studio
from annotations.exchange.label_studio.writing import config_path
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.resources import resource
from annotations.scheme import load_scheme

pytestmark = pytest.mark.peers
SCHEME = load_scheme("news-claims")


@pytest.fixture
def records() -> Callable[[], Iterator[Record]]:
    def again() -> Iterator[Record]:
        read = jsonl.read(resource("sample", "sample.jsonl"))
        return (record for record in read if isinstance(record, Record))

    return again


@pytest.mark.filterwarnings("ignore")
def test_the_converter_of_label_studio_reads_our_tasks_with_our_configuration(
    tmp_path: Path, records: Callable[[], Iterator[Record]]
) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter", exc_type=ImportError)
    out = tmp_path / "tasks.json"
    label_studio.write(out, records(), SCHEME, NO_OPTIONS)
    made = converter.Converter(str(config_path(out)), str(tmp_path))
    made.convert_to_json(str(out), str(tmp_path / "full"), is_dir=False)
    tasks = json.loads((tmp_path / "full" / "result.json").read_text(encoding="utf-8"))
    assert len(tasks) == 8
    made.convert_to_json_min(str(out), str(tmp_path / "min"), is_dir=False)
    minimal = json.loads((tmp_path / "min" / "result.json").read_text(encoding="utf-8"))
    claims = [region for task in minimal for region in task.get("claim", ())]
    assert len(claims) == sum(mark.layer == "claim" for record in records() for mark in record.annotations)
    assert all(region["labels"] == ["claim"] for region in claims)


@pytest.mark.filterwarnings("ignore")
def test_datasets_load_a_training_folder_by_its_card(tmp_path: Path, records: Callable[[], Iterator[Record]]) -> None:
    datasets = pytest.importorskip("datasets")
    pytest.importorskip("datasketch")
    from annotations.training.folder import Order, write_folder

    told = write_folder(tmp_path / "out", records, SCHEME, Order("60/20/20", "stance", "huggingface"))
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    sizes = {name.replace("validation", "dev"): len(split) for name, split in loaded.items()}
    assert sizes == {name: counts["examples"] for name, counts in told["splits"].items()}
    assert set(loaded["train"]["label"]) <= set(told["labels"])
