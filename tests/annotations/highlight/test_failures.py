"""A pipeline that fails on articles: the reason is kept, the rest goes on, and what was done stays done."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotations.articles import articles
from annotations.cli import main
from annotations.highlight.worker import Workers
from annotations.machines import problems_of
from annotations.project import open_project

pytestmark = pytest.mark.usefixtures("angry")


def test_a_pipeline_that_fails_on_an_article_says_why_and_the_rest_goes_on(angry: str) -> None:
    with Workers(angry) as workers:
        assert workers.card.licence == "MIT"
        texts = [("a", "An ode."), ("b", "Peru."), ("c", "A flood."), ("d", "Chile.")]
        results = {result.key: result.problem for result in workers.run(texts)}
    assert "ValueError: odes are not read here" in results["a"]
    assert "MemoryError: no room" in results["c"]
    assert (results["b"], results["d"]) == ("", "")


def test_many_articles_that_explain_themselves_do_not_stop_the_rest(angry: str) -> None:
    texts = [(str(number), "An ode.") for number in range(5)]
    with Workers(angry) as workers:
        results = list(workers.run([*texts, ("peru", "Peru.")]))
    assert [result.problem == "" for result in results] == [False] * 5 + [True]


def test_the_command_line_keeps_the_reason_and_asks_again_next_time(
    angry: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, texts = tmp_path / "p.claimdesk", tmp_path / "texts"
    texts.mkdir()
    for name, text in (("a", "An ode to Peru."), ("b", "Peru said that the port is open."), ("c", "A flood in Peru.")):
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["new", str(project)]) == 0
    assert main(["import", str(project), str(texts)]) == 0
    capsys.readouterr()
    assert main(["highlight", str(project), "--pipeline", angry, "--json"]) == 1
    figures = json.loads(capsys.readouterr().out)
    assert figures["articles"] == 1
    with closing(open_project(project)) as opened:
        told = {one.text: [sentence for _, sentence in problems_of(opened, one.id)] for one in articles(opened)}
    assert "odes are not read here" in told["An ode to Peru."][0]
    assert told["Peru said that the port is open."] == []
    assert main(["highlight", str(project), "--pipeline", angry, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["articles"] == 0
