"""The command that asks suggestion sources. It may be stopped at any time, and continues where it was."""

import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from annotations.cli.printing import ProgressLine, print_json
from annotations.cli.terminal import print_message
from annotations.highlight.limits import Limits
from annotations.highlight.pipeline_choice import OTHERS, Choice, read_choices
from annotations.highlight.source import Result, Source
from annotations.highlight.sources import separate_sources
from annotations.highlight.work_queue import WorkQueue
from annotations.highlight.worker import Workers
from annotations.model import Annotator, ArticleId
from annotations.operations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    recurring_lines,
    texts_to_highlight,
)
from annotations.operations.result_keeper import ResultKeeper
from annotations.operations.suggestion_sources import is_switched_off, learned_results, people, read_with
from annotations.project import Project, open_project

SLICE, SLICE_SECONDS = 20, 2.0  # results are kept after this many articles or seconds
Figures = dict[str, Any]


def highlight(options: Namespace) -> int:
    """Ask pipelines about the articles that they have not read, each for its languages, and then the other sources."""
    choices = read_choices(options.pipeline, options.label, options.numbers)
    limits = Limits(options.time_limit, options.memory_limit or 0)
    with closing(open_project(options.file)) as project:
        done = [
            _ask_pipeline(project, choice, waiting, options.workers, limits)
            for choice, waiting in articles_by_choice(project, choices).items()
            if waiting or choice == choices[OTHERS]
        ]
        done += _ask_separate_sources(project)
    if options.json:
        total = {key: sum(one[key] for one in done) for key in ("articles", "suggestions", "seconds")}
        problems = [problem for one in done for problem in one["problems"]]
        print_json(done[0] | total | {"problems": problems, "machines": done})
        return 1 if problems else 0
    for one in done:
        print(
            "{machine} {version}: {suggestions:,} suggestions in {articles:,} articles, {seconds:.1f} s".format(**one)
        )
        for problem in one["problems"]:
            print_message(problem)
    return 1 if any(one["problems"] for one in done) else 0


def _ask_pipeline(
    project: Project, choice: Choice, among: Sequence[ArticleId], workers: int, limits: Limits
) -> Figures:
    """Let one pipeline read its articles; return the figures."""
    with Workers(choice, workers, limits=limits) as running:
        if running.warning:
            print_message(running.warning)
        keeper = ResultKeeper(project)
        machine = keeper.machine(running.machine, running.card)
        agenda = WorkQueue(articles_to_highlight(project, machine, among))
        seconds = 0.0
        if agenda:
            line = ProgressLine("Highlighted articles", len(agenda))
            texts = texts_to_highlight(project, agenda, recurring_lines(project), running.machine)
            seconds = _keep_all(keeper, machine, running.run(texts), line, agenda)
    return _figures(running.machine, keeper, seconds)


def _ask_separate_sources(project: Project) -> Iterator[Figures]:
    for source in separate_sources(learn=False):
        if not is_switched_off(project, source):
            yield _ask_source(project, source)
    for source in separate_sources(learn=True):
        figures = _ask_learning_source(project, source)
        if figures["suggestions"]:
            yield figures


def _ask_source(project: Project, source: Source) -> Figures:
    """Let a source that does not learn read the articles that it has not read; return the figures."""
    keeper = ResultKeeper(project)
    machine = keeper.machine((source.name, source.version), source.card)
    agenda = WorkQueue(articles_to_highlight(project, machine))
    line = ProgressLine("Highlighted articles", len(agenda))
    texts = texts_to_highlight(project, agenda, recurring_lines(project), (source.name, source.version))
    results = (read_with(source, text).result for text in texts)
    return _figures((source.name, source.version), keeper, _keep_all(keeper, machine, results, line, agenda))


def _ask_learning_source(project: Project, source: Source) -> Figures:
    """Let a source learn from each person and suggest for them; return the figures."""
    keeper, started = ResultKeeper(project), time.monotonic()
    for person in people(project):
        for found in learned_results(project, source, person):
            if found.result.suggestions:
                keeper.keep(keeper.machine(found.machine, found.card), [found.result])
    return _figures((source.name, source.version), keeper, time.monotonic() - started)


def _figures(machine: tuple[str, str], keeper: ResultKeeper, seconds: float) -> Figures:
    name, version = machine
    return {
        "machine": name, "version": version, "articles": keeper.articles, "suggestions": keeper.suggestions,
        "seconds": round(seconds, 2), "problems": keeper.problems,
    }  # fmt: skip


def _keep_all(
    keeper: ResultKeeper, machine: Annotator, results: Iterable[Result], line: ProgressLine, agenda: WorkQueue
) -> float:
    """Keep results in slices, also if it is stopped; return the seconds."""
    waiting: list[Result] = []
    kept = time.monotonic()

    def keep() -> None:
        for article_id in keeper.keep(machine, waiting).faster:
            agenda.lost(article_id)
        waiting.clear()

    try:
        for result in results:
            waiting.append(result)
            line.advance()
            if len(waiting) >= SLICE or time.monotonic() - kept > SLICE_SECONDS:
                keep()
                kept = time.monotonic()
    finally:
        keep()
        seconds = line.finish()
    return seconds
