"""Highlighting in worker processes: articles a second, for one worker and two; what the rules take. No bar."""

import json
import time
from pathlib import Path

from material import articles
from measuring import Row, told

from annotations.highlight.choosing import DEFAULT
from annotations.highlight.whole import whole
from annotations.highlight.worker import Workers

ARTICLES, ROUNDS = 400, 20
GOLD = Path(__file__).parents[1] / "data" / "claims" / "gold.jsonl"


def rows() -> list[Row]:
    """Measure with one worker and with two, the time to load left out."""
    texts = [(record["article"], record["text"]) for record in articles(ARTICLES)]
    rates = [told(f"highlight, workers: {workers}", f"{_rate(texts, workers):,.0f} articles/s") for workers in (1, 2)]
    return [*rates, told("claims and boilerplate, 4,000 characters", f"{_milliseconds_of_rules():.1f} ms/article")]


def _milliseconds_of_rules() -> float:
    """What the rules take of one of the marked test articles, per 4,000 characters, without the pipeline's names."""
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for text in texts:
        whole(text, [])
    begin = time.process_time()
    for text in texts * ROUNDS:
        whole(text, [])
    return 1000 * (time.process_time() - begin) / ROUNDS * 4000 / sum(map(len, texts))


def _rate(texts: list[tuple[str, str]], workers: int) -> float:
    with Workers(DEFAULT, workers) as running:
        list(running.run(texts[: 4 * workers]))
        begin = time.perf_counter()
        found = list(running.run(texts))
        seconds = time.perf_counter() - begin
    if any(result.problem or not result.suggestions for result in found):
        raise RuntimeError("Highlighting went wrong.")
    return len(texts) / seconds
