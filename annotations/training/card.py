"""The card of a dataset: its content, annotators, agreement, limits, and how to train on it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from annotations.agreement.records import Figure
from annotations.display import many
from annotations.exchange.records import Record, by_article
from annotations.model import IMPLICIT
from annotations.scheme import Scheme
from annotations.training.running import BASELINE_LINE, SPACY_LINE
from annotations.training.tasks import Task, examples, marks_of, same_claims

UNKNOWN = "unknown"
NO_LICENCE = "Not stated. The texts belong to their publishers; ask before sharing."


def card(manifest: Mapping[str, Any], scheme: Scheme, task: Task | None, records: Iterable[Record]) -> str:
    """A card in Markdown, with the header that tells Hugging Face's datasets the files of each split."""
    people, figure = _looked_at(task, records)
    order = manifest["order"]
    lines = [*_head(manifest), f"# {scheme.title}" + (f": {task.name}" if task else ""), ""]
    lines += [
        f"Created by Claimdesk {manifest['version']} on {manifest['made'][:10]}, "
        f"scheme {scheme.name} {scheme.version}.",
        "",
    ]
    head = ("split", "articles", "records", "annotations", "confirmed", "examples")
    lines += _table(head, _counts(manifest), (1, 2, 3, 4, 5))
    lines += ["Confirmed: annotations that were only confirmed by finishing the article, not decided one by one.", ""]
    if task is not None:
        lines += ["## Labels", "", *_table(("label", *manifest["splits"]), _labels(manifest), range(1, 9))]
    lines += [
        "## Annotators",
        "",
        *(f"- {name}: {many(count, 'record')}" for name, count in sorted(people.items())),
        "",
    ]
    lines += ["## Agreement", "", figure, ""]
    lines += ["## Splits", "", _split_sentence(manifest), ""]
    lines += [
        "## Licence",
        "",
        order["licence"] or NO_LICENCE,
        "",
    ]
    lines += ["## What is left out", "", *_left_out(task, manifest), ""]
    if task is not None:
        lines += ["## Training", "", *_training(task, order), ""]
    lines += ["`claimdesk verify .` checks this folder: hashes, texts, spans, labels, ids, splits and counts.", ""]
    return "\n".join(lines)


def _head(manifest: Mapping[str, Any]) -> list[str]:
    """The header for Hugging Face: the licence and the file of each split."""
    order = manifest["order"]
    suffix = ".jsonl" if order["format"] in ("jsonl", "huggingface", "prodigy") else ""
    folder = "" if manifest["task"] else "records/"
    lines = ["---", f"license: {order['licence'] or UNKNOWN}"]
    if suffix:
        names = {"dev": "validation"}
        lines += ["configs:", "- config_name: default", "  data_files:"]
        for name in manifest["splits"]:
            lines += [f"  - split: {names.get(name, name)}", f"    path: {folder}{name}{suffix}"]
    return [*lines, "---", ""]


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]], right: Iterable[int]) -> list[str]:
    numeric = set(right)
    rule = ["---:" if at in numeric else "---" for at in range(len(head))]
    return [f"| {' | '.join(map(str, row))} |" for row in (head, rule, *rows)] + [""]


def _counts(manifest: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    kinds = ("articles", "records", "annotations", "confirmed", "examples")
    return [(name, *(f"{found.get(kind, 0):,}" for kind in kinds)) for name, found in manifest["splits"].items()]


def _labels(manifest: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    splits = manifest["splits"].values()
    return [(label, *(f"{found.get(f'label:{label}', 0):,}" for found in splits)) for label in manifest["labels"]]


def _split_sentence(manifest: Mapping[str, Any]) -> str:
    order, leak = manifest["order"], manifest["leak"]
    if order["random_split"]:
        told_leak = (
            f"{many(leak['groups'], 'group')} of copies ({many(leak['articles'], 'article')}) in more than one split"
        )
        return f"{order['shares']} by article at random, seed {order['seed']}, as requested: {told_leak}."
    strata = f", balanced by {order['stratify']}" if order["stratify"] else ""
    by_group = f"{order['shares']} by group of near-duplicate articles{strata}, seed {order['seed']}"
    return f"{by_group}. No group is in two splits."


def _left_out(task: Task | None, manifest: Mapping[str, Any]) -> list[str]:
    order, blanks = manifest["order"], manifest["blanks"]
    lines = [] if order["unfinished"] else ["- articles that an annotator has not finished"]
    if task is not None:
        lines.append(f"- everything other than {task.name}, from the examples; `records/` has everything")
        if blanks.get("trimmed"):
            lines.append(f"- white space at the ends of marks: {blanks['trimmed']:,}")
        if blanks.get("dropped"):
            lines.append(f"- marks that are only white space: {blanks['dropped']:,}")
    return lines or ["Nothing."]


def _training(task: Task, order: Mapping[str, Any]) -> list[str]:
    if order["format"] == "spacy":
        use = "`claimdesk highlight FILE --pipeline model/model-best` then uses it for suggestions in a project"
        choice = "you can also choose it in Preferences → Pipelines"
        return [f"    {SPACY_LINE}", *(["", f"{use}; {choice}."] if task.name == "ner" else [])]
    if task.kind in ("choice", "sentences") and order["format"] in ("jsonl", "huggingface"):
        return [f"    {BASELINE_LINE}"]
    return ["Any trainer that reads these files."]


# -- agreement


def _looked_at(task: Task | None, records: Iterable[Record]) -> tuple[Counter[str], str]:
    """The number of records of each annotator, and their agreement on the task."""
    people: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    common = alone = decisions = confirmed = 0
    for group in by_article(records):
        people.update(record.annotator.name for record in group if record.annotator)
        if task is None or len(group) < 2:
            continue
        for record in group:
            found = marks_of(task, record) if record.annotator and record.annotator.kind != "machine" else []
            decisions += len(found)
            confirmed += sum(one.how == IMPLICIT for one in found)
        if task.kind == "choice":
            claims = same_claims(task, group)
            rows += [{_name(record): a.fields[task.field] for a, record in claim} for claim in claims if len(claim) > 1]
        elif task.kind == "sentences":
            by_person = [[e["label"] for e in examples(task, [record])] for record in group]
            names = [_name(record) for record in group]
            rows += [dict(zip(names, said, strict=True)) for said in zip(*by_person, strict=True)]
        else:
            spans = [_spans(task, record) for record in group]
            for one, other in combinations(spans, 2):
                common += 2 * len(one & other)
                alone += len(one ^ other)
    caution = Figure("", decisions=decisions, confirmed=confirmed).caution
    return people, " ".join(filter(None, (_sentence(task, people, rows, common, alone), caution)))


def _name(record: Record) -> str:
    return record.annotator.name if record.annotator else ""


def _spans(task: Task, record: Record) -> set[tuple[Any, ...]]:
    found = examples(task, [record])
    return {(span["start"], span["end"], span["label"]) for example in found for span in example["spans"]}


def _sentence(task: Task | None, people: Counter[str], rows: list[dict[str, Any]], common: int, alone: int) -> str:
    if task is None:
        return "See `claimdesk agreement`."
    if common or alone:
        return f"F1 on exact spans over all pairs of annotators: {common / (common + alone):.3f}."
    if not rows:
        return "No article was done by two annotators, so agreement cannot be measured."
    from annotations.agreement.figures import figure_of_ratings
    from annotations.agreement.ratings import ratings

    names = sorted(people)
    figure = figure_of_ratings("krippendorff_alpha", ratings([[row.get(name) for name in names] for row in rows]))
    value = "undefined" if figure.value is None else f"{figure.value:.3f}"
    return f"Krippendorff's alpha (nominal) over {len(rows):,} items that two or more annotators labelled: {value}."
