"""Highlighting in worker processes: everything is answered, cancelling works, the dead are replaced, none are left."""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

import annotations
from annotations.errors import PipelineUnavailable, UserCancelled
from annotations.highlight.choosing import RULES
from annotations.highlight.pipelines import RULES_VERSION
from annotations.highlight.whole import RULES_VERSION as CLAIMS_VERSION
from annotations.highlight.worker import Workers, highlight_texts
from annotations.model import Suggestion

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
    assert multiprocessing.active_children() == []


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


ANGRY = """
import spacy
from spacy.language import Language

@Language.component("angry", assigns=["doc.ents"])
def angry(doc):
    if "ode" in doc.text:
        raise ValueError("odes are not read here")
    if "flood" in doc.text:
        raise MemoryError("no room")
    return doc

def load(**overrides):
    nlp = spacy.blank("en")
    nlp.meta.update(name="angry", version="1.0", license="MIT")
    nlp.add_pipe("angry")
    return nlp
"""


@pytest.fixture
def angry(tmp_path, monkeypatch):
    """Return the name of an installed pipeline that fails on some articles."""
    (tmp_path / "angry").mkdir()
    (tmp_path / "angry" / "__init__.py").write_text(ANGRY)
    (tmp_path / "angry-1.0.dist-info").mkdir()
    (tmp_path / "angry-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: angry\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "angry"


def test_a_pipeline_that_fails_on_an_article_says_why_and_the_rest_goes_on(angry):
    with Workers(angry) as workers:
        assert workers.card.licence == "MIT"
        texts = [("a", "An ode."), ("b", "Peru."), ("c", "A flood."), ("d", "Chile.")]
        results = {result.key: result.problem for result in workers.run(texts)}
    assert "ValueError: odes are not read here" in results["a"]
    assert "MemoryError: no room" in results["c"]
    assert (results["b"], results["d"]) == ("", "")
