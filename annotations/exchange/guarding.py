"""Reading on after what cannot be read: a file, or one record of it, ends with a remark and not with an exception."""

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from annotations.errors import ClaimdeskError, UserCancelled
from annotations.exchange.records import ImportNote
from annotations.files.guard import guarded

P = ParamSpec("P")
T = TypeVar("T")


def each(place: str, read: Callable[P, Iterable[T]], *arguments: P.args, **more: P.kwargs) -> Iterator[T | ImportNote]:
    """Everything that `read` gives; whatever it raises ends it with a remark on the place."""
    try:
        with guarded():
            yield from read(*arguments, **more)
    except UserCancelled:
        raise
    except ClaimdeskError as error:
        yield ImportNote(place, str(error))


def one(place: str, read: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> T | ImportNote:
    """What `read` returns, or a remark on the place when it raises."""
    try:
        with guarded():
            return read(*arguments, **more)
    except UserCancelled:
        raise
    except ClaimdeskError as error:
        return ImportNote(place, str(error))
