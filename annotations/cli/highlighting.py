"""The command that lets pipelines suggest: it may be stopped at any time, and goes on where it was."""

import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from annotations.cli.printing import ProgressLine, print_json
from annotations.cli.terminal import tell
from annotations.errors import NotFound
from annotations.highlight.limits import Limits
from annotations.highlight.pipeline_choice import OTHERS, Choice, read_choices
from annotations.highlight.work_queue import Agenda
from annotations.highlight.worker import Result, Workers
from annotations.model import Annotator, Article, ArticleId, Suggestion
from annotations.operations.annotators import act_as
from annotations.operations.articles import article
from annotations.operations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    recurring_lines,
    save_problem,
    save_suggestions,
    texts_to_highlight,
)
from annotations.operations.machines import describe_machine
from annotations.project import Project, open_project

SLICE, SLICE_SECONDS = 20, 2.0  # after so many articles, or so long, what was found is kept


def highlight(options: Namespace) -> int:
    """Let pipelines suggest entities for the articles that they have not seen, each for its languages."""
    choices = read_choices(options.pipeline, options.label, options.numbers)
    limits = Limits(options.time_limit, options.memory_limit or 0)
    with closing(open_project(options.file)) as project:
        done = [
            _highlighted(project, choice, waiting, options.workers, limits)
            for choice, waiting in articles_by_choice(project, choices).items()
            if waiting or choice == choices[OTHERS]
        ]
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
            tell(problem)
    return 1 if any(one["problems"] for one in done) else 0


def _highlighted(
    project: Project, choice: Choice, among: Sequence[ArticleId], workers: int, limits: Limits
) -> dict[str, Any]:
    """Let one pipeline read its articles; return the figures."""
    with Workers(choice, workers, limits=limits) as running:
        name, version = running.machine
        if running.warning:
            tell(running.warning)
        machine = act_as(project, name, "machine", version)
        describe_machine(project, machine, *running.card)
        agenda = Agenda(articles_to_highlight(project, machine, among))
        keeping = _Keeping(project, machine, agenda)
        if agenda:
            lines, line = recurring_lines(project), ProgressLine("Highlighted articles", len(agenda))
            keeping.keep_all(running.run(texts_to_highlight(project, agenda, lines, running.machine)), line)
    return {
        "machine": name, "version": version, "articles": keeping.articles, "suggestions": keeping.suggestions,
        "seconds": round(keeping.seconds, 2), "problems": keeping.problems,
    }  # fmt: skip


class _Keeping:
    """Keeps results slice by slice, also when it is stopped, and counts them."""

    def __init__(self, project: Project, machine: Annotator, agenda: Agenda) -> None:
        self.articles, self.suggestions, self.seconds = 0, 0, 0.0
        self.problems: list[str] = []
        self._project, self._machine, self._agenda = project, machine, agenda
        self._found: list[tuple[Article, Sequence[Suggestion]]] = []

    def keep_all(self, results: Iterator[Result], line: ProgressLine) -> None:
        kept = time.monotonic()
        try:
            for result in results:
                self._take(result)
                line.advance()
                if len(self._found) >= SLICE or time.monotonic() - kept > SLICE_SECONDS:
                    self._keep()
                    kept = time.monotonic()
        finally:
            self._keep()
            self.seconds = line.finish()

    def _take(self, result: Result) -> None:
        try:
            read = article(self._project, ArticleId(result.key))
        except NotFound:  # its import was undone meanwhile
            return
        if result.problem:
            self.problems.append(f"“{read.title}”: {result.problem}")
            save_problem(self._project, self._machine, read.id, result.problem)
        else:
            self._found.append((read, result.suggestions))

    def _keep(self) -> None:
        found, self._found = self._found, []
        if not found:
            return
        changes = save_suggestions(self._project, self._machine, found)
        self.articles += len(changes.articles)
        self.suggestions += len(changes.added)
        for read, _ in found:
            if read.id not in changes.articles:
                self._agenda.lost(read.id)
