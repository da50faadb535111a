"""Highlighting entities in worker processes: articles a second, for one worker and two. No bar."""

import time

from material import articles
from measuring import Row, told

from annotations.highlight.choosing import DEFAULT
from annotations.highlight.worker import Workers

ARTICLES = 400


def rows() -> list[Row]:
    """Measure with one worker and with two, the time to load left out."""
    texts = [(record["article"], record["text"]) for record in articles(ARTICLES)]
    return [told(f"highlight, workers: {workers}", f"{_rate(texts, workers):,.0f} articles/s") for workers in (1, 2)]


def _rate(texts: list[tuple[str, str]], workers: int) -> float:
    with Workers(DEFAULT, workers) as running:
        list(running.run(texts[: 4 * workers]))
        begin = time.perf_counter()
        found = list(running.run(texts))
        seconds = time.perf_counter() - begin
    if any(result.problem or not result.suggestions for result in found):
        raise RuntimeError("Highlighting went wrong.")
    return len(texts) / seconds
