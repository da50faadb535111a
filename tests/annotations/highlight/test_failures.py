"""A pipeline that fails on articles: the reason is kept, the rest goes on, and what was done stays done."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import annotations
from annotations.cli import main
from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import Limits, memory_held, memory_of_machine
from annotations.highlight.worker import Workers
from annotations.operations.articles import articles
from annotations.operations.machines import problems_of
from annotations.project import open_project

pytestmark = pytest.mark.usefixtures("angry")
PATIENCE = 60  # seconds


def test_a_pipeline_that_fails_on_an_article_says_why_and_the_rest_goes_on(angry: str) -> None:
    with Workers(angry) as workers:
        assert workers.card.licence == "MIT"
        texts = [("a", "An ode."), ("b", "Peru."), ("c", "A quake."), ("d", "Chile.")]
        results = {result.key: result.problem for result in workers.run(texts)}
    assert results["a"] == "On this article the pipeline stopped. It says: ValueError: odes are not read here"
    assert results["c"] == "On this article the pipeline crashed."
    assert (results["b"], results["d"]) == ("", "")


def test_spans_that_cannot_be_are_told_or_left_out_and_never_kept(angry: str) -> None:
    texts = ["A twin of Peru.", "Peru and nothing.", "The end of Peru.", "Some other Peru.", "Peru."]
    with Workers(angry) as workers:
        results = {result.key: result for result in workers.run([(text, text) for text in texts])}
    for text, result in results.items():
        spans = [(one.start, one.end) for one in result.suggestions if one.layer == "entity"]
        assert spans == ([(0, 4)] if text == "Peru." else []) or text == "Peru and nothing.", (text, spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert "ValueError" in results["A twin of Peru."].problem
    assert results["Some other Peru."].problem.endswith("ValueError: it changed the text of the article")
    assert results["Peru."].problem == ""


@pytest.mark.parametrize("eater", ["A flood.", "The sea."])
def test_a_pipeline_that_eats_memory_is_stopped_with_a_sentence_and_the_rest_goes_on(angry: str, eater: str) -> None:
    with Workers(angry, limits=Limits(megabytes=1_000)) as workers:
        results = {result.key: result for result in workers.run([("a", "Peru."), ("b", eater), ("c", "Chile.")])}
    assert results["b"].problem == "On this article the pipeline was stopped: it needed more than 1,000 MB of memory."
    assert results["b"].explained
    assert (results["a"].problem, results["c"].problem) == ("", "")


def test_a_pipeline_that_holds_too_much_once_it_is_loaded_is_refused(angry: str) -> None:
    with pytest.raises(PipelineUnavailable, match="“angry” needs [0-9,]+ MB of memory just to load"):
        Workers(angry, limits=Limits(megabytes=20))


def test_a_pipeline_that_is_never_done_with_an_article_is_replaced_and_the_rest_goes_on(angry: str) -> None:
    with Workers(angry, limits=Limits(seconds=2)) as workers:
        results = {result.key: result.problem for result in workers.run([("a", "A dream."), ("b", "Peru.")])}
    assert results["a"] == "On this article the pipeline was stopped: it was not ready after 2 s."
    assert results["b"] == ""


def test_a_pipeline_that_is_late_on_one_article_after_the_other_is_given_up(angry: str) -> None:
    with (
        Workers(angry, 2, limits=Limits(seconds=0.1)) as workers,
        pytest.raises(PipelineUnavailable, match="too many articles in a row"),
    ):
        list(workers.run((str(number), "A dream.") for number in range(9)))


def test_a_longer_article_has_more_time() -> None:
    assert Limits(seconds=60).seconds_for("a" * 30_000) == 90


def test_without_a_number_workers_share_half_of_the_memory_and_have_a_gigabyte_at_least() -> None:
    one, many = Limits().bytes_for(1), Limits().bytes_for(1_000)
    assert one >= memory_of_machine() // 2
    assert memory_held() + 0.9e9 < many < memory_held() + 1.1e9


def test_a_pipeline_that_fails_while_it_is_loaded_says_why(angry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANGRY", "ZeroDivisionError('no odes at all')")
    with pytest.raises(PipelineUnavailable, match="“angry” cannot be loaded.*ZeroDivisionError: no odes at all"):
        Workers(angry)


def test_many_articles_that_explain_themselves_do_not_stop_the_rest(angry: str) -> None:
    texts = [(str(number), "An ode.") for number in range(5)]
    with Workers(angry) as workers:
        results = list(workers.run([*texts, ("peru", "Peru.")]))
    assert [result.problem == "" for result in results] == [False] * 5 + [True]


def test_the_command_line_keeps_the_reason_and_asks_again_next_time(
    angry: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project, texts = tmp_path / "p.claimdesk", tmp_path / "texts"
    texts.mkdir()
    for name, text in (("a", "An ode to Peru."), ("b", "Peru said that the port is open."), ("c", "A quake in Peru.")):
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["new", str(project)]) == 0
    assert main(["import", str(project), str(texts)]) == 0
    capfd.readouterr()
    assert main(["highlight", str(project), "--pipeline", angry, "--json"]) == 1
    figures = json.loads(capfd.readouterr().out)
    assert figures["articles"] == 1
    with closing(open_project(project)) as opened:
        told = {one.text: [sentence for _, sentence in problems_of(opened, one.id)] for one in articles(opened)}
    assert "odes are not read here" in told["An ode to Peru."][0]
    assert told["Peru said that the port is open."] == []
    assert main(["highlight", str(project), "--pipeline", angry, "--json"]) == 1
    assert json.loads(capfd.readouterr().out)["articles"] == 0
    assert main(["stats", str(project), "--json"]) == 0
    problems = json.loads(capfd.readouterr().out)["problems"]
    assert [(one["title"], one["machine"], one["version"][:3]) for one in problems] == [
        ("An ode to Peru.", "en_angry", "1.0"),
        ("A quake in Peru.", "en_angry", "1.0"),
    ]
    assert main(["stats", str(project)]) == 0
    assert "“A quake in Peru.” (en_angry 1.0" in capfd.readouterr().out


START = """
import sys
from annotations.highlight.worker import Limits, Workers

if __name__ == "__main__":
    with Workers("angry", limits=Limits(seconds=float(sys.argv[2]))) as workers:
        print(workers.idle[0].process.pid, flush=True)
        list(workers.run([("a", sys.argv[1])]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("text", "seconds"), [("The sleep of reason.", 60), ("A dream.", 1)])
def test_no_worker_outlives_a_program_that_was_killed(angry: str, tmp_path: Path, text: str, seconds: int) -> None:
    script = tmp_path / "script.py"
    script.write_text(START, encoding="utf-8")
    path = os.pathsep.join([str(Path(annotations.__file__).parent.parent), str(tmp_path)])
    command, environment = [sys.executable, script, text, str(seconds)], os.environ | {"PYTHONPATH": path}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as program:
        assert program.stdout
        worker = int(program.stdout.readline())
        program.kill()
    until = time.monotonic() + PATIENCE
    while _runs(worker):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")
