"""Check a folder of training data anywhere, without a project: files, texts, spans, ids, labels, links, splits, counts.

Every finding has a name for scripts. Memory holds only ids, groups, and the positions of texts in a temporary file.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

import orjson

from annotations.errors import SchemeError
from annotations.exchange import jsonl
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.model import IMPLICIT, Annotation
from annotations.scheme import Scheme, check_annotation, scheme_from_json
from annotations.training.tasks import Example
from annotations.training.views import VIEWS, classified_text, labels_of

MANIFEST, GROUPS, SCHEME, RECORDS = "MANIFEST.json", "groups.tsv", "scheme.json", "records"

MODEL, SCORES = "model", "scores.json"  # files that training creates are not part of the export


class Finding(NamedTuple):
    """A problem: its name, its place, and a message."""

    name: str
    place: str
    sentence: str


def findings(folder: Path) -> Iterator[Finding]:
    """Check a folder against its manifest, its records and its scheme."""
    try:
        manifest = orjson.loads((folder / MANIFEST).read_bytes())
        splits, files = dict(manifest["splits"]), dict(manifest["files"])
        scheme = scheme_from_json((folder / SCHEME).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, SchemeError) as error:
        yield Finding("bad-manifest", MANIFEST, f"{folder} has no readable manifest or scheme ({error}).")
        return
    yield from _files(folder, files)
    if {"name": scheme.name, "version": scheme.version} != manifest.get("scheme"):
        yield Finding("other-scheme", SCHEME, "The scheme's version differs from the one in the manifest.")
    checker = _Checker(folder, manifest, scheme)
    for name, expected in splits.items():
        yield from checker.split(name, expected)
    yield from checker.leaks()


def _files(folder: Path, expected: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    there = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    there = {n: p for n, p in there.items() if n != MANIFEST and not n.startswith((f"{MODEL}/", "."))}
    for name, entry in expected.items():
        if name not in there:
            yield Finding("missing-file", name, f"{name} is missing.")
            continue
        with there[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry.get("sha256"):
                yield Finding("changed-file", name, f"{name} was changed: its SHA-256 does not match.")
    for name in there.keys() - expected.keys() - {SCORES}:
        yield Finding("unknown-file", name, f"{name} is not in the manifest.")


class _Checker:
    """Checks records and examples split by split, and keeps what must be unique across them."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any], scheme: Scheme) -> None:
        self._folder, self._manifest, self._scheme = folder, manifest, scheme
        self._ids: set[str] = set()
        self._example_ids: set[str] = set()
        self._splits: dict[str, str] = {}  # article → split
        self._view = VIEWS.get(str(manifest.get("order", {}).get("format"))) if manifest.get("task") else None

    def split(self, name: str, expected: Mapping[str, int]) -> Iterator[Finding]:
        """Check the records of a split, and the examples made from them."""
        with _Texts() as texts:
            yield from self._split(name, expected, texts)

    def _split(self, name: str, expected: Mapping[str, int], texts: "_Texts") -> Iterator[Finding]:
        counts: Counter[str] = Counter()
        path = self._folder / RECORDS / f"{name}.jsonl"
        for found in jsonl.read(path, NO_OPTIONS):
            if isinstance(found, ImportNote):
                yield Finding("bad-record", found.place, found.sentence)
                continue
            yield from (Finding("bad-record", found.place, sentence) for sentence in found.lost)
            counts["articles"] += found.article.id not in texts
            counts["records"] += 1
            counts["annotations"] += len(found.annotations)
            counts["confirmed"] += sum(one.how == IMPLICIT for one in found.annotations)
            texts.keep(found.article.id, found.article.text if self._view else "")
            yield from self._record(found, name)
        if self._view is not None:
            yield from self._examples(name, texts, counts)
        for what, count in expected.items():
            if counts[what] != count:
                sentence = f"{name} has {counts[what]:,} {what}, but the manifest says {count:,}."
                yield Finding("wrong-count", name, sentence)

    def _record(self, record: Record, split: str) -> Iterator[Finding]:
        article, place = record.article, record.place
        if hashlib.sha256(article.text.encode(errors="surrogatepass")).hexdigest() != article.sha256:
            yield Finding("changed-text", place, f"The text of {article.id} was changed after annotation.")
        if self._splits.setdefault(article.id, split) != split:
            yield Finding("article-in-two-splits", place, f"{article.id} is in {self._splits[article.id]} and {split}.")
        for a in record.annotations:
            if a.id in self._ids:
                yield Finding("duplicate-id", place, f"There are two annotations with the id {a.id}.")
            self._ids.add(a.id)
            yield from self._annotation(record, a)

    def _annotation(self, record: Record, a: Annotation) -> Iterator[Finding]:
        if a.start is not None and record.article.text[a.start : a.end] != a.quote:
            yield Finding("shifted-span", record.place, f"The text at the offsets of {a.id} is not “{a.quote[:40]}”.")
        try:
            check_annotation(self._scheme, a.layer, a.label, a.fields, a.links)
        except SchemeError as error:
            yield Finding("unknown-label", record.place, str(error))

    def _examples(self, name: str, texts: "_Texts", counts: Counter[str]) -> Iterator[Finding]:
        assert self._view is not None  # noqa: S101
        path = self._folder / f"{name}{self._view.suffix}"
        labels = set(self._manifest.get("labels", ()))
        try:
            for example in self._view.read(path):
                counts["examples"] += 1
                counts.update(f"label:{label}" for label in labels_of(example))
                yield from self._example(example, texts, labels, path.name)
        except (OSError, ValueError, KeyError, TypeError) as error:
            yield Finding("bad-examples", path.name, f"{path.name} cannot be read ({error}).")

    def _example(self, example: Example, texts: "_Texts", labels: set[str], place: str) -> Iterator[Finding]:
        key = str(example["id"])
        if key in self._example_ids:
            yield Finding("duplicate-example", place, f"There are two examples with the id {key}.")
        self._example_ids.add(key)
        text = texts.get(str(example["article"]))
        if text is None:
            yield Finding("stray-example", place, f"The article of {key} is not in the records of this split.")
            return
        yield from _misplaced(example, text, place)
        for label in labels_of(example):
            if label not in labels:
                yield Finding("unknown-label", place, f"{key} has the label {label}, which is not in the task.")

    def leaks(self) -> Iterator[Finding]:
        """Check that no group of copies is in two splits, unless a random split was requested."""
        groups: dict[str, set[str]] = {}
        known: set[str] = set()
        try:
            for line in (self._folder / GROUPS).read_text(encoding="utf-8").splitlines():
                article, group, split = line.split("\t")
                known.add(article)
                groups.setdefault(group, set()).add(self._splits.get(article, split))
        except (OSError, ValueError) as error:
            yield Finding("bad-groups", GROUPS, f"The groups of articles cannot be read ({error}).")
            return
        for article in self._splits.keys() - known:
            yield Finding("no-group", GROUPS, f"{article} is in no group.")
        leaking = sorted(group for group, found in groups.items() if len(found) > 1)
        if leaking and not self._manifest.get("order", {}).get("random_split"):
            yield Finding("leaked-group", GROUPS, f"Copies of {leaking[0]} are in more than one split.")


def _misplaced(example: Example, text: str, place: str) -> Iterator[Finding]:
    """Spans in an example that do not match the article, or that the trainer would see differently."""
    key = example["id"]
    if "spans" in example and example["text"] != text:
        yield Finding("changed-text", place, f"The text of {key} differs from its article.")
    for part in example.get("spans", ()) or ([example] if "start" in example else ()):
        if text[part["start"] : part["end"]] != part["text"]:
            yield Finding(
                "shifted-span", place, f"The text at the offsets of a span of {key} is not “{part['text'][:40]}”."
            )
        elif part["text"] != part["text"].strip():
            sentence = f"A span of {key} begins or ends with white space, which spaCy refuses: “{part['text'][:40]}”."
            yield Finding("blank-edges", place, sentence)
    if "shown" in example and example["shown"] != (classified_text(example) if "label" in example else text):
        yield Finding("changed-text", place, f"The text of the document {key} differs from its example.")


class _Texts:
    """The texts of a split, in a temporary file, with a few bytes of memory each."""

    def __init__(self) -> None:
        self._file = TemporaryFile("w+b")  # noqa: SIM115 - closed at the end of the with block
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> "_Texts":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def keep(self, key: str, text: str) -> None:
        """Store the text of an article, once."""
        if key not in self._places:
            content = text.encode(errors="surrogatepass")
            self._file.seek(self._end)
            self._file.write(content)
            self._places[key] = self._end, len(content)
            self._end += len(content)

    def get(self, key: str) -> str | None:
        """The text of an article. None if there is no such article."""
        if key not in self._places:
            return None
        start, length = self._places[key]
        self._file.seek(start)
        return self._file.read(length).decode(errors="surrogatepass")
