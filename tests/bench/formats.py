"""Formats at size: time and peak memory of writing and reading many records, beside orjson that dumps and loads them.

    python tests/bench/formats.py [COUNT [FORMAT ...]]

Each measurement is a process of its own, so that peaks are its own. Reading includes placing and mapping.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from annotations.exchange.conversion import taken
from annotations.exchange.formats import FORMATS, format_named
from annotations.exchange.jsonl import line
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

COUNT = 100_000
PARAGRAPH = "Minister Ana Ruiz said that Peru closed the border 😀. The embassy in Lima denied it, an agency reported. "
ANA = Annotator(AnnotatorId("1"), "ana")


def records(count: int) -> Iterator[Record]:
    """Articles of a thousand characters with five names and five claims each."""
    for number in range(count):
        text = f"{number}. {PARAGRAPH * 10}"
        shift = text.index("Minister")
        marks = []
        for at in range(5):
            start = shift + at * len(PARAGRAPH)
            name, claim = (AnnotationId(f"{kind}-{number}-{at}") for kind in "nc")
            place = start + 9, start + 17
            marks.append(_mark(name, text, "entity", place, label="PERSON"))
            said = {
                "fields": {"stance": "oppose", "claim_type": "accusation"},
                "links": {"claimer": Link("Ana Ruiz", name)},
            }
            marks.append(_mark(claim, text, "claim", (start + 28, start + 50), **said))
        yield Record(Article(ArticleId(f"a-{number}"), f"Story {number}", text), ANA, "done", 0.0, tuple(marks))


def _mark(key: AnnotationId, text: str, layer: str, place: tuple[int, int], **said: object) -> Annotation:
    quote = text[slice(*place)]
    return Annotation(key, ArticleId(""), AnnotatorId(""), layer, *place, quote, created="2024-01-01", **said)  # type: ignore[arg-type]


def write(name: str, path: Path, count: int) -> None:
    """Write in a format."""
    format_named(name).write(path, records(count), load_scheme("news-claims"), NO_OPTIONS)  # type: ignore[misc]


def read(name: str, path: Path, count: int) -> None:
    """Read in a format; stop when not all came back."""
    found = taken(format_named(name).read(path, NO_OPTIONS), load_scheme("news-claims"))  # type: ignore[misc]
    marks = sum(len(thing.annotations) for thing in found if isinstance(thing, Record))
    if marks != 10 * count:
        sys.stderr.write(f"{name}: {marks:,} annotations came back of {10 * count:,}\n")


def dump(name: str, path: Path, count: int) -> None:
    """Dump by orjson alone, of what is ready: the record of one article, again and again."""
    ready = orjson.loads(line(next(records(1))))
    with path.open("wb") as file:
        for number in range(count):
            ready["article"] = f"a-{number}"
            file.write(orjson.dumps(ready, option=orjson.OPT_APPEND_NEWLINE))


def load(name: str, path: Path, count: int) -> None:
    """Load the lines by orjson alone."""
    with path.open("rb") as file:
        for text in file:
            orjson.loads(text)


WORK: dict[str, Callable[[str, Path, int], None]] = {"write": write, "read": read, "dump": dump, "load": load}


def _measured(what: str, name: str, path: Path, count: int) -> tuple[float, float]:
    """Seconds and megabytes at the peak, in a process of its own."""
    command = [sys.executable, __file__, "--", what, name, str(path), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def main() -> None:
    """Measure the formats named, or all that are read and written."""
    if sys.argv[1:2] == ["--"]:
        what, name, path, count = sys.argv[2:]
        begin = time.perf_counter()
        WORK[what](name, Path(path), int(count))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{time.perf_counter() - begin:.2f} {peak:.0f}")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    names = sys.argv[2:] or [known.name for known in FORMATS if known.read and known.write]
    print(f"{count:,} articles, {10 * count:,} annotations")
    print(f"{'format':22}{'write':>10}{'MB':>7}{'read':>10}{'MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("orjson", *names):
            known = None if name == "orjson" else format_named(name)
            path = Path(folder) / f"{name}{known.suffixes[0] if known and known.suffixes else ''}"
            out, back = ("dump", "load") if known is None else ("write", "read")
            (writing, most), (reading, more) = (_measured(what, name, path, count) for what in (out, back))
            print(f"{name:22}{writing:>8.1f} s{most:>7.0f}{reading:>8.1f} s{more:>7.0f}", flush=True)


if __name__ == "__main__":
    main()
