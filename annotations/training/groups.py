"""Which articles are copies of one another: near-duplicates by MinHash over shingles of words (Broder 1997).

News is often reprinted. Two articles that share half of their shingles are in one group, and so are articles that such
pairs connect. A group must not be in two splits.
"""

import re
from collections.abc import Iterable
from typing import Any

from annotations.errors import ExportFailed

SHINGLE = 3  # words
PERMUTATIONS = 64
ALIKE = 0.5  # minimum share of shingles that two copies have in common
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """Every three consecutive words of a text, or all of it if there are fewer."""
    words = _WORD.findall(text.casefold())
    rows = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    return rows or {" ".join(words)}


def article_groups(articles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each article (id, text), named after the first article of the group.

    Keeps signatures of all articles: half a kilobyte each. Raises ExportFailed without datasketch.
    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        message = "Grouping copies of articles needs datasketch. Install it with: pip install 'claimdesk[training]'"
        raise ExportFailed(message) from None
    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    signatures: dict[str, Any] = {}
    parents: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for key, text in articles:
        if key in parents:
            continue
        signature = MinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update_batch([shingle.encode(errors="replace") for shingle in sorted(shingles(text))])
        parents[key], numbers[key] = key, len(numbers)
        for other in index.query(signature):
            apart = _root(parents, other) != _root(parents, key)
            if apart and signature.jaccard(signatures[other]) >= ALIKE:
                _join(parents, numbers, other, key)
        signatures[key] = signature
        index.insert(key, signature)
    return {key: _root(parents, key) for key in parents}


def _root(parents: dict[str, str], key: str) -> str:
    while parents[key] != key:
        parents[key] = parents[parents[key]]
        key = parents[key]
    return key


def _join(parents: dict[str, str], numbers: dict[str, int], one: str, other: str) -> None:
    """Merge two groups. The name is that of the article that came first."""
    first, second = sorted((_root(parents, one), _root(parents, other)), key=numbers.__getitem__)
    parents[second] = first
