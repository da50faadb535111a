"""Views of the records for machine-learning tasks: names, spans, answers about claims, sentences, speakers.

Nothing here knows the default scheme. Names are the first layer of labels that never overlap, claims are the first
layer whose annotations have a speaker, and any choice about claims is a task with its name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from annotations.errors import ExportFailed
from annotations.exchange.claim_review import speaker_of
from annotations.exchange.records import Record
from annotations.exchange.shown import has_blank_edges, is_blank, shown_spans, shown_words, without_blanks
from annotations.exchange.spacy_writing import names_layer
from annotations.language.sentences import sentences
from annotations.model import Annotation
from annotations.scheme import Layer, Scheme

Example = dict[str, Any]
Kind = Literal["names", "spans", "choice", "sentences", "speaker"]
CLAIM, NO_CLAIM, SPEAKER = "claim", "none", "speaker"
SAME = 0.5  # minimum intersection over union for two annotators' claims to count as one


class Task(NamedTuple):
    """A task: its name, the kind of view, its layers and field, and its labels."""

    name: str
    kind: Kind
    layers: tuple[Layer, ...]
    field: str
    labels: tuple[str, ...]


def task_names(scheme: Scheme) -> list[str]:
    """The tasks that a scheme supports."""
    names = ["ner"] * (names_layer(scheme) is not None) + ["spancat"]
    claims = _claims(scheme)
    if claims is None:
        return names
    choices = [_task_of(field.name) for field in claims.fields if field.kind == "choice"]
    return [*names, *choices, "claim-detection", "attribution"]


def task_named(scheme: Scheme, name: str) -> Task:
    """Find a task by name. Raises ExportFailed with the available ones."""
    spans = tuple(layer for layer in scheme.layers if layer.kind == "span" and not layer.masks)
    names, claims = names_layer(scheme), _claims(scheme)
    if name == "ner" and names is not None:
        return Task(name, "names", (names,), "", tuple(value.name for value in names.labels))
    if name == "spancat" and spans:
        labels = (value for layer in spans for value in ([v.name for v in layer.labels] or [layer.name]))
        return Task(name, "spans", spans, "", tuple(dict.fromkeys(labels)))
    if claims is not None and name == "claim-detection":
        return Task(name, "sentences", (claims,), "", (CLAIM, NO_CLAIM))
    if claims is not None and name == "attribution":
        return Task(name, "speaker", (claims,), "", (CLAIM, SPEAKER))
    choices = [field for field in claims.fields if field.kind == "choice"] if claims else []
    named = [field for field in choices if field.name == name] or [f for f in choices if _task_of(f.name) == name]
    field = named[0] if named else None
    if claims is not None and field is not None:
        return Task(name, "choice", (claims,), field.name, tuple(value.name for value in field.values))
    raise ExportFailed(f"The scheme {scheme.name} has no task “{name}”: choose from {', '.join(task_names(scheme))}.")


def _task_of(field: str) -> str:
    return field.replace("_", "-")


def _claims(scheme: Scheme) -> Layer | None:
    return next((layer for layer in scheme.layers if layer.kind == "span" and speaker_of(layer)), None)


def examples(task: Task, records: Sequence[Record], *, soft: bool = False) -> Iterator[Example]:
    """The examples of one article: for each annotator, or with `soft` one distribution over all of them."""
    if soft:
        yield from _soft(task, records)
        return
    for record in records:
        who = record.annotator.name if record.annotator else ""
        for example in _examples(task, record):
            yield {**example, "annotator": who}


def _examples(task: Task, record: Record) -> Iterator[Example]:
    article, marks = record.article, marks_of(task, record)
    if task.kind in ("names", "spans"):
        spans = [_span(a) for a in marks]
        yield {"id": f"{article.id}/{_who(record)}", "article": article.id, "text": article.text, "spans": spans}
    elif task.kind == "sentences":
        for start, end in sentences(article.text):
            found = any((a.start or 0) < end and start < (a.end or 0) for a in marks)
            key = f"{article.id}/{_who(record)}/{start}"
            place = {"start": start, "end": end, "text": article.text[start:end]}
            yield {"id": key, "article": article.id, **place, "label": CLAIM if found else NO_CLAIM}
    else:
        there = {a.id: a for a in record.annotations}
        for a in marks:
            if task.kind == "speaker":
                yield _attribution(task, record, a, there)
            elif a.fields.get(task.field):
                yield {**_claim(a, task.layers[0], record, there), "label": a.fields[task.field]}


def _who(record: Record) -> str:
    return record.annotator.name if record.annotator else ""


def marks_of(task: Task, record: Record) -> list[Annotation]:
    """The marks of a task, in order, without white space at their ends, which trainers reject."""
    layers = {layer.name for layer in task.layers}
    found = shown_words(a for a in record.annotations if a.layer in layers)
    return sorted(found, key=lambda a: (a.start or 0, a.end or 0, a.id))


def blank_counts(task: Task, records: Iterable[Record]) -> Counter[str]:
    """How many marks of a task are `trimmed` of white space, and how many are only white space and `dropped`."""
    layers = {layer.name for layer in task.layers}
    shown = [a for record in records for a in shown_spans(record.annotations) if a.layer in layers]
    return +Counter(trimmed=sum(map(has_blank_edges, shown)), dropped=sum(map(is_blank, shown)))


def _span(a: Annotation) -> dict[str, Any]:
    return {"start": a.start, "end": a.end, "label": a.label or a.layer, "text": a.quote}


def _claim(a: Annotation, layer: Layer, record: Record, there: Mapping[Any, Annotation]) -> Example:
    """A claim with the words that it links to. `input` is the claim and its target, without the speaker."""
    words = {role: said for role in a.links if (said := _words(a, role, there))}
    speaker = speaker_of(layer)
    about = [said for role, said in words.items() if speaker is None or role != speaker.name]
    place = {"start": a.start, "end": a.end, "text": a.quote}
    return {"id": a.id, "article": record.article.id, **place, "links": words, "input": " | ".join([a.quote, *about])}


def _words(a: Annotation, role: str, there: Mapping[Any, Annotation]) -> str:
    link = a.links[role]
    target = there.get(link.annotation)
    return link.text.strip() or (target.quote.strip() if target else "")


def _attribution(task: Task, record: Record, a: Annotation, there: Mapping[Any, Annotation]) -> Example:
    """A claim in its article, with the span of its speaker, or the words if there is no span."""
    role = speaker_of(task.layers[0])
    link = a.links.get(role.name) if role else None
    target = there.get(link.annotation) if link else None
    spans = [{**_span(a), "label": CLAIM}]
    speaker = without_blanks(target) if target is not None and target.start is not None else None
    if speaker is not None:
        spans.append({**_span(speaker), "label": SPEAKER})
    words = _words(a, role.name, there) if role and link else ""
    return {"id": a.id, "article": record.article.id, "text": record.article.text, "spans": spans, "speaker": words}


# -- several annotators in one


def _soft(task: Task, records: Sequence[Record]) -> Iterator[Example]:
    if task.kind == "speaker":
        raise ExportFailed(
            "Speakers cannot be exported as a distribution. Leave out --soft, or export the gold annotations."
        )
    if task.kind == "choice":
        yield from _soft_choices(task, records)
        return
    per_annotator = [list(_examples(task, record)) for record in records]
    for together in zip(*per_annotator, strict=True):
        first = {key: value for key, value in together[0].items() if key not in ("label", "spans")}
        first |= {"id": first["id"].replace(f"/{_who(records[0])}", "/all", 1), "annotators": len(records)}
        if task.kind == "sentences":
            yield {**first, **_distribution(task, [example["label"] for example in together])}
        else:
            said = Counter(tuple(span.items()) for example in together for span in example["spans"])
            spans = [{**dict(span), "share": round(count / len(records), 4)} for span, count in sorted(said.items())]
            yield {**first, "spans": spans}


def _distribution(task: Task, said: Sequence[Any]) -> dict[str, Any]:
    """The share of each label, and the most frequent one. On a tie, the first in the scheme wins."""
    counts = Counter(said)
    label = max(task.labels, key=lambda name: counts[name])
    return {
        "label": label,
        "labels": {name: round(counts[name] / len(said), 4) for name in task.labels if counts[name]},
    }


def same_claims(task: Task, records: Sequence[Record]) -> list[list[tuple[Annotation, Record]]]:
    """The claims of one article with an answer. Claims that several annotators marked alike are one."""
    claims: list[list[tuple[Annotation, Record]]] = []
    for record in records:
        for a in marks_of(task, record):
            if a.fields.get(task.field):
                known = (c for c in claims if _overlap(c[0][0], a) >= SAME and all(r is not record for _, r in c))
                claim = next(known, None)
                if claim is None:
                    claims.append([(a, record)])
                else:
                    claim.append((a, record))
    return claims


def _soft_choices(task: Task, records: Sequence[Record]) -> Iterator[Example]:
    """One example for each claim that anyone marked."""
    for claim in same_claims(task, records):
        a, record = claim[0]
        said = [mark.fields[task.field] for mark, _ in claim]
        there = {mark.id: mark for mark in record.annotations}
        yield {**_claim(a, task.layers[0], record, there), **_distribution(task, said), "annotators": len(claim)}


def _overlap(one: Annotation, other: Annotation) -> float:
    """Intersection over union of two spans, in code points."""
    first, second = (one.start or 0, one.end or 0), (other.start or 0, other.end or 0)
    common = min(first[1], second[1]) - max(first[0], second[0])
    return common / (max(first[1], second[1]) - min(first[0], second[0])) if common > 0 else 0.0
