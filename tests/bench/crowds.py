"""Large material: an article of 120,000 characters with 1,000 marks, and projects with very many articles."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import material
import orjson

from annotations.changes import Op
from annotations.importing import import_records, read_files
from annotations.model import Article, ArticleId
from annotations.store import articles
from annotations.store.journal import Journal

LONG = 120_000
MARKS = 1_000
CLAIMS = 100
VARIETY = 800  # texts that differ in more than their number
SLICE = 10_000


def long_article(path: Path) -> None:
    """Make a project with a long article, 900 names suggested and 100 claims marked in it, and one of usual length."""
    dice = random.Random(material.SEED)
    sentences, length = list[material.Sentence](), 0
    while length < LONG:
        sentences.append(next(material.sentences(dice, 100)))
        length += len(sentences[-1].text) + 1
    paragraphs = [sentences[:1], *(sentences[n : n + 4] for n in range(1, len(sentences), 4))]
    text = "\n\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs)
    names, claims = _marks(text, sentences)
    shared = {"article": "long", "title": "A long one", "text": text}
    records: list[dict[str, Any]] = [
        shared | {"annotator": "rules", "kind": "machine", "version": "1", "annotations": names},
        shared | {"annotator": material.PERSON, "annotations": claims},
        {"article": "usual", "title": "One of usual length", "text": text[: material.CHARACTERS]},
    ]
    lines = path.with_suffix(".jsonl")
    lines.write_bytes(b"\n".join(map(orjson.dumps, records)))
    with closing(material.new_project(path)) as project:
        done = import_records(project, read_files([lines]))
    if done.remarks or done.annotations != MARKS:
        raise RuntimeError(f"The long article could not be imported: {done}")


def _marks(text: str, sentences: list[material.Sentence]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    names, claims, position = list[dict[str, Any]](), list[dict[str, Any]](), 0
    fields = {"stance": "oppose", "claim_type": "fact", "evidence": "named", "quote": "indirect"}
    for number, sentence in enumerate(sentences):
        position = text.index(sentence.text, position)
        start, end = position + sentence.start, position + sentence.end
        name = {"id": f"n{number}", "layer": "entity", "start": start, "end": end, "label": sentence.label}
        names.append(name | {"text": text[start:end]})
        if number % (len(sentences) // CLAIMS) == 0:
            claim = {"id": f"c{number}", "layer": "claim", "start": position, "text": sentence.text[:-1]}
            claims.append(claim | {"end": position + len(sentence.text) - 1, "fields": fields})
    return names[: MARKS - CLAIMS], claims[:CLAIMS]


def many_articles(path: Path, count: int, characters: int) -> None:
    """Make a project with many articles. Nobody has been at them yet."""
    made = islice(_articles(characters), count)
    with closing(material.new_project(path)) as project:
        project.database.connection.execute("PRAGMA synchronous = OFF")
        step = 0
        while some := list(islice(made, SLICE)):
            step = project.transact(Op.IMPORT, partial(_write, some), step=step).step


def _write(some: Sequence[Article], journal: Journal) -> None:
    for article in some:
        articles.insert(journal, article)


def _articles(characters: int) -> Iterator[Article]:
    dice = random.Random(material.SEED)
    texts = [" ".join(one.text for one in material.sentences(dice, characters)) for _ in range(VARIETY)]
    languages = ("en", "es", "de")
    for number, text in enumerate(cycle(texts)):
        title = " ".join(dice.choices(material.WORDS, k=8))
        whole = f"{title} {number}\n\n{text}"
        yield Article(
            id=ArticleId(f"a{number}"),
            title=title,
            text=whole,
            sha256=hashlib.sha256(whole.encode()).hexdigest(),
            source=material.SOURCES[number % 3],
            published=f"20{number % 24 + 1:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            language=languages[number % 3],
        )
