"""Turn Label Studio tasks into records: one for each annotation of a task and each model's predictions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.display import many
from annotations.exchange.claimdesk_keys import restored, restored_article
from annotations.exchange.entries import kept_as_metadata
from annotations.exchange.external import OWN, ExternalLabel, ExternalRecord, reconciled
from annotations.exchange.guarding import each
from annotations.exchange.json_streams import items
from annotations.exchange.label_studio.config import Config, config_for
from annotations.exchange.label_studio.regions import HTML, Regions
from annotations.exchange.label_studio.rendering import Rendered
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.spans import shown
from annotations.exchange.times import as_text
from annotations.model import Annotator, AnnotatorId, Article, Status

_MIN = "JSON_MIN lacks relations and annotators, so only the article was imported. Export the full JSON instead."


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    """Read tasks one by one, or the labels and choices of a configuration."""
    if path.suffix.lower() == ".xml":
        yield from config_for(path, path, set()).declared()
        return
    config: Config | None = None
    for found in items(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
            continue
        number, task = found
        place = f"{path}:{number}"
        if not isinstance(task, dict):
            yield ImportNote(place, "This is not a task: it should be an object with “data”.")
        elif not isinstance(task.get("data"), dict):
            yield from each(place, _minimal, task, place)
        else:
            if config is None:
                config = config_for(path, options.config, _controls(task))
                yield from config.declared()
            yield from each(place, _task, task, config, options, place)


def _minimal(task: Mapping[str, Any], place: str) -> Iterator[ExternalRecord | ImportNote]:
    regions = [value for value in task.values() if isinstance(value, list)]
    if "annotation_id" in task and isinstance(task.get("text"), str):
        yield ImportNote(place, _MIN)
        counts = {"tasks": 1, "min_regions": sum(map(len, regions))}
        yield ExternalRecord(Article(text=task["text"]), place=place, counts=counts)
    else:
        yield ImportNote(place, "This task has no “data”. Export the full JSON from Label Studio.")


def _results(task: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    for kind in ("annotations", "completions", "predictions"):
        found = task.get(kind)
        for work in found if isinstance(found, list) else ():
            if isinstance(work, dict) and isinstance(work.get("result"), list):
                yield work["result"]


def _controls(task: Mapping[str, Any]) -> set[str]:
    results = (item for result in _results(task) for item in result if isinstance(item, dict))
    return {item["from_name"] for item in results if isinstance(item.get("from_name"), str)}


def _task(
    task: Mapping[str, Any], config: Config, options: Options, place: str
) -> Iterator[ExternalRecord | ImportNote]:
    data = task["data"]
    key = options.columns.get("text") or _text_key(data, config)
    if not isinstance(data.get(key), str):
        yield ImportNote(place, "This task has no text in its data. Name its key with --column text=KEY.")
        return
    html = any(item.get("type") in HTML for result in _results(task) for item in result if isinstance(item, dict))
    rendered = Rendered(data[key]) if html else None
    article = _article(task, key, rendered.text if rendered else data[key])
    if OWN not in data:
        yield from (
            ImportNote(place, message) for message in kept_as_metadata({k: v for k, v in data.items() if k != key})
        )
    made = 0
    for kind in ("predictions", "annotations" if task.get("annotations") else "completions"):
        # Predictions come first, because people's accepted regions derive from them.
        for work in _works(task, kind):
            if isinstance(work, ImportNote):
                yield work._replace(place=place)
                continue
            model = Annotator(AnnotatorId(""), str(work.get("model_version") or "prediction"), "machine")
            who = model if kind == "predictions" else _annotator(work)
            yield _work(work, article, who, rendered, place, first=not made)
            made += 1
    drafts = task.get("drafts")
    if isinstance(drafts, list) and drafts:
        found = many(len(drafts), "unsubmitted draft was", "unsubmitted drafts were")
        yield ImportNote(place, f"{found} left out.")
    if not made:
        yield ExternalRecord(article, place=place, counts={"tasks": 1})


def _works(task: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any] | ImportNote]:
    """The results of a task with their metadata."""
    found = task.get(kind)
    if found is not None and not isinstance(found, list):
        yield ImportNote("", f"“{kind}” was left out: it is not a list ({shown(found)}).")
    for number, work in enumerate(found if isinstance(found, list) else (), 1):
        if isinstance(work, dict):
            yield work
        else:
            yield ImportNote("", f"Entry {number} of “{kind}” was left out: it is not an object ({shown(work)}).")


def _text_key(data: Mapping[str, Any], config: Config) -> str:
    """The key that the configuration names, else “text”, else the longest string."""
    if config.text_key in data:
        return config.text_key
    texts = [key for key, value in data.items() if isinstance(value, str)]
    return "text" if "text" in texts else max(texts, key=lambda key: len(data[key]), default="")


def _article(task: Mapping[str, Any], key: str, text: str) -> Article:
    data = task["data"]
    if OWN in data:
        return restored_article(Article(text=text), data[OWN])
    about = task.get("meta")
    rest = {name: value for name, value in data.items() if name != key} | (about if isinstance(about, dict) else {})
    said = {name: rest.pop(name) for name in ("title", "source", "url") if isinstance(rest.get(name), str)}
    return Article(text=text, meta=rest, **said)


def _annotator(work: Mapping[str, Any]) -> Annotator | None:
    who = work.get("completed_by")
    if isinstance(who, dict):
        full = " ".join(str(who[key]) for key in ("first_name", "last_name") if who.get(key))
        who = who.get("email") or full or who.get("id")
    kind = "gold" if work.get("ground_truth") is True else "person"
    if who in (None, ""):
        return None
    return Annotator(AnnotatorId(""), f"user {who}" if isinstance(who, int) else str(who), kind)  # type: ignore[arg-type]


def _work(
    work: Mapping[str, Any],
    article: Article,
    annotator: Annotator | None,
    rendered: Rendered | None,
    place: str,
    *,
    first: bool,
) -> ExternalRecord:
    created = as_text(work.get("created_at"))
    regions = Regions(work.get("result"), rendered, (created, as_text(work.get("updated_at")) or created))
    marks, relations = reconciled(regions.marks(), regions.relations())
    lead = work.get("lead_time")
    foreign = ExternalRecord(
        article,
        annotator,
        _status(work, annotator),
        float(lead) if isinstance(lead, int | float) else 0.0,
        marks,
        relations,
        place,
        quote_wins=rendered is not None,
        counts=regions.counts + Counter(tasks=int(first)),
        lost=tuple(regions.lost),
    )
    return restored(foreign, work.get(OWN))


def _status(work: Mapping[str, Any], annotator: Annotator | None) -> Status:
    if work.get("was_cancelled") is True:
        return "skip"
    return "done" if annotator and annotator.kind != "machine" else "todo"
