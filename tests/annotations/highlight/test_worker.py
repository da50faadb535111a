"""Highlighting in worker processes: everything is answered, cancelling works, the dead are replaced, none are left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import annotations
from annotations.errors import PipelineUnavailable, UserCancelled
from annotations.highlight.pipeline_choice import RULES
from annotations.highlight.pipelines import RULES_VERSION
from annotations.highlight.sources import RULES_VERSION as CLAIMS_VERSION
from annotations.highlight.worker import Workers, highlight_texts
from annotations.model import Suggestion
from annotations.processes import running

# Takes a worker a second or so: long enough to do something to the worker meanwhile.
LONG = "1 " * 50_000
IN_A_NEW_PROCESS = """
import sys
from annotations.highlight.worker import highlight_texts

if __name__ == "__main__":
    results = list(highlight_texts("claimdesk-rules", [("a", "In Peru.")], workers=1))
    print(len(results), results[0].suggestions[0].label, "spacy" in sys.modules)
"""


@pytest.fixture(autouse=True)
def _no_process_is_left():
    yield
    assert running() == []


def killing(workers, times):
    """Return a `cancelled` that kills the first so many workers that are at work, and never says yes."""
    killed = []

    def kill():
        for worker in workers[0].busy if workers else ():
            if worker not in killed and len(killed) < times:
                killed.append(worker)
                worker.process.kill()
        return False

    return kill


def test_every_article_is_answered_by_key():
    texts = [(str(n), f"{n} goats left Peru.") for n in range(20)]
    results = {result.key: result for result in highlight_texts(RULES, texts, workers=2)}
    assert results.keys() == dict(texts).keys()
    assert all(results[key].suggestions[-1].label == "GPE" and not results[key].problem for key in results)


def test_the_workers_tell_the_machine_and_can_be_used_again():
    with Workers(RULES) as workers:
        assert workers.machine == (RULES, f"{RULES_VERSION}+{CLAIMS_VERSION}")
        for _ in range(2):
            assert [result.key for result in workers.run([("a", "Peru"), ("b", "")])] == ["a", "b"]


def test_a_pipeline_of_the_users_own_runs_in_a_worker(tiny):
    [result] = highlight_texts(str(tiny), [("a", "😀 Peru")])
    assert result.suggestions == [Suggestion("entity", 2, 6, "GPE")]


def test_an_unknown_pipeline_is_reported_to_the_caller():
    with pytest.raises(PipelineUnavailable, match="“xx_no_such” is not installed"):
        list(highlight_texts("xx_no_such", [("a", "Peru")]))


def test_texts_are_asked_for_as_workers_become_free():
    asked = []
    with Workers(RULES) as workers:
        for number, _ in enumerate(workers.run((str(n), asked.append(n) or "Peru") for n in range(50)), start=1):
            assert len(asked) <= number + 1


def test_cancelling_stops_the_work_in_the_middle_of_an_article():
    running = []
    with Workers(RULES, cancelled=lambda: bool(running and running[0].busy)) as workers:
        running.append(workers)
        with pytest.raises(UserCancelled):
            next(workers.run([("a", LONG)]))


def test_cancelling_stops_the_loading_of_a_pipeline():
    with pytest.raises(UserCancelled):
        Workers(RULES, cancelled=lambda: True)


def test_leaving_the_iteration_early_stops_the_workers():
    results = highlight_texts(RULES, ((str(n), LONG) for n in range(9)), workers=2)
    next(results)
    results.close()


def test_a_worker_that_dies_costs_only_its_article():
    running = []
    with Workers(RULES, cancelled=killing(running, times=1)) as workers:
        running.append(workers)
        results = list(workers.run([("a", LONG), ("b", "Peru"), ("c", "Chile")]))
    assert [(result.key, bool(result.problem)) for result in results] == [("a", True), ("b", False), ("c", False)]


def test_a_worker_that_died_while_it_had_nothing_to_do_costs_no_article():
    with Workers(RULES) as workers:
        workers.idle[0].process.kill()
        workers.idle[0].process.wait()
        results = list(workers.run([("a", "Peru"), ("b", "Chile")]))
    assert [(result.key, result.problem) for result in results] == [("a", ""), ("b", "")]


def test_a_pipeline_that_dies_again_and_again_is_given_up():
    running = []
    with Workers(RULES, cancelled=killing(running, times=9)) as workers:
        running.append(workers)
        with pytest.raises(PipelineUnavailable, match="in a row"):
            list(workers.run((str(n), LONG) for n in range(9)))


def test_the_process_that_starts_workers_never_imports_spacy(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(IN_A_NEW_PROCESS, encoding="utf-8")
    root = str(Path(annotations.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "GPE", "False"]
