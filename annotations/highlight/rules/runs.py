"""Runs of capitalised words, in which the rules for people and organisations look for names."""

from collections.abc import Iterator

from annotations.highlight.rules.name_scan import NameScan

HYPHENS = {"-", "–", "‑"}
# Longer runs are lists or garbage, and are read as several.
LONGEST = 15


def runs(reading: NameScan, particles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the runs outside headlines; `particles` may stand inside: Ana de la Cruz, Omar al-Amin."""
    start, count = 0, len(reading.words)
    while start < count:
        if not reading.proper[start] or reading.loud[start]:
            start += 1
            continue
        end = start + 1
        while end < count and end - start < LONGEST and (more := step(reading, particles, end)):
            end += more
        yield start, min(end, count)
        start = end


def step(reading: NameScan, particles: frozenset[str], i: int) -> int:
    """Return how many tokens from i on belong to a run that reaches i."""
    words, proper = reading.words[i : i + 4], reading.proper[i : i + 4]
    if proper[0]:
        return 1
    if words[0] in HYPHENS and len(words) > 1 and words[1][0].isalpha() and not _spaced(reading, i):
        return 2
    if words[0] not in particles:
        return 0
    for length in (1, 2):
        inner = words[1:length]
        if len(words) > length and proper[length] and all(word in particles or word in HYPHENS for word in inner):
            return length + 1
    return 0


def _spaced(reading: NameScan, i: int) -> bool:
    doc = reading.doc
    return bool(doc[i - 1].whitespace_ or doc[i].whitespace_)
