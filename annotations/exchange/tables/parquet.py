"""Parquet: a row for each article and annotator, with a list of their annotations. Needs the extra `parquet`."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import ImportFailed, LibraryMissing
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.files import written_whole
from annotations.exchange.guarding import one
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables.columns import Column, columns, row
from annotations.exchange.tables.rows import Tags, read_row
from annotations.scheme import Scheme

if TYPE_CHECKING:
    import pyarrow

LOSSES: tuple[Loss, ...] = ()
BATCH = 200  # records in memory at a time


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file is Parquet."""
    return head.startswith(b"PAR1")


def read(path: Path, options: Options) -> Iterator[Record | ExternalRecord | ExternalLabel | ImportNote]:
    """Read the rows of a file: records that we wrote, or texts with the other columns as metadata."""
    arrow = _arrow()
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            tags = Tags.of_metadata((file.schema_arrow.metadata or {}).get(b"huggingface"))
            yield from (ExternalLabel(label) for label in tags.labels())
            number = 0
            for batch in file.iter_batches(BATCH):
                for found in batch.to_pylist():
                    number += 1
                    place = f"{path}:{number}"
                    yield one(place, read_row, found, place, options, tags)
    except MemoryError:  # one of Arrow's errors, whose message would mislead
        raise
    except (arrow.ArrowException, ValueError, OSError) as error:
        reason = str(error).split("\n")[0]
        raise ImportFailed(f"{path} is not a readable Parquet file: {reason}.") from None


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write records in batches. Return their number."""
    arrow = _arrow()
    import pyarrow.parquet

    schema = arrow_schema(scheme)
    count = 0
    waiting = iter(records)
    with written_whole(path) as file, pyarrow.parquet.ParquetWriter(file, schema) as writer:
        while batch := list(islice(waiting, BATCH)):
            count += len(batch)
            writer.write_table(arrow.Table.from_pylist([row(record, scheme) for record in batch], schema=schema))
    return count


def arrow_schema(scheme: Scheme) -> "pyarrow.Schema":
    """The Arrow schema of a scheme's columns."""
    return _arrow().schema([(column.name, _type(column)) for column in columns(scheme)])


def _type(column: Column) -> "pyarrow.DataType":
    arrow: Any = _arrow()
    if column.kind in ("struct", "list"):
        struct = arrow.struct([(inner.name, _type(inner)) for inner in column.inner])
        return arrow.list_(struct) if column.kind == "list" else struct
    return {"string": arrow.string, "int64": arrow.int64, "float64": arrow.float64, "bool": arrow.bool_}[column.kind]()


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise LibraryMissing("Parquet needs pyarrow. Install it with: pip install 'claimdesk[parquet]'") from None
    return pyarrow
