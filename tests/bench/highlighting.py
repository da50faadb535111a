"""Highlighting: the rules around the model, worker processes, their memory and start, and lines of garbage."""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import orjson
from material import articles
from measuring import Row, compared, limited, told

from annotations.highlight.pipeline_choice import DEFAULT
from annotations.highlight.suggest_all import suggest_all
from annotations.highlight.worker import Workers
from annotations.resources import resource

ARTICLES = 400
ROUNDS, STARTS = 5, 3
GARBAGE = ("A", "1", "$", "A ", "1 ", "Ivan de la ", "Ministry of ", "al-", "saidOrtega ", "Nullam fringilla ")
LINE = 100_000
GOLD = Path(__file__).parents[1] / "data" / "claims" / "gold.jsonl"
RULES_ROUNDS = 20
# The bars: how much slower than the bare model, how much faster two workers are, megabytes, seconds, seconds.
SLOWER, FASTER, MEMORY, START, GARBAGE_SECONDS = 1 / 0.8, 1.7, 400, 1.5, 2.0


def rows() -> list[Row]:
    """Measure the pipeline in this process, and then workers, the time to load left out."""
    return [*_pipeline_rows(), *_worker_rows()]


def _pipeline_rows() -> list[Row]:
    import spacy

    from annotations.highlight.pipelines import load_pipeline

    lines = resource("sample", "sample.jsonl").read_bytes().splitlines()
    texts = sorted({orjson.loads(line)["text"] for line in lines}) * 3
    highlight = load_pipeline(DEFAULT).highlight
    folder = resource("pipelines", DEFAULT)
    bare = spacy.load(folder)
    for name in bare.pipe_names:
        if name not in ("claimdesk_features", "ner"):
            bare.remove_pipe(name)
    ours, plain = [], []
    for _ in range(ROUNDS + 1):
        ours.append(_seconds(lambda: [highlight(text) for text in texts]) / len(texts))
        plain.append(_seconds(lambda: list(bare.pipe(texts))) / len(texts))
    garbage = [_seconds(lambda piece=piece: highlight((piece * LINE)[:LINE])) for piece in GARBAGE]
    return [
        compared("model and rules, an article (plain: nlp.pipe of the model)", ours[1:], plain[1:], SLOWER),
        limited("worst line of 100,000 characters of garbage", [max(garbage)], GARBAGE_SECONDS),
    ]


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _worker_rows() -> list[Row]:
    texts = [(record["article"], record["text"]) for record in articles(ARTICLES)]
    starts = [_seconds(lambda: Workers(DEFAULT).close()) for _ in range(STARTS)]
    one, memory = _rate(texts, 1)
    two, _ = _rate(texts, 2)
    return [
        limited("start of a worker until it is ready", [statistics.median(starts)], START),
        told("highlight, workers: 1", f"{one:,.0f} articles/s"),
        Row(
            "highlight, workers: 2", f"{two:,.0f} articles/s", "", f"{two / one:.2f} ×", f"≥ {FASTER} ×",
            two >= FASTER * one,
        ),
        Row("memory of a worker at its peak", f"{memory:,.0f} MB", "", "", f"≤ {MEMORY} MB", memory <= MEMORY),
        told("claims and boilerplate, 4,000 characters", f"{_milliseconds_of_rules():.1f} ms/article"),
    ]  # fmt: skip


def _milliseconds_of_rules() -> float:
    """What the rules take of one of the marked test articles, per 4,000 characters, without the pipeline's names."""
    texts = [orjson.loads(line)["text"] for line in GOLD.read_bytes().splitlines()]
    for text in texts:
        suggest_all(text, [])
    begin = time.process_time()
    for text in texts * RULES_ROUNDS:
        suggest_all(text, [])
    return 1000 * (time.process_time() - begin) / RULES_ROUNDS * 4000 / sum(map(len, texts))


def _rate(texts: list[tuple[str, str]], workers: int) -> tuple[float, float]:
    """Return articles a second, and the most memory that a worker has had, in megabytes."""
    with Workers(DEFAULT, workers) as running:
        list(running.run(texts[: 4 * workers]))
        begin = time.perf_counter()
        found = list(running.run(texts))
        seconds = time.perf_counter() - begin
        memory = max(_peak(worker.process.pid or 0) for worker in running.idle)
    if any(result.problem or not result.suggestions for result in found):
        raise RuntimeError("Highlighting went wrong.")
    return len(texts) / seconds, memory


def _peak(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
