"""Articles made up for measuring: 4,000 characters from a small vocabulary, 60 names and 20 claims in each."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotations.importing import import_records, read_files
from annotations.project import Project, create_project
from annotations.scheme import load_scheme

CHARACTERS = 4000
ENTITIES = 60
CLAIMS = 20
PERSON = "Ana"
SEED = 20

_NAMES = [
    *((name, "PERSON") for name in ("Ilse Brandt", "Tomas Okafor", "Rui Almada", "Solveig Dahl", "Marek Hollar")),
    *((name, "GPE") for name in ("Norway", "Portugal", "Kenya", "Tallinn", "Quito")),
    *((name, "ORG") for name in ("the Harbour Council", "the Grain Union", "the Rail Board")),
    *((name, "NORP") for name in ("Estonian", "Peruvian")),
]
WORDS = [
    *("and", "with", "that", "the", "old", "port", "new", "ships", "under", "a", "treaty", "which", "of", "grain"),
    *("rail", "border", "road", "winter", "price", "in", "vote", "for", "law", "by", "before", "after", "against"),
    *("report", "paper", "water", "bridge", "fleet", "market", "night", "morning", "answer", "question", "number"),
    *("letter", "minister", "accuses", "denies", "confirms", "promises", "expects", "rejects", "counts", "measures"),
    *("repeats", "because", "although", "while", "again", "never"),
]
SOURCES = ("Northern Wire", "Port Gazette", "The Evening Ledger")


class Sentence(NamedTuple):
    """A sentence, with the place and label of the name in it."""

    text: str
    start: int
    end: int
    label: str


def articles(count: int, *, annotated: bool = False) -> Iterator[dict[str, Any]]:
    """Records of the canonical format; annotated ones have a line for the machine's names and one for the claims."""
    dice = random.Random(SEED)
    for number in range(count):
        found = list(sentences(dice, CHARACTERS))  # the first one is the headline
        paragraphs = [found[:1], *(found[i : i + 4] for i in range(1, len(found), 4))]
        text = "\n\n".join(" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs)
        shared = {
            "article": f"{dice.getrandbits(128):032x}", "title": found[0].text, "text": _filled(text),
            "source": SOURCES[number % 3], "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "language": "en",
        }  # fmt: skip
        if not annotated:
            yield shared
            continue
        entities, claims = _annotations(dice, text, found)
        yield shared | {"annotator": "rules", "kind": "machine", "version": "1", "annotations": entities}
        yield shared | {"annotator": PERSON, "annotations": claims}


def sentences(dice: random.Random, characters: int) -> Iterator[Sentence]:
    """As many sentences as fit into some characters, each with one name."""
    length = 0
    while length < characters - 85:
        name, label = dice.choice(_NAMES)
        before, after = " ".join(dice.choices(WORDS, k=4)).capitalize(), " ".join(dice.choices(WORDS, k=4))
        start = len(before) + 1
        made = Sentence(f"{before} {name} {after}.", start, start + len(name), label)
        yield made
        length += len(made.text) + 1


def _filled(text: str) -> str:
    return text.ljust(CHARACTERS, ".")


def _annotations(
    dice: random.Random, text: str, found: list[Sentence]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    entities, claims, position = list[dict[str, Any]](), list[dict[str, Any]](), 0
    for number, sentence in enumerate(found):
        position = text.index(sentence.text, position)
        start, end = position + sentence.start, position + sentence.end
        entity = {"id": f"{dice.getrandbits(128):032x}", "layer": "entity", "start": start, "end": end}
        entities.append(entity | {"text": text[start:end], "label": sentence.label})
        if number % 2 and len(claims) < CLAIMS:
            claims.append(_claim(dice, position, sentence, entities[-2:]))
        position += len(sentence.text)
    return entities[:ENTITIES], claims


def _claim(dice: random.Random, start: int, sentence: Sentence, names: list[dict[str, Any]]) -> dict[str, Any]:
    speaker, target = names
    fields = {
        "stance": dice.choice(("oppose", "neutral", "support")),
        "claim_type": dice.choice(("denial", "accusation", "future", "fact")),
        "evidence": dice.choice(("none", "unnamed", "named")),
        "quote": "indirect",
    }
    links = {
        "claimer": {"annotation": speaker["id"], "text": speaker["text"]},
        "target": {"annotation": target["id"], "text": target["text"], "kind": "entity"},
    }
    end = start + len(sentence.text) - 1
    return {
        "id": f"{dice.getrandbits(128):032x}", "layer": "claim", "start": start, "end": end,
        "text": sentence.text[:-1], "fields": fields, "links": links,
    }  # fmt: skip


def write_jsonl(path: Path, count: int, *, annotated: bool = False) -> Path:
    """Write articles to a file."""
    with path.open("wb") as file:
        for record in articles(count, annotated=annotated):
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return path


def new_project(path: Path) -> Project:
    """Make an empty project with the usual scheme."""
    return create_project(path, load_scheme("news-claims"))


def annotated_project(path: Path, count: int) -> Project:
    """Make a project of annotated articles by importing them."""
    project = new_project(path)
    done = import_records(project, read_files([write_jsonl(path.with_suffix(".jsonl"), count, annotated=True)]))
    if done.remarks or done.annotations != count * (ENTITIES + CLAIMS):
        raise RuntimeError(f"The articles to measure with could not be imported: {done}")
    path.with_suffix(".jsonl").unlink()
    return project
