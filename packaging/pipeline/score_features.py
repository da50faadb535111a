"""How often suggestions of each label and evidence are right: the table that gives every suggestion its score.

The table is counted on one half of the documents that were kept aside, and tried on the other half. Numbers and dates
are not in the training data: their figures are those of our rules on the sample project, as its first reader marked it.
Run by itself, this measures the Spanish rules anew, which needs no training data.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import scores
import srsly
from spacy.language import Language
from training_data import BLOCK, MISSING, Text

from annotations.highlight.pipelines import highlighter
from annotations.highlight.rules.assembly import rules_pipeline
from annotations.highlight.scoring import ANY, RULES_FILE, TABLE
from annotations.highlight.spans import SAME_AS
from annotations.model import Suggestion
from annotations.resources import resource

NUMBERS = ("DATE", "CARDINAL", "MONEY", "PERCENT")
SPANISH = Path(__file__).parents[2] / "tests" / "data" / "spanish" / "kept.jsonl"
# So many cases of its label are mixed with those of a row, and of all labels with those of a label.
PRIOR = 10
NEWS = ("world news", "wikinews")

Highlight = Callable[[str], list[Suggestion]]
Sets = Mapping[str, list[Text]]
Judged = tuple[Suggestion, bool]


def measure(nlp: Language, aside: Sets, out: Path, seed: int) -> dict[str, Iterator[Judged]]:
    """Measure the pipeline in `out` and the rules alone, and keep the figures where `scoring` looks for them.

    Returns what the scores are to be tried on: all sets, and the news.
    """
    fitted, tried = halves(aside, seed)
    texts, counted, numbers = together(aside), together(fitted), marked(resource("sample", "sample.jsonl"))
    nlp.meta["performance"] = performance(highlighter(nlp), texts, counted, numbers, by_evidence=True)
    srsly.write_json(out / "meta.json", nlp.meta)
    rules = performance(highlighter(rules_pipeline()), texts, counted, numbers, by_evidence=False)
    write_rules({"en": rules, "es": spanish()})
    highlight = highlighter(nlp)
    news = {name: tried[name] for name in NEWS if name in tried}
    return {
        "all sets": judged(highlight, together(tried), scores.JUDGED),
        " and ".join(NEWS): judged(highlight, together(news), scores.JUDGED),
    }


def spanish() -> dict[str, Any]:
    """Measure the Spanish rules on the Spanish articles that were kept aside when they were written."""
    texts = marked(SPANISH)
    return performance(highlighter(rules_pipeline("es")), texts, texts, texts, by_evidence=False)


def write_rules(measured: Mapping[str, Any]) -> None:
    """Keep the figures of rules by language; what others were measured before stays."""
    path = resource("pipelines") / RULES_FILE[-1]
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**before, **measured}, indent=1) + "\n", encoding="utf-8")


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


def together(sets: Sets) -> list[Text]:
    """Return the texts of all sets."""
    return [text for _, texts in sorted(sets.items()) for text in texts]


def marked(file: Path) -> list[Text]:
    """Read articles in Claimdesk's own format with the names and numbers that the first reader of each has marked.

    What is masked as no part of the article is neither right nor wrong.
    """
    texts: dict[str, Text] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("status", "done") != "done" or record["article"] in texts or "annotations" not in record:
            continue
        marks = [mark for mark in record["annotations"] if mark.get("verdict") != "rejected" and "start" in mark]
        names = [(one["start"], one["end"], one["label"]) for one in marks if one["layer"] == "entity"]
        names += [(one["start"], one["end"], MISSING) for one in marks if one["layer"] == "boilerplate"]
        texts[record["article"]] = Text(record["text"], sorted(names), file.name, record["article"])
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


def performance(
    highlight: Highlight, names: list[Text], fitted: list[Text], numbers: list[Text], *, by_evidence: bool
) -> dict[str, Any]:
    """Return spaCy's figures for names and for numbers, and our table, in which names are counted on `fitted`."""
    results = scores.score(highlight, names)
    everything = results.pop("all")
    by_label = {**results, **scores.score(highlight, numbers, NUMBERS)}
    by_label.pop("all")
    return {
        "ents_p": round(everything.precision, 4),
        "ents_r": round(everything.recall, 4),
        "ents_f": round(everything.f1, 4),
        "ents_per_type": {
            label: {"p": round(one.precision, 4), "r": round(one.recall, 4), "f": round(one.f1, 4)}
            for label, one in by_label.items()
        },
        TABLE: {
            **rows(judged(highlight, fitted, scores.JUDGED), by_evidence=by_evidence),
            **rows(judged(highlight, numbers, NUMBERS), by_evidence=False),
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
        # By Laplace's rule of succession, so that nothing is certain that was right in every case that was looked at.
        usual = _drawn(*by_source[ANY], (every[1] + 1) / (every[0] + 2))
        found[label] = {
            source: {"found": count[0], "right": count[1], "p": usual if source == ANY else _drawn(*count, usual)}
            for source, count in sorted(by_source.items(), key=lambda row: (-row[1][0], row[0]))
        }
    return found


def _drawn(found: int, right: int, usual: float) -> float:
    return round((right + PRIOR * usual) / (found + PRIOR), 4)


if __name__ == "__main__":
    write_rules({"es": spanish()})
