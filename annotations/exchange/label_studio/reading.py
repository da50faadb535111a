"""Label Studio's tasks → records: one for each annotation of a task, and for each model that predicted something."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.exchange.foreign import OWN, Foreign, Label, Mark, Relation, mark_with, reconciled
from annotations.exchange.guarding import each
from annotations.exchange.json_streams import items
from annotations.exchange.label_studio.config import BAR, NO, YES, Config, config_for
from annotations.exchange.label_studio.rendering import Rendered
from annotations.exchange.options import Options
from annotations.exchange.own_keys import restored, restored_article
from annotations.exchange.records import Remark
from annotations.exchange.shapes import listed
from annotations.model import Annotator, AnnotatorId, Article, FieldValue, Status

_HTML = ("hypertextlabels", "paragraphlabels")
_SPANS = ("labels", *_HTML)
_MIN = "This is JSON_MIN, which leaves out relations and annotators. Export the full JSON; only the article was taken."


def read(path: Path, options: Options) -> Iterator[Foreign | Label | Remark]:
    """Read tasks one after the other."""
    config: Config | None = None
    for found in items(path, options.encoding):
        if isinstance(found, Remark):
            yield found
            continue
        number, task = found
        place = f"{path}:{number}"
        if not isinstance(task, dict):
            yield Remark(place, "This is not a task: it should be an object with “data”.")
        elif not isinstance(task.get("data"), dict):
            yield from each(place, _minimal, task, place)
        else:
            if config is None:
                config = config_for(path, options.config, _controls(task))
                yield from config.declared()
            yield from each(place, _task, task, config, options, place)


def _minimal(task: Mapping[str, Any], place: str) -> Iterator[Foreign | Remark]:
    regions = [value for value in task.values() if isinstance(value, list)]
    if "annotation_id" in task and isinstance(task.get("text"), str):
        yield Remark(place, _MIN)
        counts = {"tasks": 1, "min_regions": sum(map(len, regions))}
        yield Foreign(Article(text=task["text"]), place=place, counts=counts)
    else:
        yield Remark(place, "This task has no “data”. Export the full JSON of Label Studio.")


def _results(task: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    for kind in ("annotations", "completions", "predictions"):
        found = task.get(kind)
        for work in found if isinstance(found, list) else ():
            if isinstance(work, dict) and isinstance(work.get("result"), list):
                yield work["result"]


def _controls(task: Mapping[str, Any]) -> set[str]:
    results = (item for result in _results(task) for item in result if isinstance(item, dict))
    return {item["from_name"] for item in results if isinstance(item.get("from_name"), str)}


def _task(task: Mapping[str, Any], config: Config, options: Options, place: str) -> Iterator[Foreign | Remark]:
    data = task["data"]
    key = options.columns.get("text") or _text_key(data, config)
    if not isinstance(data.get(key), str):
        yield Remark(place, "This task has no text in its data. Say which key holds it: --column text=KEY.")
        return
    html = any(item.get("type") in _HTML for result in _results(task) for item in result if isinstance(item, dict))
    rendered = Rendered(data[key]) if html else None
    article = _article(data, key, rendered.text if rendered else data[key])
    made = 0
    for work in listed(task, "predictions"):  # first, since what people accepted was derived from them
        if isinstance(work, dict):
            model = Annotator(AnnotatorId(""), str(work.get("model_version") or "prediction"), "machine")
            yield _work(work, article, model, rendered, place, first=not made)
            made += 1
    for work in listed(task, "annotations") or listed(task, "completions"):
        if isinstance(work, dict):
            yield _work(work, article, _annotator(work), rendered, place, first=not made)
            made += 1
    if drafts := listed(task, "drafts"):
        yield Remark(place, f"{len(drafts)} drafts were left out: they are not submitted.")
    if not made:
        yield Foreign(article, place=place, counts={"tasks": 1})


def _text_key(data: Mapping[str, Any], config: Config) -> str:
    """The key that the configuration names, else “text”, else the longest string."""
    if config.text_key in data:
        return config.text_key
    texts = [key for key, value in data.items() if isinstance(value, str)]
    return "text" if "text" in texts else max(texts, key=lambda key: len(data[key]), default="")


def _article(data: Mapping[str, Any], key: str, text: str) -> Article:
    if OWN in data:
        return restored_article(Article(text=text), data[OWN])
    rest = {name: value for name, value in data.items() if name != key}
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
) -> Foreign:
    result = [item for item in listed(work, "result") if isinstance(item, dict)]
    regions = _Regions(result, rendered)
    marks, relations = reconciled(regions.marks(), regions.relations())
    lead = work.get("lead_time")
    foreign = Foreign(
        article,
        annotator,
        _status(work, annotator),
        float(lead) if isinstance(lead, int | float) else 0.0,
        marks,
        relations,
        place,
        quote_wins=rendered is not None,
        counts=regions.counts + Counter(tasks=int(first)),
    )
    return restored(foreign, work.get(OWN))


def _status(work: Mapping[str, Any], annotator: Annotator | None) -> Status:
    if work.get("was_cancelled") is True:
        return "skip"
    return "done" if annotator and annotator.kind != "machine" else "todo"


class _Regions:
    """The marks of one result: what has the same id is one region with its answers."""

    def __init__(self, result: Sequence[Mapping[str, Any]], rendered: Rendered | None) -> None:
        self._rendered = rendered
        self._spans: dict[str, Mapping[str, Any]] = {}
        self._answers: dict[str, dict[str, FieldValue]] = {}
        self._relations: list[Mapping[str, Any]] = []
        self.counts: Counter[str] = Counter()
        for number, item in enumerate(result):
            key = str(item.get("id") or f"item {number}")
            if item.get("type") == "relation":
                self._relations.append(item)
            elif item.get("type") in _SPANS:
                self._spans[key] = item
            else:
                self._answers.setdefault(key, {})[str(item.get("from_name") or "")] = _answer(item)
        for key, answers in self._answers.items():
            self.counts["per_region_values" if key in self._spans else "task_level_values"] += len(answers)

    def marks(self) -> list[Mark]:
        """Regions, then answers about the whole text."""
        found = [mark for key, item in self._spans.items() for mark in self._region(key, item)]
        for key, answers in self._answers.items():
            if key not in self._spans:
                layer = key.rpartition("|")[2].replace(BAR, "|") if "|" in key else ""
                fields = {_plain(name, layer): value for name, value in answers.items()}
                found.append(Mark(key=key.rpartition("|")[0] or key, layer=layer, fields=fields, kind="document"))
        return found

    def _region(self, key: str, item: Mapping[str, Any]) -> Iterator[Mark]:
        value, layer = _value(item), str(item.get("from_name") or "")
        labels: list[Any] = next((value[kind] for kind in _SPANS if isinstance(value.get(kind), list)), [])
        fields = {_plain(name, layer): answer for name, answer in self._answers.get(key, {}).items()}
        part, quote = self._place(value)
        mark = Mark(key, layer, "", (part,), quote, fields)
        meta = item.get("meta")
        for number, label in enumerate(labels or [""]):
            named = mark._replace(key=key if number == 0 else f"{key}/{number + 1}", label=str(label))
            yield mark_with(named, meta.get(OWN)) if isinstance(meta, dict) else named

    def _place(self, value: Mapping[str, Any]) -> tuple[tuple[int, int], str | None]:
        quote = value.get("text")
        quote = quote if isinstance(quote, str) else None
        where = value.get("globalOffsets") if self._rendered is not None else value
        start, end = (where.get("start"), where.get("end")) if isinstance(where, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int):
            return (-1, -1), quote
        if self._rendered is None:
            return (start, end), quote
        place = self._rendered.position(start, end=False), self._rendered.position(end, end=True)
        return place, quote.replace("\\n", "\n") if quote else quote

    def relations(self) -> list[Relation]:
        """Relations, in the direction that they have."""
        found = []
        for item in self._relations:
            ends = str(item.get("from_id") or ""), str(item.get("to_id") or "")
            source, target = reversed(ends) if item.get("direction") == "left" else ends
            labels = item.get("labels") if isinstance(item.get("labels"), list) else []
            found += [Relation(source, target, str(name)) for name in labels or [""]]
        return found


def _plain(name: str, layer: str) -> str:
    """The name of a question without that of its layer, which our configurations put before it."""
    return name.removeprefix(f"{layer}_") if layer else name


def _value(item: Mapping[str, Any]) -> Mapping[str, Any]:
    value = item.get("value")
    return value if isinstance(value, dict) else {}


def _answer(item: Mapping[str, Any]) -> FieldValue:
    value = _value(item)
    given = value.get(str(item.get("type")), value.get("text"))
    if isinstance(given, list):
        words = ["/".join(map(str, one)) if isinstance(one, list) else str(one) for one in given]
        separator = "\n" if item.get("type") == "textarea" else ", "
        joined = separator.join(words)
        return {YES: True, NO: False}.get(joined, joined) if item.get("type") == "choices" else joined
    return given if isinstance(given, str | int | float | bool) else str(given or "")
