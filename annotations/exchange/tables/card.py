"""The card of a Hugging Face dataset: features, files and figures in YAML, and the columns explained in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

import annotations
from annotations.display import many
from annotations.errors import ImportFailed
from annotations.exchange.records import Record
from annotations.exchange.tables.columns import Column, columns
from annotations.files.guard import guarded
from annotations.files.opening import content_of
from annotations.model import IMPLICIT
from annotations.scheme import Scheme

NAME = "README.md"
_FENCE = "---\n"
LONGEST_HEAD = 1 << 20


class CardFigures:
    """Counts the records that pass through."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.records = 0
        self.languages: Counter[str] = Counter()
        self.marks: Counter[tuple[str, str]] = Counter()
        self.answers: Counter[tuple[str, str, str]] = Counter()
        self.annotators: Counter[tuple[str, str]] = Counter()
        self.confirmed: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.records += 1
            if record.article.language:
                self.languages[record.article.language] += 1
            if record.annotator:
                self.annotators[record.annotator.name, record.annotator.kind] += 1
            for mark in record.annotations:
                self.marks[mark.layer, mark.label] += 1
                self.confirmed[mark.layer] += mark.how == IMPLICIT
                self.answers.update((mark.layer, name, str(value)) for name, value in mark.fields.items())
            yield record


def card(scheme: Scheme, figures: CardFigures, file: str) -> str:
    """The whole card."""
    return f"{_FENCE}{''.join(_head(scheme, figures, file))}{_FENCE}\n{''.join(_body(scheme, figures))}"


def _head(scheme: Scheme, figures: CardFigures, file: str) -> Iterator[str]:
    yield f"pretty_name: {_quoted(scheme.title)}\nlicense: unknown\n"
    if figures.languages:
        yield "language:\n" + "".join(f"- {_quoted(language)}\n" for language in sorted(figures.languages))
    yield "task_categories:\n- token-classification\n- text-classification\n"
    yield "dataset_info:\n  features:\n"
    yield from _features(columns(scheme), "  ")
    yield f"configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: {_quoted(file)}\n"


def _features(found: Iterable[Column], indent: str) -> Iterator[str]:
    for column in found:
        yield f"{indent}- name: {_quoted(column.name)}\n"
        if column.inner:
            yield f"{indent}  {column.kind}:\n"
            yield from _features(column.inner, indent + "  ")
        else:
            yield f"{indent}  dtype: {column.kind}\n"


def _quoted(text: str) -> str:
    return orjson.dumps(text).decode()  # a JSON string is valid YAML


def _body(scheme: Scheme, figures: CardFigures) -> Iterator[str]:
    yield f"# {scheme.title}\n\n{scheme.definition}\n\n"
    yield f"Written by Claimdesk {annotations.__version__} with the scheme {scheme.name}, version {scheme.version}. "
    yield f"{figures.records:,} rows: one for each article and annotator. `start` and `end` are code points of `text`, "
    yield "half open; `meta` and `more` are JSON; missing values are null.\n\n## Annotators\n\n"
    yield from (
        f"- {name} ({kind}): {many(count, 'article')}\n" for (name, kind), count in sorted(figures.annotators.items())
    )
    yield "\nLicence: not stated. Fill in `license` above before you share this.\n"
    for layer in scheme.layers:
        yield f"\n## {layer.title} (`{layer.name}`)\n\n{layer.definition.strip()}\n\n"
        total = sum(count for (name, _), count in figures.marks.items() if name == layer.name)
        confirmed = figures.confirmed[layer.name]
        apart = (
            f", {confirmed:,} of them only confirmed by finishing the article, not decided one by one"
            if confirmed
            else ""
        )
        yield f"{many(total, 'annotation')}{apart}.\n\n"
        if layer.labels:
            yield "| label | count | meaning |\n|---|---|---|\n"
        for label in layer.labels:
            yield f"| {label.name} | {figures.marks[layer.name, label.name]:,} | {_cell(label.definition)} |\n"
        for field in layer.fields:
            yield f"\n`{field.name}`: {_cell(field.definition)}\n\n"
            if field.values:
                yield "| value | count | meaning |\n|---|---|---|\n"
            for value in field.values:
                count = figures.answers[layer.name, field.name, value.name]
                yield f"| {value.name} | {count:,} | {_cell(value.definition)} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def read_head(folder: Path) -> dict[str, Any]:
    """The YAML of a folder's card. Empty if there is no card or it has no YAML."""
    path = folder / NAME
    if not path.exists():
        return {}
    with guarded(str(path)):
        text = content_of(path).decode("utf-8-sig").replace("\r\n", "\n")
        head, _, _ = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
        return _yaml(head[:LONGEST_HEAD], path) if text.startswith(_FENCE) else {}


def _yaml(text: str, path: Path) -> dict[str, Any]:
    import srsly

    try:
        found = srsly.yaml_loads(text)
    except ValueError as error:
        raise ImportFailed(f"The header of {path} is not valid YAML: {str(error).splitlines()[0]}.") from None
    return found if isinstance(found, dict) else {}
