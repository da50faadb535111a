"""Reading the journal back: what each row was before and after each change, from how it stands now.

A change keeps only what cannot be derived (`store.journal`), so that rows are followed backwards: what a row is after
its latest change is how it stands, and what it is after an earlier one is what it was before the next. Everything that
needs images of rows, to undo, to look back, to merge, gets them here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from annotations.changes import Kind
from annotations.store import rows
from annotations.store.codecs import Pair, shown_time, unpacked
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import BULKY, Row, is_image, is_part

RECORD = "id, step, kind, article, row, count, what, before, at"
RECORD_SHAPE = "iikIii---"
_FEW = 200  # articles that are looked up one by one, instead of reading all changes
_BATCH = 400  # rows that are read at once


class Record(NamedTuple):
    """A change as the journal has it: `size` rows of a kind and article from number `row` on, and what they were."""

    id: int
    step: int
    kind: Kind
    article: int | None
    row: int
    size: int
    what: str
    before: bytes | str | None
    at: int | str | None

    @property
    def is_insertion(self) -> bool:
        """Whether rows with consecutive numbers were inserted."""
        return self.what == "insert"

    def images(self) -> list[Pair]:
        """What was kept of rows that were updated or deleted, by number."""
        found = unpacked(self.row, self.before)
        whole = self.what == "delete"
        if len(found) != self.size or not (whole or self.what == "update"):
            raise damaged_at(f"change {self.id} of its history")
        for _, image in found:
            if not (is_image(self.kind, image) if whole else is_part(self.kind, image)):
                raise damaged_at(f"change {self.id} of its history")
        return found

    def numbers(self) -> Iterable[int]:
        """The numbers of the rows, in the order in which they were written."""
        return range(self.row, self.row + self.size) if self.is_insertion else [one for one, _ in self.images()]


class Change(NamedTuple):
    """One row before and after a change; none where it was not there. `at` is none unless it came from another file."""

    id: int
    step: int
    kind: Kind
    number: int
    row: str
    before: Row | None
    after: Row | None
    at: str | None


def records(database: Database, where: str, parameters: Iterable[Any]) -> list[Record]:
    """Read changes as the journal has them, the newest first."""
    found = database.rows(
        f"SELECT {RECORD} FROM changes WHERE {where} ORDER BY id DESC", tuple(parameters), RECORD_SHAPE
    )
    return [Record(row[0], row[1], Kind(row[2]), *row[3:]) for row in found]


def since(database: Database, first: int, articles: Collection[int], others: Collection[Kind]) -> list[Record]:
    """Read all changes from one on, the newest first, that are about some articles or about kinds without articles."""
    if len(articles) > _FEW:
        return records(database, "id >= ?", (first,))
    found = []
    if articles:
        numbers = orjson.dumps(sorted(articles)).decode()
        found += records(database, "article IN (SELECT value FROM json_each(?)) AND id >= ?", (numbers, first))
    for kind in others:
        found += records(database, "article IS NULL AND kind = ? AND id >= ?", (kind, first))
    return sorted(found, key=lambda record: -record.id)


def of_step(database: Database, step: int) -> Iterator[Change]:
    """Give the changes of a step, the last one first. Rows are read as they are reached, so memory stays flat."""
    own = records(database, "step = ?", (step,))
    if not own:
        return
    latest = next(iter(database.rows("SELECT max(id) FROM changes", (), "i")))[0]
    found = own
    if len(own) <= latest - own[-1].id:  # else nobody has written anything since
        articles = {record.article for record in own if record.article is not None}
        found = since(database, own[-1].id, articles, {record.kind for record in own if record.article is None})
    yield from (change for change in rewound(database, found) if change.step == step)


def of_rows(database: Database, kind: Kind, numbers: Mapping[int, int | None]) -> list[Change]:
    """Give all changes of some rows, the first one first. `numbers` has the numbers of rows and of their articles."""
    articles = {article for article in numbers.values() if article is not None}
    others = [kind] if None in numbers.values() else []
    found = [record for record in since(database, 0, articles, others) if record.kind is kind]
    return list(rewound(database, found, numbers.keys()))[::-1]


def ids_of(database: Database, kind: Kind, found: Iterable[Record]) -> set[str]:
    """The ids of the rows that changes are about, whether these stand or not."""
    numbers: set[int] = set()
    gone: dict[int, str] = {}
    for record in found:
        numbers.update(record.numbers())
        if record.what == "delete":
            gone |= {number: image["id"] for number, image in record.images()}
    there: dict[int, str] = {}
    listed = sorted(numbers)
    for begin in range(0, len(listed), _BATCH):
        there |= rows.ids(database, kind, listed[begin : begin + _BATCH])
    return {one for number in numbers if (one := there.get(number) or gone.get(number))}


def rewound(database: Database, found: Iterable[Record], wanted: Collection[int] | None = None) -> Iterator[Change]:
    """Follow rows backwards through changes, the newest of which comes first; of all rows or of those with a number.

    There must be no later change of these rows than those that are given.
    """
    known: dict[tuple[Kind, int], Row | None] = {}
    for record in found:
        kind, at = record.kind, None if record.at is None else shown_time(record.at)
        olds = None if record.is_insertion else dict(record.images())
        numbers = [number for number in record.numbers() if wanted is None or number in wanted][::-1]
        for begin in range(0, len(numbers), _BATCH):
            some = numbers[begin : begin + _BATCH]
            _look_up(database, kind, [one for one in some if (kind, one) not in known], known)
            for number in some:
                after = known.pop((kind, number)) if olds is None else known[kind, number]
                before: Row | None = None
                if olds is not None:
                    before, after = _before(record, olds[number], after)
                    known[kind, number] = _light(kind, before)
                row_id = (after or before or {}).get("id")
                if row_id is None:
                    raise damaged_at(f"change {record.id} of its history")
                yield Change(record.id, record.step, kind, number, row_id, before, _light(kind, after), at)


def _before(record: Record, old: Row, after: Row | None) -> tuple[Row, Row | None]:
    if record.what == "delete":
        return old, None
    if after is None:
        raise damaged_at(f"change {record.id} of its history")
    return {**after, **old}, after


def _look_up(database: Database, kind: Kind, numbers: list[int], known: dict[tuple[Kind, int], Row | None]) -> None:
    if not numbers:
        return
    which = "WHERE number IN (SELECT value FROM json_each(?))"
    found = dict(rows.read(database, kind, which, (orjson.dumps(numbers).decode(),), bulky=False))
    for number in numbers:
        known[kind, number] = found.get(number)


def _light(kind: Kind, row: Row | None) -> Row | None:
    """A row without what is bulky."""
    left_out = BULKY.get(kind)
    if row is None or not left_out:
        return row
    return {name: value for name, value in row.items() if name not in left_out}
