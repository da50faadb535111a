"""Groups of copies, and splits that keep them together."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ExportFailed
from annotations.training.splits import shares, split_at_random, split_by_group

pytest.importorskip("datasketch")

from annotations.training.groups import article_groups, shingles  # noqa: E402

WIRE = "The ministry said on Monday that the two ports would stay open until the talks end, an agency reported. " * 3
OTHER = "A storm took the roofs of forty houses in the north and left the valley without power for two days. " * 3
GROUPS = st.dictionaries(st.integers(0, 60).map(str), st.integers(0, 12).map(str), min_size=3)


def test_copies_of_a_wire_are_one_group_and_other_articles_are_not() -> None:
    copies = {
        "a": WIRE,
        "b": OTHER,
        "c": WIRE.replace("Monday", "Tuesday"),
        "d": "By our staff. " + WIRE,
        "e": "Short.",
    }
    assert article_groups(copies.items()) == {"a": "a", "b": "b", "c": "a", "d": "a", "e": "e"}


def test_shingles_are_rows_of_words() -> None:
    assert shingles("One two, THREE four") == {"one two three", "two three four"}
    assert shingles("Two words") == {"two words"}


@given(GROUPS, st.integers(0, 9), st.sampled_from(["80/10/10", "50/50", "34/33/33"]))
def test_no_group_is_in_two_splits_and_no_split_is_empty(groups: dict[str, str], seed: int, text: str) -> None:
    parts = shares(text)
    if len(set(groups.values())) < len(parts):
        with pytest.raises(ExportFailed, match="--random-split"):
            split_by_group(groups, {}, parts, seed)
        return
    splits = split_by_group(groups, {}, parts, seed)
    assert splits.of.keys() == groups.keys()
    assert len({(group, splits.of[article]) for article, group in groups.items()}) == len(set(groups.values()))
    assert set(splits.of.values()) == set(splits.names)
    assert splits == split_by_group(groups, {}, parts, seed)


def test_strata_are_spread_and_shares_kept() -> None:
    groups = {str(number): str(number) for number in range(200)}
    strata = {key: "oppose" if int(key) % 4 == 0 else "support" for key in groups}
    splits = split_by_group(groups, strata, shares("80/10/10"), 7)
    assert Counter(splits.of.values()) == {"train": 160, "dev": 20, "test": 20}
    assert Counter(strata[key] for key, name in splits.of.items() if name == "test") == {"oppose": 5, "support": 15}
    assert splits.of != split_by_group(groups, strata, shares("80/10/10"), 8).of


def test_a_split_at_random_counts_what_leaks() -> None:
    splits = split_at_random({str(number): "one" for number in range(10)}, shares("80/10/10"), 0)
    assert Counter(splits.of.values()) == {"train": 8, "dev": 1, "test": 1}
    assert (splits.leaking_groups, splits.leaking_articles) == (1, 10)
    assert split_at_random({str(number): str(number) for number in range(10)}, (80, 20), 0).leaking_groups == 0


@pytest.mark.parametrize("text", ["80", "80/30", "100/0", "a/b", "", "50/20/20/10", "80/-10/30"])
def test_shares_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ExportFailed, match="such as 80/10/10"):
        shares(text)
