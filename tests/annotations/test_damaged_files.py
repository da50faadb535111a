"""Whatever is damaged in a project file, everything that reads it ends in a sentence, and never in a bug.

CLAIMDESK_DAMAGE_ROUNDS says how many files are damaged in each way; CLAIMDESK_DAMAGE_SEED where to begin.
"""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange.jsonl import write
from annotations.highlight.source import Card
from annotations.merging import merge_files
from annotations.model import Article, ArticleId, Link, Suggestion
from annotations.operations.agreement_input import read_study_input
from annotations.operations.annotating import add_annotation, annotations_of, delete_annotation, set_field, set_link
from annotations.operations.annotators import act_as, get_or_add_annotator
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings_in
from annotations.operations.exporting import records
from annotations.operations.highlighting import save_problem, save_suggestions
from annotations.operations.history import history_of, restore_article
from annotations.operations.machines import describe_machine, machine_cards
from annotations.operations.progress import set_status
from annotations.operations.queue import QueueFilter, queue_numbers, queue_rows
from annotations.operations.statistics import statistics
from annotations.project import Project, create_project, open_project
from annotations.repairing import repair
from annotations.scheme import load_scheme

ROUNDS = int(os.environ.get("CLAIMDESK_DAMAGE_ROUNDS", "12"))
SEED = int(os.environ.get("CLAIMDESK_DAMAGE_SEED", "0"))
WEIRD = (
    None, "", 0, -1, 1, 2**62, 1.5, 1e300, float("inf"), "abc", "😀", b"", b"\xff\x00\xfe", "{", "{}", "[]", "[1]",
    "null", '{"a": 1}', '{"a": [1]}', '{"stance": {"text": 1}}', '{"claimer": {"text": "x", "annotation": 5}}',
    "[" * 2000, "done", "rejected", "x" * 100_000, "\x00", "1e5", "9999-99-99", "undo", "annotations",
)  # fmt: skip
TABLES = (
    "schemes", "annotators", "articles", "annotations", "progress", "steps", "changes", "machines", "problems", "terms",
    "annotation_terms", "article_terms", "articles_fts_data", "articles_fts_docsize", "articles_fts_config",
    "terms_fts_data", "terms_fts_docsize", "terms_fts_config", "sqlite_sequence", "_sqlite_migrations",
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with something in every table."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "sound.claimdesk"
    with closing(create_project(path, load_scheme("news-claims"))) as project:
        texts = [f"Minister Ana Ruiz said on day {number} that Peru closed the border. " * 4 for number in range(6)]
        add_articles(project, [Article(ArticleId(f"a{n}"), text=text, source="EFE") for n, text in enumerate(texts)])
        machine = get_or_add_annotator(project, "rules", "machine", "1")
        for name in ("Ana", "Ben"):
            act_as(project, name)
            for article in list(articles(project)):
                _work(project, article.id)
        found = [(article, [Suggestion("entity", 9, 17, "PERSON", 0.9)]) for article in articles(project)]
        save_suggestions(project, machine, found)
        describe_machine(project, machine, Card("MIT", "abc", ("PERSON",)))
        save_problem(project, machine, ArticleId("a5"), "It took too long.")
        project.undo()
        set_status(project, ArticleId("a1"), "skip")
    return path


def _work(project: Project, article: ArticleId) -> None:
    entity = add_annotation(project, article, "entity", 9, 17, "PERSON").added[0]
    claim = add_annotation(project, article, "claim", 0, 40).added[0]
    set_link(project, claim, "claimer", Link("Ana Ruiz", entity))
    set_field(project, claim, "stance", "oppose")
    delete_annotation(project, add_annotation(project, article, "claim", 41, 50).added[0])
    set_status(project, article, "done")


def _read(project: Project, out: Path) -> Iterator[Callable[[], object]]:
    """All that reads a project, one after the other."""
    every = [f"a{number}" for number in range(6)]
    yield lambda: statistics(project)
    yield lambda: write(out, records(project), project.scheme)
    yield lambda: queue_rows(project, queue_numbers(project, QueueFilter()))
    yield lambda: queue_numbers(project, QueueFilter(words="border"))
    yield lambda: [annotations_of(project, ArticleId(article)) for article in every]
    yield lambda: history_of(project)
    yield lambda: [history_of(project, ArticleId(article)) for article in every]
    yield lambda: read_study_input(project)
    yield lambda: machine_cards(project)
    yield lambda: (project.undo_detail, project.redo_detail, project.external_changes())


def _write(project: Project) -> Iterator[Callable[[], object]]:
    yield lambda: act_as(project, "Ana")
    yield lambda: restore_article(project, ArticleId("a2"), 5)
    yield project.undo
    yield project.undo
    yield project.redo
    yield lambda: _work(project, ArticleId("a3"))
    yield lambda: set_status(project, ArticleId("a4"), "todo")


def _use(path: Path, folder: Path) -> None:
    """Do all that can be done with a file; only an error that has a sentence may come of it."""

    def attempt(action: Callable[[], object]) -> None:
        sentence = ""
        try:
            action()
        except ClaimdeskError as error:
            sentence = str(error)
        assert "\n" not in sentence

    attempt(lambda: [sentence.strip() for sentence in findings_in(path)])
    attempt(lambda: repair(path, folder / "rescued.claimdesk"))
    attempt(lambda: _merged(path, folder))
    try:
        project = open_project(path)
    except ClaimdeskError:
        return
    with closing(project):
        for action in (*_read(project, folder / "out.jsonl"), *_write(project), *_read(project, folder / "out.jsonl")):
            attempt(action)


def _merged(path: Path, folder: Path) -> None:
    with closing(create_project(folder / "mine.claimdesk", load_scheme("news-claims"))) as mine:
        merge_files(mine, [path])


def _flip_bits(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 3, 30))):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _overwrite_bytes(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 5))):
        start = dice.randrange(len(content))
        content[start : start + dice.choice((1, 8, 200))] = dice.randbytes(1) * dice.choice((1, 8, 200))


def _swap_pages(content: bytearray, dice: random.Random) -> None:
    one, other = (4096 * dice.randrange(1, len(content) // 4096) for _ in range(2))
    content[one : one + 4096], content[other : other + 4096] = content[other : other + 4096], content[one : one + 4096]


def _lose_pages(content: bytearray, dice: random.Random) -> None:
    page = 4096 * dice.randrange(len(content) // 4096)
    if dice.random() < 0.5:
        content[page : page + 4096] = bytes(4096)
    else:
        del content[page:]


def _damage_schema(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 2, 20))):
        content[dice.randrange(100, 4096 * 3)] = dice.randrange(256)


WAYS = (_flip_bits, _overwrite_bytes, _swap_pages, _lose_pages, _damage_schema)
FILES = [pytest.param(way, seed, id=f"{way.__name__}-{seed}") for way in WAYS for seed in range(SEED, SEED + ROUNDS)]


@pytest.mark.parametrize(("way", "seed"), FILES)
def test_damaged_bytes_end_in_sentences(
    sound: Path, tmp_path: Path, way: Callable[[bytearray, random.Random], None], seed: int
) -> None:
    content = bytearray(sound.read_bytes())
    way(content, random.Random(f"{way.__name__} {seed}"))
    path = tmp_path / "damaged.claimdesk"
    path.write_bytes(content)
    _use(path, tmp_path)


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS * 3))
def test_damaged_values_end_in_sentences(sound: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(f"values {seed}")
    path = Path(shutil.copy(sound, tmp_path / "damaged.claimdesk"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for _ in range(dice.choice((1, 1, 3))):
            _damage_a_value(connection, dice)
        for _, sql in triggers:
            connection.execute(sql)
    _use(path, tmp_path)


def _damage_a_value(connection: sqlite3.Connection, dice: random.Random) -> None:
    table = dice.choice(TABLES)
    column = dice.choice([row[1] for row in connection.execute(f"PRAGMA table_info({table})")])
    value = dice.choice(WEIRD)
    cast = f"CAST(x'{dice.choice(('ff', 'c328', 'eda080'))}' AS TEXT)" if dice.random() < 0.2 else "?"
    parameters = () if cast != "?" else (value,)
    some = dice.choice(("1", "random() % 3 = 0", f"rowid = (SELECT max(rowid) FROM {table})"))
    if table in ("annotation_terms", "article_terms") or table.endswith("_config"):
        some = "1"
    try:
        connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = {cast} WHERE {some}', parameters)
    except sqlite3.Error:  # SQLite itself refuses that value there
        connection.execute(f"DELETE FROM {table}")
