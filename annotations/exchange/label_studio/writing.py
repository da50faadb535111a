"""Write records as Label Studio tasks, with the labelling configuration as a second file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.claimdesk_keys import article_extras, record_extras
from annotations.exchange.external import OWN, extras, relations_of
from annotations.exchange.files import written_whole
from annotations.exchange.label_studio.config import BAR, NO, TEXT, YES, config_xml, control
from annotations.exchange.options import Options
from annotations.exchange.records import Record, by_article
from annotations.model import Annotation, FieldValue
from annotations.scheme import Scheme


def config_path(path: Path) -> Path:
    """The path of an export's configuration."""
    return path.with_suffix(".config.xml")


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one task per article with everyone's work, and the configuration next to it."""
    count = 0
    with written_whole(path) as file:
        file.write(b"[\n")
        for number, group in enumerate(by_article(records), 1):
            file.write(b",\n" if number > 1 else b"")
            file.write(orjson.dumps(_task(number, group, scheme)))
            count += len(group)
        file.write(b"\n]\n")
    with written_whole(config_path(path)) as file:
        file.write(config_xml(scheme).encode())
    return count


def _task(number: int, group: Sequence[Record], scheme: Scheme) -> dict[str, Any]:
    article = group[0].article
    said = {key: value for key in ("title", "source", "url", "published") if (value := getattr(article, key))}
    task: dict[str, Any] = {"id": number, "data": {TEXT: article.text, **said, OWN: article_extras(article)}}
    task["annotations"], task["predictions"] = [], []
    for record in group:
        who = record.annotator
        if who is None:
            continue
        work: dict[str, Any] = {"result": list(_result(record, scheme)), OWN: _own(record)}
        if who.kind == "machine":
            task["predictions"].append({"model_version": f"{who.name} {who.version}".strip(), **work})
        else:
            work |= {"completed_by": {"email": who.name}, "was_cancelled": record.status == "skip"}
            work |= {"ground_truth": who.kind == "gold", "lead_time": record.seconds or None}
            task["annotations"].append({"id": len(task["annotations"]) + 1, **_times(record), **work})
    return task


def _times(record: Record) -> dict[str, str]:
    """The times of the first annotation and the last change, if known for all of them."""
    times = [(a.created, a.updated or a.created) for a in record.annotations]
    if not times or not all(created for created, _ in times):
        return {}
    return {"created_at": min(created for created, _ in times), "updated_at": max(updated for _, updated in times)}


def _own(record: Record) -> dict[str, Any]:
    """Data without a control: rejected suggestions, and document data that is not an answer."""
    others = [a if _hidden(a) else a._replace(fields={}) for a in record.annotations if a.start is None or _hidden(a)]
    own = record_extras(record, others)
    del own["article"]
    return own


def _hidden(annotation: Annotation) -> bool:
    return annotation.verdict == "rejected"


def _result(record: Record, scheme: Scheme) -> Iterator[dict[str, Any]]:
    shown = [annotation for annotation in record.annotations if not _hidden(annotation)]
    for a in shown:
        place: dict[str, Any] = {} if a.start is None else {"start": a.start, "end": a.end, "text": a.quote}
        key = a.id if a.start is not None else f"{a.id}|{a.layer.replace('|', BAR)}"
        common = {"id": key, "to_name": TEXT, "origin": "manual"}
        if place:
            value = {**place, "labels": [a.label or a.layer]}
            own = {OWN: extras(a._replace(fields={}))}
            yield {**common, "from_name": a.layer, "type": "labels", "value": value, "meta": own}
        for name, answer in a.fields.items():
            yield {**common, "from_name": control(a.layer, name), **_answer(scheme, a.layer, name, answer, place)}
    spans = [a for a in shown if a.start is not None]
    for relation in relations_of(spans):
        ends = {"from_id": relation.source, "to_id": relation.target}
        yield {**ends, "type": "relation", "direction": "right", "labels": [relation.label]}


def _answer(scheme: Scheme, layer: str, name: str, answer: FieldValue, place: dict[str, Any]) -> dict[str, Any]:
    field = scheme.layer(layer).field(name)
    if field is not None and field.kind == "text":
        return {"type": "textarea", "value": {**place, "text": [answer]}}
    words = (YES if answer else NO) if isinstance(answer, bool) else str(answer)
    return {"type": "choices", "value": {**place, "choices": [words]}}
