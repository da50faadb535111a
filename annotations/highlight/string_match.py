"""String match: names that an annotator has marked in other articles, where they occur as whole words.

Nobody has measured how often it is right, so its suggestions have no score.
"""

import re
from collections.abc import Iterator

from annotations.highlight.source import SourceText
from annotations.language.segmenting import stands_alone
from annotations.model import Suggestion

SHORTEST = 3  # characters of a name


def matches(given: SourceText) -> Iterator[Suggestion]:
    """Find the known names in an article. Only words that begin with a capital and contain no digits count as names."""
    for name in given.names:
        if name.words not in given.text or not _is_name(name.words):
            continue
        for match in re.finditer(re.escape(name.words), given.text):
            if stands_alone(given.text, *match.span()):
                yield Suggestion(name.layer, match.start(), match.end(), name.label)


def _is_name(words: str) -> bool:
    return len(words) >= SHORTEST and words[0].isupper() and not any(map(str.isdigit, words))
