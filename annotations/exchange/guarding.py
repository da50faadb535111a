"""Keep reading after errors: an unreadable file or record gives a note instead of an exception."""

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, TypeVar

from annotations.errors import ClaimdeskError, UserCancelled
from annotations.exchange.records import ImportNote
from annotations.files.guard import guarded

P = ParamSpec("P")
T = TypeVar("T")


def each(place: str, read: Callable[P, Iterable[T]], *arguments: P.args, **more: P.kwargs) -> Iterator[T | ImportNote]:
    """Yield everything from `read`. An exception ends it with a note about the place."""
    try:
        with guarded():
            yield from read(*arguments, **more)
    except UserCancelled:
        raise
    except ClaimdeskError as error:
        yield ImportNote(place, str(error))


def one(place: str, read: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> T | ImportNote:
    """The result of `read`, or a note about the place if it raises an exception."""
    try:
        with guarded():
            return read(*arguments, **more)
    except UserCancelled:
        raise
    except ClaimdeskError as error:
        return ImportNote(place, str(error))
