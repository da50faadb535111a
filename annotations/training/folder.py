"""A folder of training data: records and examples by split, the scheme, the groups, a card, and a manifest.

It is written under a temporary name, read back and checked, and only then renamed: an export that fails its own check
never appears.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import orjson

import annotations
from annotations.errors import ExportFailed
from annotations.exchange import jsonl
from annotations.exchange.archives import SUFFIX as ZIP
from annotations.exchange.archives import zipped
from annotations.exchange.conversion import write_records
from annotations.exchange.files import folder_written_whole
from annotations.exchange.formats import check_folder_name, format_named
from annotations.exchange.records import Record, by_article, is_done
from annotations.model import IMPLICIT
from annotations.scheme import Scheme, scheme_to_json
from annotations.training.card import card
from annotations.training.groups import article_groups
from annotations.training.running import spacy_config
from annotations.training.splits import Splits, shares, split_at_random, split_by_group
from annotations.training.tasks import Task, blank_counts, examples, task_named
from annotations.training.verifying import GROUPS, MANIFEST, RECORDS, SCHEME, findings
from annotations.training.views import VIEWS, labels_of


class Order(NamedTuple):
    """The request: shares of the splits, a task and the form of its files, or a format for whole records.

    `stratify` is a field of the scheme whose answers are balanced over the splits. `soft` exports one distribution over
    all annotators. `unfinished` includes articles that are not done.
    """

    shares: str = "80/10/10"
    task: str = ""
    format: str = "jsonl"
    seed: int = 0
    stratify: str = ""
    random_split: bool = False
    soft: bool = False
    unfinished: bool = False
    pseudonyms: bool = False
    licence: str = ""


def write_folder(out: Path, again: Callable[[], Iterator[Record]], scheme: Scheme, order: Order) -> dict[str, Any]:
    """Write training data and check it. Return the manifest. `again` yields the records each time it is called.

    Raises ExportFailed if there is nothing finished to export, or if the result fails the check.
    """
    task = task_named(scheme, order.task) if order.task else None
    if task is not None and order.format not in VIEWS:
        raise ExportFailed(f"Tasks cannot be exported as {order.format}. Choose one of: {', '.join(VIEWS)}.")

    def chosen() -> Iterator[Record]:
        found = (_pseudonymous(r) if order.pseudonyms else r for r in again() if r.annotator is not None)
        return (record for record in found if order.unfinished or is_done(record))

    check_folder_name(out, "labelled data with splits")
    splits, groups = _splits(chosen, order, scheme)
    with zipped(out) if out.suffix.lower() == ZIP else folder_written_whole(out) as part:
        counts = _write_records(part, chosen(), splits)
        labels = _write_examples(part, chosen(), splits, task, order)
        if task is None and order.format != "jsonl":
            _write_format(part, chosen, splits, scheme, order)
        lines = (f"{key}\t{group}\t{splits.of[key]}\n" for key, group in groups.items())
        (part / GROUPS).write_text("".join(lines), encoding="utf-8")
        (part / SCHEME).write_text(scheme_to_json(scheme), encoding="utf-8")
        if order.format == "spacy" and task is not None:
            (part / "config.cfg").write_text(spacy_config(task, _language(chosen())), encoding="utf-8")
        manifest = _manifest(scheme, order, splits, counts, labels, task)
        manifest["blanks"] = dict(blank_counts(task, chosen())) if task is not None else {}
        (part / "README.md").write_text(card(manifest, scheme, task, chosen()), encoding="utf-8")
        manifest["files"] = file_entries(part)
        (part / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        wrong = list(findings(part))
        if wrong:
            raise ExportFailed(f"The export failed its own check and was deleted: {wrong[0].sentence}")
    return manifest


def _splits(chosen: Callable[[], Iterator[Record]], order: Order, scheme: Scheme) -> tuple[Splits, dict[str, str]]:
    parts = shares(order.shares)
    if order.stratify and not any(layer.field(order.stratify) for layer in scheme.layers):
        raise ExportFailed(f"The scheme {scheme.name} has no field “{order.stratify}” to stratify by.")
    strata: dict[str, Counter[str]] = {}

    def articles() -> Iterator[tuple[str, str]]:
        for record in chosen():
            said = (str(a.fields[order.stratify]) for a in record.annotations if order.stratify in a.fields)
            strata.setdefault(record.article.id, Counter()).update(said if order.stratify else ())
            yield record.article.id, record.article.text

    groups = article_groups(articles())
    if not groups:
        raise ExportFailed("There are no finished articles to export. Mark some as done, or add --unfinished.")
    if order.random_split:
        return split_at_random(groups, parts, order.seed), groups
    most = {key: counts.most_common(1)[0][0] for key, counts in strata.items() if counts}
    return split_by_group(groups, most, parts, order.seed), groups


def _pseudonymous(record: Record) -> Record:
    """The record with its annotator replaced by a stable code that reveals nothing."""
    who = record.annotator
    if who is None or who.kind == "machine":
        return record
    name = "annotator-" + hashlib.sha256(who.id.encode()).hexdigest()[:8]
    return record._replace(annotator=who._replace(name=name))


def _write_records(part: Path, records: Iterable[Record], splits: Splits) -> dict[str, Counter[str]]:
    """Write the records, which everything else is checked against."""
    (part / RECORDS).mkdir()
    counts = {name: Counter[str]() for name in splits.names}
    with ExitStack() as stack:
        files = {n: stack.enter_context((part / RECORDS / f"{n}.jsonl").open("wb")) for n in splits.names}
        for group in by_article(records):
            name = splits.of[group[0].article.id]
            counts[name]["articles"] += 1
            for record in group:
                files[name].write(jsonl.line(record))
                counts[name]["records"] += 1
                counts[name]["annotations"] += len(record.annotations)
                counts[name]["confirmed"] += sum(one.how == IMPLICIT for one in record.annotations)
    return counts


def _write_examples(
    part: Path, records: Iterable[Record], splits: Splits, task: Task | None, order: Order
) -> dict[str, Counter[str]]:
    """Write the examples of a task by split. Return the count of each label."""
    labels = {name: Counter[str]() for name in splits.names}
    if task is None:
        return labels
    view = VIEWS[order.format]
    with ExitStack() as stack:
        language = ""
        writers: dict[str, Callable[[dict[str, Any]], None]] = {}
        for group in by_article(records):
            if not writers:
                language = group[0].article.language
                opened = {n: view.open(part / f"{n}{view.suffix}", task, language) for n in splits.names}
                writers = {n: stack.enter_context(made) for n, made in opened.items()}
            name = splits.of[group[0].article.id]
            for example in examples(task, group, soft=order.soft):
                writers[name](example)
                labels[name]["examples"] += 1
                labels[name].update(f"label:{label}" for label in labels_of(example))
    return labels


def _write_format(
    part: Path, chosen: Callable[[], Iterator[Record]], splits: Splits, scheme: Scheme, order: Order
) -> None:
    known = format_named(order.format)
    for name in splits.names:
        suffix = "" if known.folder else known.suffixes[0]
        found = (record for record in chosen() if splits.of[record.article.id] == name)
        write_records(part / f"{name}{suffix}", found, scheme, known)


def _language(records: Iterator[Record]) -> str:
    return next((record.article.language for record in records), "")


def _manifest(
    scheme: Scheme,
    order: Order,
    splits: Splits,
    counts: dict[str, Counter[str]],
    labels: dict[str, Counter[str]],
    task: Task | None,
) -> dict[str, Any]:
    return {
        "program": "claimdesk",
        "version": annotations.__version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "scheme": {"name": scheme.name, "version": scheme.version},
        "order": order._asdict(),
        "task": task.name if task else "",
        "labels": list(task.labels) if task else [],
        "splits": {name: {**counts[name], **labels[name]} for name in splits.names},
        "leak": {"groups": splits.leaking_groups, "articles": splits.leaking_articles},
    }


def file_entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The size and SHA-256 of every file in a folder except the manifest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder).as_posix()): _entry(path) for path in files if not path.name.startswith(".")}


def _entry(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
