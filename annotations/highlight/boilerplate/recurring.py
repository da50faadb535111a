"""Evidence from the project: lines that recur in several articles of one source are of its page."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from annotations.highlight.boilerplate.lines import lines_of

# In at least this many articles of a source, and this share of them, a line belongs to the page.
FEWEST, SHARE = 3, 0.05
# Longer lines are paragraphs: a story that is told in several versions repeats them.
LONGEST = 160


class RecurringLines:
    """Counts the short lines of a project's articles by source. Memory grows with the different lines there are."""

    def __init__(self) -> None:
        self._articles: Counter[str] = Counter()
        self._lines: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def add(self, source: str, text: str) -> None:
        """Count an article's lines, each once."""
        self._articles[source] += 1
        self._lines[source].update(
            {hash(line.key) for line in lines_of(text) if line.key and len(line.text) <= LONGEST}
        )

    def add_all(self, articles: Iterable[tuple[str, str]]) -> None:
        """Count articles, given as (source, text)."""
        for source, text in articles:
            self.add(source, text)

    def of(self, source: str, text: str) -> frozenset[str]:
        """Return the keys of those lines of an article that recur in its source."""
        fewest = max(FEWEST, SHARE * self._articles[source])
        counts = self._lines[source]
        return frozenset(line.key for line in lines_of(text) if line.key and counts[hash(line.key)] >= fewest)
