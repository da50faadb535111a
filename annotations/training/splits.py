"""Splits: which part of the data an article belongs to. Groups stay together, strata are balanced, seeds repeat."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from annotations.errors import ExportFailed

_NAMES = {2: ("train", "dev"), 3: ("train", "dev", "test")}


class Splits(NamedTuple):
    """The split of each article, and the leaks: groups and articles that are in more than one split."""

    names: tuple[str, ...]
    of: Mapping[str, str]
    leaking_groups: int = 0
    leaking_articles: int = 0


def shares(text: str) -> tuple[int, ...]:
    """Parse shares such as 80/10/10: train, dev and test, or train and dev."""
    parts = tuple(int(part) for part in text.split("/") if part.strip().isdigit())
    if len(parts) != text.count("/") + 1 or len(parts) not in _NAMES or sum(parts) != 100 or 0 in parts:
        raise ExportFailed(
            f"“{text}” is not a valid split: give two or three shares that add up to 100, such as 80/10/10."
        )
    return parts


def split_by_group(groups: Mapping[str, str], strata: Mapping[str, str], parts: Sequence[int], seed: int) -> Splits:
    """Assign each group of articles to the split that needs articles of its stratum most.

    Raises ExportFailed when there are fewer groups than splits: a split of single articles would leak.
    """
    names = _NAMES[len(parts)]
    members: dict[str, list[str]] = defaultdict(list)
    for article, group in groups.items():
        members[group].append(article)
    if len(members) < len(names):
        message = f"{len(groups)} articles form only {len(members)} groups of copies, too few for {len(names)} splits."
        raise ExportFailed(f"{message} Use fewer splits, or accept leaks with --random-split.")
    stratum = {
        g: Counter(strata.get(a, "") for a in sorted(found)).most_common(1)[0][0] for g, found in members.items()
    }
    order = sorted(members)
    Random(seed).shuffle(order)
    order.sort(key=lambda group: -len(members[group]))  # large groups first, while there is room
    chosen = _given(order, members, stratum, dict(zip(names, parts, strict=True)))
    return Splits(names, {article: chosen[group] for group, found in members.items() for article in found})


def _given(
    order: Sequence[str], members: Mapping[str, Sequence[str]], stratum: Mapping[str, str], parts: Mapping[str, int]
) -> dict[str, str]:
    totals: Counter[str] = Counter()
    for group in order:
        totals[stratum[group]] += len(members[group])
    whole = totals.total()
    there: Counter[tuple[str, str]] = Counter()
    all_there: Counter[str] = Counter()
    chosen: dict[str, str] = {}
    for number, group in enumerate(order):
        left = len(order) - number
        empty = [name for name in parts if not all_there[name]]

        def lack(name: str, group: str = group) -> tuple[float, float]:
            of_stratum = totals[stratum[group]] * parts[name] / 100 - there[name, stratum[group]]
            return of_stratum, whole * parts[name] / 100 - all_there[name]

        name = max(empty if left <= len(empty) else parts, key=lack)
        chosen[group] = name
        there[name, stratum[group]] += len(members[group])
        all_there[name] += len(members[group])
    return chosen


def split_at_random(groups: Mapping[str, str], parts: Sequence[int], seed: int) -> Splits:
    """Assign each article to a split, ignoring copies, and count the leaks."""
    names = _NAMES[len(parts)]
    order = sorted(groups)
    Random(seed).shuffle(order)
    bounds = [round(len(order) * sum(parts[: number + 1]) / 100) for number in range(len(parts))]
    of = {article: names[sum(at >= bound for bound in bounds)] for at, article in enumerate(order)}
    seen: dict[str, set[str]] = defaultdict(set)
    for article, group in groups.items():
        seen[group].add(of[article])
    leaking = {group for group, found in seen.items() if len(found) > 1}
    return Splits(names, of, len(leaking), sum(group in leaking for group in groups.values()))
