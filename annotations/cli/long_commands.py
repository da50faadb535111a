"""The commands that take their time and show progress: import, highlight, export."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TypeVar

from annotations.annotators import act_as
from annotations.articles import article
from annotations.cli.printing import ProgressLine, print_json
from annotations.exporting import choose_annotators, records
from annotations.exchange.formats import format_for_writing
from annotations.highlight.pipelines import DEFAULT
from annotations.highlight.worker import Workers
from annotations.highlighting import articles_to_highlight, save_suggestions
from annotations.importing import Imported, import_records, input_files, read_files
from annotations.model import Article, ArticleId, Suggestion
from annotations.project import Project, open_project

SLICE = 20
REMARKS_SHOWN = 20

T = TypeVar("T")


def _counted(things: Iterable[T], line: ProgressLine) -> Iterator[T]:
    for thing in things:
        yield thing
        line.advance()


def import_(options: Namespace) -> int:
    """Import articles, with annotations when they have some."""
    paths = input_files(options.inputs)
    project = open_project(options.file)
    line = ProgressLine("Imported records")
    found = _counted(read_files(paths, options.format), line)
    done = import_records(project, found, options.annotator, strict=options.strict)
    seconds = line.finish()
    if options.json:
        print_json(_import_figures(done))
    else:
        _print_import(done, seconds)
    return 1 if any(remark.lost for remark in done.remarks) else 0


def _import_figures(done: Imported) -> dict[str, object]:
    return done._asdict() | {"remarks": [remark._asdict() for remark in done.remarks]}


def _print_import(done: Imported, seconds: float) -> None:
    print(f"{done.articles:,} articles added ({done.articles_known:,} were there already), "
          f"{done.annotations:,} annotations added ({done.annotations_known:,} were there already), {seconds:.1f} s")  # fmt: skip
    for remark in done.remarks[:REMARKS_SHOWN]:
        print(remark.sentence if remark.place in remark.sentence else f"{remark.place}: {remark.sentence}", file=sys.stderr)
    if len(done.remarks) > REMARKS_SHOWN:
        print(f"… and {len(done.remarks) - REMARKS_SHOWN:,} more; --json lists them all.", file=sys.stderr)


def highlight(options: Namespace) -> int:
    """Let a pipeline suggest entities for the articles that it has not seen."""
    project = open_project(options.file)
    problems: list[str] = []
    with Workers(options.pipeline or DEFAULT, options.workers) as workers:
        machine = act_as(project, workers.machine[0], "machine", workers.machine[1])
        waiting = list(articles_to_highlight(project, machine))
        line, count = ProgressLine("Highlighted articles", len(waiting)), 0
        batch: list[tuple[Article, list[Suggestion]]] = []
        for result in workers.run((key, article(project, key).text) for key in waiting):
            line.advance()
            found = article(project, ArticleId(result.key))
            if result.problem:
                problems.append(f"“{found.title}”: {result.problem}")
                continue
            count += len(result.suggestions)
            batch.append((found, result.suggestions))
            if len(batch) == SLICE:
                save_suggestions(project, machine, batch)
                batch = []
        save_suggestions(project, machine, batch)
    seconds = line.finish()
    figures = {"machine": machine.name, "version": machine.version, "articles": len(waiting) - len(problems),
               "suggestions": count, "seconds": round(seconds, 2), "problems": problems}  # fmt: skip
    if options.json:
        print_json(figures)
    else:
        print(f"{machine.name} {machine.version}: {count:,} suggestions in {figures['articles']:,} articles, {seconds:.1f} s")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def export(options: Namespace) -> int:
    """Write labelled data."""
    project: Project = open_project(options.file)
    writer = format_for_writing(options.out, options.format)
    chosen = choose_annotators(project, options.annotator, gold=options.gold)
    line = ProgressLine("Exported records")
    count = writer(options.out, _counted(records(project, chosen), line))
    seconds = line.finish()
    if options.json:
        print_json({"out": str(options.out), "records": count, "seconds": round(seconds, 2)})
    else:
        print(f"{count:,} records written to {options.out}, {seconds:.1f} s")
    return 0
