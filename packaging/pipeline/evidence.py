"""How often suggestions of each label and evidence are right: the table that gives every suggestion its score.

The table is counted on one half of the documents that were kept aside, and tried on the other half. Numbers and dates
are not in the training data: their figures are those of our rules on the sample project, as its first reader marked it.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import scores
import srsly
from material import BLOCK, MISSING, Text
from spacy.language import Language

from annotations.highlight.pipelines import highlighter
from annotations.highlight.rules.assembly import rules_pipeline
from annotations.highlight.scoring import ANY, RULES_FILE, TABLE
from annotations.highlight.spans import SAME_AS
from annotations.model import Suggestion
from annotations.resources import resource

NUMBERS = ("DATE", "CARDINAL", "MONEY", "PERCENT")
# So many cases of its label are mixed with those of a row, and of all labels with those of a label.
PRIOR = 10
# Scores that are read together, each band up to the next; none reaches 1, since every row is drawn to its label's.
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
NEWS = ("world news", "wikinews")
MARK = "<!-- reliability: written by build.py -->"

Highlight = Callable[[str], list[Suggestion]]
Sets = Mapping[str, list[Text]]
Judged = tuple[Suggestion, bool]


class Band(NamedTuple):
    """Suggestions with scores from `start` to below `stop`: how many, their mean score, and the share that is right."""

    start: float
    stop: float
    found: int
    score: float
    right: float


def measure(nlp: Language, aside: Sets, out: Path, readme: Path, seed: int) -> dict[str, list[dict[str, float]]]:
    """Measure the pipeline in `out` and the rules alone, and keep the figures where `scoring` looks for them.

    Returns how far the pipeline's scores can be trusted on all sets and on the news, which goes into `readme` too.
    """
    fitted, tried = halves(aside, seed)
    nlp.meta["performance"] = performance(highlighter(nlp), aside, fitted, by_evidence=True)
    srsly.write_json(out / "meta.json", nlp.meta)
    rules = performance(highlighter(rules_pipeline()), aside, fitted, by_evidence=False)
    (out.parent / RULES_FILE[-1]).write_text(json.dumps(rules, indent=1) + "\n", encoding="utf-8")
    highlight = highlighter(nlp)
    found = {
        "all sets": reliability(highlight, (text for texts in tried.values() for text in texts)),
        " and ".join(NEWS): reliability(highlight, (text for name in NEWS for text in tried.get(name, ()))),
    }
    words = "\n\n".join(table(name, bands) for name, bands in found.items())
    print(f"\n{words}")
    before, _, rest = readme.read_text(encoding="utf-8").partition(MARK)
    readme.write_text(f"{before}{MARK}\n\n{words}\n\n{MARK}{rest.partition(MARK)[2]}", encoding="utf-8")
    return {name: [band._asdict() for band in bands] for name, bands in found.items()}


def kept(out: Path) -> dict[str, Any]:
    """Read the figures of the pipeline that stands: one that is trained on everything has none of its own."""
    meta = out / "meta.json"
    found: dict[str, Any] = json.loads(meta.read_text(encoding="utf-8")).get("performance", {}) if meta.exists() else {}
    return found


def halves(aside: Sets, seed: int) -> tuple[dict[str, list[Text]], dict[str, list[Text]]]:
    """Part every set in two; documents and blocks of sentences stay together."""
    first: dict[str, list[Text]] = {}
    second: dict[str, list[Text]] = {}
    for name, texts in sorted(aside.items()):
        units: defaultdict[str, list[Text]] = defaultdict(list)
        for text in texts:
            units[f"{text.source}/{int(text.doc) // BLOCK if text.doc.isdigit() else text.doc}"].append(text)
        order = sorted(units)
        random.Random(f"{seed} {name}").shuffle(order)
        for half, chosen in ((first, order[::2]), (second, order[1::2])):
            half[name] = [text for unit in chosen for text in units[unit]]
    return first, second


def sample() -> list[Text]:
    """Read the sample project's articles with the numbers and dates that the first reader of each has marked.

    What is masked as no part of the article is neither right nor wrong.
    """
    texts: dict[str, Text] = {}
    for line in resource("sample", "sample.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("status") != "done" or record["article"] in texts:
            continue
        marks = [mark for mark in record["annotations"] if mark.get("verdict") != "rejected" and "start" in mark]
        names = [(one["start"], one["end"], one["label"]) for one in marks if one.get("label") in NUMBERS]
        names += [(one["start"], one["end"], MISSING) for one in marks if one["layer"] == "boilerplate"]
        texts[record["article"]] = Text(record["text"], sorted(names), "sample", record["article"])
    return list(texts.values())


def judged(highlight: Highlight, texts: Iterable[Text], labels: Iterable[str]) -> Iterator[Judged]:
    """Yield the suggestions with whether they are right; what lies on a missing span is left out."""
    wanted = frozenset(labels)
    for text in texts:
        gold = {(start, end, SAME_AS.get(label, label)) for start, end, label in text.names if label != MISSING}
        doubtful = [(start, end) for start, end, label in text.names if label == MISSING]
        for one in highlight(text.text):
            right = (one.start, one.end, one.label) in gold
            if one.label in wanted and (right or not any(one.start < b and a < one.end for a, b in doubtful)):
                yield one, right


def performance(highlight: Highlight, aside: Sets, fitted: Sets, *, by_evidence: bool) -> dict[str, Any]:
    """Return spaCy's figures of all that was kept aside, and our table of what is to be counted for it."""
    own = sample()
    results = scores.score(highlight, [text for texts in aside.values() for text in texts])
    everything = results.pop("all")
    numbers = scores.score(highlight, own, NUMBERS)
    numbers.pop("all")
    cases = judged(highlight, (text for texts in fitted.values() for text in texts), scores.JUDGED)
    return {
        "ents_p": round(everything.precision, 4),
        "ents_r": round(everything.recall, 4),
        "ents_f": round(everything.f1, 4),
        "ents_per_type": {
            label: {"p": round(one.precision, 4), "r": round(one.recall, 4), "f": round(one.f1, 4)}
            for label, one in {**results, **numbers}.items()
        },
        TABLE: {
            **rows(cases, by_evidence=by_evidence),
            **rows(judged(highlight, own, NUMBERS), by_evidence=False),
        },
    }


def rows(cases: Iterable[Judged], *, by_evidence: bool) -> dict[str, dict[str, dict[str, float]]]:
    """Count by label and evidence; few cases are drawn towards their label, and few of a label towards all."""
    counts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    every = [0, 0]
    for one, right in cases:
        for count in (every, counts[one.label][ANY], *([counts[one.label][one.source]] if by_evidence else [])):
            count[0] += 1
            count[1] += right
    found: dict[str, dict[str, dict[str, float]]] = {}
    for label, by_source in sorted(counts.items()):
        usual = _drawn(*by_source[ANY], every[1] / every[0])
        found[label] = {
            source: {"found": count[0], "right": count[1], "p": usual if source == ANY else _drawn(*count, usual)}
            for source, count in sorted(by_source.items(), key=lambda row: (-row[1][0], row[0]))
        }
    return found


def _drawn(found: int, right: int, usual: float) -> float:
    return round((right + PRIOR * usual) / (found + PRIOR), 4)


def reliability(highlight: Highlight, texts: Iterable[Text]) -> list[Band]:
    """Compare the scores of names with how many of them are right, band by band."""
    cases = [(one.score or 0, right) for one, right in judged(highlight, texts, scores.JUDGED)]
    bands = []
    for start, stop in pairwise(BANDS):
        inside = [(score, right) for score, right in cases if start <= score < stop]
        number = max(1, len(inside))
        score, right = sum(score for score, _ in inside) / number, sum(right for _, right in inside) / number
        bands.append(Band(start, stop, len(inside), round(score, 4), round(right, 4)))
    return bands


def error(bands: Iterable[Band]) -> float:
    """Return the expected calibration error: how far scores and shares lie apart, in the mean over suggestions."""
    bands = list(bands)
    return sum(band.found * abs(band.score - band.right) for band in bands) / max(1, sum(band.found for band in bands))


def table(name: str, bands: list[Band]) -> str:
    """Return the bands as a table in Markdown."""
    lines = [f"| {name}: score | suggestions | mean score | right |", "|---|---:|---:|---:|"]
    lines += [
        f"| {band.start:.1f}–{band.stop:.1f} | {band.found} | {band.score:.3f} | {band.right:.3f} |" for band in bands
    ]
    lines.append(f"\nExpected calibration error {error(bands):.3f}.")
    return "\n".join(lines)
