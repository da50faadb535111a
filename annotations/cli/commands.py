"""The short commands: new, annotators, stats, check, formats."""

import sys
from argparse import Namespace

from annotations import annotators as people
from annotations.checking import findings
from annotations.cli.printing import ProgressLine, print_json, print_table
from annotations.exchange.formats import FORMATS
from annotations.project import create_project, open_project
from annotations.queue import queue_counts
from annotations.scheme import load_scheme
from annotations.statistics import statistics


def new(options: Namespace) -> int:
    """Make a project file."""
    create_project(options.file, load_scheme(options.scheme)).close()
    print(f"Made {options.file}. Next: claimdesk import {options.file} ARTICLES")
    return 0


def annotators(options: Namespace) -> int:
    """List, add and rename annotators."""
    project = open_project(options.file)
    if options.add:
        people.add_annotator(project, options.add)
    if options.rename:
        people.rename_annotator(project, *options.rename)
    counts = people.annotation_counts(project)
    rows = [(a.name, a.kind, a.version, counts.get(a.id, 0)) for a in people.annotators(project)]
    if options.json:
        print_json([dict(zip(("name", "kind", "version", "annotations"), row, strict=True)) for row in rows])
    elif rows:
        print_table(("annotator", "kind", "version", "annotations"), rows)
    else:
        print("Nobody yet. Open the window, or add somebody with --add NAME.")
    return 0


def stats(options: Namespace) -> int:
    """Show what is in a project, in figures."""
    figures = statistics(open_project(options.file))
    if options.json:
        print_json(figures)
        return 0
    counted = figures["articles"]
    print(f"{figures['project']}: {counted['count']:,} articles, {counted['characters']:,} characters, "
          f"{counted['done_by_somebody']:,} done by somebody")  # fmt: skip
    layers = sorted({layer for annotator in figures["annotators"] for layer in annotator["annotations"]})
    rows = [
        (a["name"], a["kind"], a["articles"].get("done", 0), a["articles"].get("skip", 0), *(a["annotations"].get(x, 0) for x in layers))
        for a in figures["annotators"]
    ]
    print()
    print_table(("annotator", "kind", "done", "skipped", *layers), rows)
    for annotator in figures["annotators"]:
        _print_labels(annotator["name"], annotator["labels"])
    return 0


def _print_labels(name: str, labels: dict[str, dict[str, dict[str, int]]]) -> None:
    rows = [
        (layer, field, ", ".join(f"{value} {count}" for value, count in values.items()))
        for layer, fields in labels.items()
        for field, values in fields.items()
    ]
    if rows:
        print(f"\n{name}")
        print_table(("layer", "field", "values"), rows)


def check(options: Namespace) -> int:
    """Check the file and every annotation in it."""
    project = open_project(options.file)
    line = ProgressLine("Checked articles", queue_counts(project).articles)
    found = list(findings(project, lambda _: line.advance()))
    line.finish()
    if options.json:
        print_json({"project": str(options.file), "sound": not found, "findings": found})
    for sentence in () if options.json else found:
        print(sentence)
    if not found and not options.json:
        print(f"{options.file} is sound.")
    elif found:
        print(f"{len(found)} findings. Go back to a copy, or export what is sound.", file=sys.stderr)
    return 1 if found else 0


def formats(options: Namespace) -> int:
    """Show what can be imported and exported."""
    rows = [(f.name, f.title, " ".join(f.suffixes), bool(f.read), bool(f.write), f.keeps) for f in FORMATS]
    names = ("format", "title", "suffixes", "import", "export", "keeps")
    if options.json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_table(names, [(*row[:3], "yes" if row[3] else "–", "yes" if row[4] else "–", row[5]) for row in rows])
    return 0
