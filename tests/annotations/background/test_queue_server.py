import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.background.queue_server import QueueServer
from annotations.errors import ClaimdeskError, ProcessFailed
from annotations.filters import QueueFilter
from annotations.model import Article, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.progress import set_status
from annotations.operations.queue import queue_numbers
from annotations.project import Project, create_project
from annotations.scheme import load_scheme


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = create_project(tmp_path / "many.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    texts = [f"Headline {n}\n\nA {'treaty' if n % 3 else 'bridge'}." for n in range(60)]
    add_articles(made, [Article(ArticleId(f"a{n}"), text=text) for n, text in enumerate(texts)])
    yield made
    made.close()


@pytest.fixture
def looking(project: Project) -> Iterator[QueueServer]:
    made = QueueServer(project.path)
    yield made
    made.close()


def answer(looking: QueueServer) -> list[int]:
    end = time.monotonic() + 20
    while (found := looking.answer()) is None:
        assert time.monotonic() < end
        time.sleep(0.005)
    return list(found)


@pytest.mark.parametrize(
    "chosen",
    [QueueFilter(), QueueFilter(words="treaty"), QueueFilter("done"), QueueFilter(sort="title", descending=True)],
)  # fmt: skip
def test_the_process_finds_what_the_queue_finds(project: Project, looking: QueueServer, chosen: QueueFilter) -> None:
    set_status(project, ArticleId("a3"), "done")
    looking.ask(project.annotator, chosen)
    assert answer(looking) == list(queue_numbers(project, chosen))


def test_only_the_latest_question_is_answered(project: Project, looking: QueueServer) -> None:
    for words in ("treaty", "headline", "bridge"):
        looking.ask(project.annotator, QueueFilter(words=words))
    assert answer(looking) == list(queue_numbers(project, QueueFilter(words="bridge")))
    assert looking.answer() is None


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(project: Project, looking: QueueServer) -> None:
    looking.ask(project.annotator, QueueFilter())
    answer(looking)
    project.database.connection.execute("DROP TABLE article_terms")
    project.database.connection.execute("CREATE TABLE article_terms (term, part, bits)")
    project.database.connection.execute("INSERT INTO article_terms SELECT number, 0, CAST(x'ff' AS TEXT) FROM terms")
    looking.ask(project.annotator, QueueFilter())
    with pytest.raises(ClaimdeskError, match=r"damaged\. Restore a backup"):
        answer(looking)


def test_a_bug_in_the_process_is_raised_with_its_place(project: Project, looking: QueueServer) -> None:
    looking.ask("no annotator", QueueFilter("mine"))
    with pytest.raises(ProcessFailed, match=r"Traceback(.|\n)*annotations.background.queue_server\.py"):
        answer(looking)


def test_a_project_that_is_gone_is_said_in_a_sentence(tmp_path: Path) -> None:
    gone = QueueServer(tmp_path / "gone.claimdesk")
    with pytest.raises(ClaimdeskError, match="There is no file"):
        answer(gone)
    gone.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed otherwise here")
def test_a_process_that_was_killed_is_found_out(project: Project, looking: QueueServer) -> None:
    os.kill(looking.process.pid, signal.SIGKILL)
    with pytest.raises((EOFError, OSError)):  # noqa: PT012
        looking.ask(project.annotator, QueueFilter())
        answer(looking)
