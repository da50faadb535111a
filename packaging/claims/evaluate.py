"""Measure claims, boilerplate and entities against marked articles: `python packaging/claims/evaluate.py FILE...`.

The files are Claimdesk JSONL. Of an article that several people have done the first one's reading counts. A candidate
matches a claim when their spans overlap by at least half (IoU), one to one, the best pair first. A proposed target is
right when it names the same party or, in words, the same thing; one that is a claim, when it is that claim.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))
sys.path.insert(0, str(Path(__file__).parent))

from matching import same_speaker, same_target
from scores import Score, score
from training_data import MISSING, Text

from annotations.highlight.pipeline_choice import DEFAULT
from annotations.highlight.pipelines import load_pipeline
from annotations.highlight.spans import LABELS
from annotations.highlight.suggest_all import suggest_all
from annotations.model import Suggestion

IOU = 0.5
SHOWN = 110


class Pair(NamedTuple):
    """A marked claim with the candidate that matches it."""

    gold: dict[str, Any]
    found: Suggestion


class Case(NamedTuple):
    """One article: what was matched, missed and proposed for nothing."""

    text: str
    pairs: list[Pair]
    missed: list[dict[str, Any]]
    needless: list[Suggestion]

    @property
    def has_targets(self) -> bool:
        """Whether somebody has marked the targets of its claims."""
        return any("target" in claim["links"] for claim in (*(pair.gold for pair in self.pairs), *self.missed))


class Figures(NamedTuple):
    """Shares from 0 to 1; speaker, quote, certainty and targets are of the claims that were matched.

    `target` is the share of them whose target is right, be it none; `target_recall` is of those that have one and
    `target_precision` of those for which one is proposed. Boilerplate is F1 by characters.
    """

    cases: list[Case]
    recall: float
    precision: float
    speaker: float
    quote: float
    certainty: float
    target: float
    target_recall: float
    target_precision: float
    boilerplate: float


def main() -> None:
    """Print the figures, then the worst cases."""
    parser = argparse.ArgumentParser(description="Measure the claims and boilerplate that are suggested.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pipeline", default=DEFAULT)
    parser.add_argument("--worst", type=int, default=10, help="how many cases to show; 0 shows none")
    parser.add_argument("--least", type=float, default=0.0, help="leave out candidates below this score")
    options = parser.parse_args()
    entities = load_pipeline(options.pipeline).highlight

    def highlight(text: str, language: str) -> list[Suggestion]:
        return [one for one in suggest_all(text, entities(text), language) if (one.score or 1.0) >= options.least]

    figures = measured(options.files, highlight)
    matched = sum(len(case.pairs) for case in figures.cases)
    missed = sum(len(case.missed) for case in figures.cases)
    needless = sum(len(case.needless) for case in figures.cases)
    print(
        f"{len(figures.cases)} articles, {matched + missed} claims, {matched + needless} candidates, {matched} matched"
    )
    for name, share in zip(Figures._fields[1:], figures[1:], strict=True):
        print(f"{name:16} {share:.3f}")
    for label, one in names(options.files, entities).items():
        if one.right + one.wrong + one.lost:
            shares = f"precision {one.precision:.3f}  recall {one.recall:.3f}  F1 {one.f1:.3f}"
            print(f"{label:16} {shares}  of {one.right + one.lost}")
    for line in list(_worst(figures.cases))[: options.worst]:
        print(line)


def names(files: list[Path], highlight: Callable[[str], list[Suggestion]]) -> dict[str, Score]:
    """Measure the entities by label, where some are marked; what is found in boilerplate is neither right nor wrong."""
    marked = [
        Text(
            record["text"],
            [
                (one["start"], one["end"], one.get("label", "") if one["layer"] == "entity" else MISSING)
                for one in spans
            ],
            record.get("source", ""),
            record.get("article", ""),
        )
        for record in _records(files)
        if any(one["layer"] == "entity" for one in record["annotations"])
        for spans in [[one for one in record["annotations"] if one["layer"] in ("entity", "boilerplate")]]
    ]
    return score(highlight, marked, LABELS)


def measured(files: list[Path], highlight: Callable[[str, str], list[Suggestion]]) -> Figures:
    """Measure a function from a text and its language to suggestions."""
    cases, same, marked, proposed = list[Case](), 0, 0, 0
    for record in _records(files):
        found = highlight(record["text"], record.get("language", ""))
        cases.append(_case(record, [one for one in found if one.layer == "claim"]))
        gold = _characters((one["start"], one["end"]) for one in record["annotations"] if one["layer"] == "boilerplate")
        masks = _characters((one.start, one.end) for one in found if one.layer == "boilerplate")
        same, marked, proposed = same + len(gold & masks), marked + len(gold), proposed + len(masks)
    pairs = [pair for case in cases for pair in case.pairs]
    needless, missed = (sum(map(len, lists)) for lists in zip(*((c.needless, c.missed) for c in cases), strict=True))
    return Figures(
        cases,
        recall=_share(len(pairs), len(pairs) + missed),
        precision=_share(len(pairs), len(pairs) + needless),
        speaker=_share(sum(map(speaker, pairs)), len(pairs)),
        quote=_right(pairs, "quote", "quotation"),
        certainty=_right(pairs, "certainty", "hedge"),
        **_targets([pair for case in cases if case.has_targets for pair in case.pairs]),
        boilerplate=_share(2 * same, marked + proposed),
    )


def _records(files: list[Path]) -> Iterator[dict[str, Any]]:
    seen = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            done = record.get("kind") == "gold" or record.get("status") == "done"
            if done and record["text"] not in seen:
                seen.add(record["text"])
                yield record


def _case(record: dict[str, Any], found: list[Suggestion]) -> Case:
    claims = [one for one in record["annotations"] if one["layer"] == "claim"]
    scored = sorted(
        (
            (share, i, j)
            for i, one in enumerate(claims)
            for j, other in enumerate(found)
            if (share := _iou(one, other)) >= IOU
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, i, j in scored:
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [Pair(claims[i], found[j]) for i, j in sorted(taken.items())]
    missed = [one for i, one in enumerate(claims) if i not in taken]
    return Case(record["text"], pairs, missed, [one for j, one in enumerate(found) if j not in taken.values()])


def _iou(one: dict[str, Any], other: Suggestion) -> float:
    both = min(one["end"], other.end) - max(one["start"], other.start)
    return both / (max(one["end"], other.end) - min(one["start"], other.start)) if both > 0 else 0.0


def _characters(spans: Iterator[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def speaker(pair: Pair) -> bool:
    """Whether the proposed speaker is right."""
    link = pair.found.links.get("speaker")
    return link is not None and same_speaker(pair.gold["links"]["claimer"]["text"], link.text)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _right(pairs: list[Pair], field: str, rule: str) -> float:
    given = [pair for pair in pairs if field in pair.gold.get("fields", {})]
    return _share(sum(pair.gold["fields"][field] == pair.found.fields.get(rule) for pair in given), len(given))


def target(pair: Pair) -> bool:
    """Whether the proposed target is right; none is where none is marked."""
    return same_target(pair.gold["links"].get("target"), pair.found.links.get("mentioned"))


def _targets(pairs: list[Pair]) -> dict[str, float]:
    proposed = [pair for pair in pairs if "mentioned" in pair.found.links]
    marked = [pair for pair in pairs if "target" in pair.gold["links"]]
    right = sum(map(target, proposed))
    return {
        "target": _share(sum(map(target, pairs)), len(pairs)),
        "target_recall": _share(right, len(marked)),
        "target_precision": _share(right, len(proposed)),
    }


def _worst(cases: list[Case]) -> Iterator[str]:
    """Yield the worst first: surest candidates for nothing, then wrong speakers, then what was missed."""
    wrong = [(pair.found.score or 0, pair) for case in cases for pair in case.pairs if not speaker(pair)]
    needless = [(one.score or 0, case, one) for case in cases for one in case.needless]
    lines = [
        (score, f"needless {score:.2f}  {_shown(case.text[one.start : one.end])}") for score, case, one in needless
    ]
    lines += [
        (score, f"speaker  {score:.2f}  {_shown(pair.gold['text'])}  — {pair.gold['links']['claimer']['text']}, "
         f"not {pair.found.links['speaker'].text}")
        for score, pair in wrong
    ]  # fmt: skip
    lines += [(0.5, f"missed         {_shown(one['text'])}") for case in cases for one in case.missed]
    yield from (line for _, line in sorted(lines, key=lambda pair: -pair[0]))


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


if __name__ == "__main__":
    main()
