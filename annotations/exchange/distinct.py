"""Names as other programs allow them: made of names in any script, and never the same for two of them."""

from collections.abc import Callable, Collection, Iterable


def distinct_names(names: Iterable[str], plain: Callable[[str], str], taken: Collection[str] = ()) -> dict[str, str]:
    """A name that another program allows for each name; what `plain` makes alike is told apart by a number.

    Names that `plain` leaves as they are keep their name whatever the order.
    """
    wanted = list(dict.fromkeys(names))
    used = {*taken, *(name for name in wanted if plain(name) == name)}
    found = {}
    for name in wanted:
        made = plain(name)
        if made != name:
            made = free_name(made, used)
            used.add(made)
        found[name] = made
    return found


def free_name(name: str, used: Collection[str]) -> str:
    """The name, or with the first number from 2 up behind it that makes it a new one."""
    numbers = range(1, len(used) + 2)
    return next(made for number in numbers if (made := name if number == 1 else f"{name}_{number}") not in used)
