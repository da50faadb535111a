"""The short commands: new, annotators, stats, compact, check, formats."""

import shlex
from argparse import Namespace
from contextlib import closing
from typing import Any

from annotations.cli.printing import ProgressLine, print_json, print_table
from annotations.cli.terminal import print_message
from annotations.display import many, visible
from annotations.exchange.formats import FORMATS, in_and_out
from annotations.importing import MadeScheme, made_from_files
from annotations.operations import annotators as people
from annotations.operations.checking import findings_in
from annotations.operations.machines import machine_cards, score_counts
from annotations.operations.statistics import statistics
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme

PROBLEMS_SHOWN = 20
# singular and plural for the rows of each table
_NOUNS = {
    "articles": ("article", "articles"),
    "annotations": ("annotation", "annotations"),
    "annotators": ("annotator", "annotators"),
    "progress": ("article status", "article statuses"),
    "schemes": ("version of the scheme", "versions of the scheme"),
    "machines": ("pipeline", "pipelines"),
    "problems": ("pipeline failure", "pipeline failures"),
    "changes": ("change in the history", "changes in the history"),
}


def new(options: Namespace) -> int:
    """Create a project file."""
    kind, _, source = options.scheme.partition(":")
    is_made = kind == "from" and bool(source)
    made = made_from_files([source]) if is_made else MadeScheme(load_scheme(options.scheme))
    create_project(options.file, made.scheme).close()
    for remark in made.remarks:
        print_message(f"{source}: {remark}")
    inputs = shlex.quote(source) if made.articles else "ARTICLES"
    print(f"Created {options.file}. Next: claimdesk import {shlex.quote(str(options.file))} {inputs}")
    return 0


def annotators(options: Namespace) -> int:
    """List, add and rename annotators."""
    with closing(open_project(options.file)) as project:
        if options.add:
            people.add_annotator(project, options.add)
        if options.rename:
            people.rename_annotator(project, *options.rename)
        counts = people.annotation_counts(project)
        rows = [(a.name, a.kind, a.version, counts.get(a.id, 0)) for a in people.annotators(project)]
        scores = _scores(project)
    if options.json:
        head = ("name", "kind", "version", "annotations")
        print_json([dict(zip(head, row, strict=True)) | scores.get(row[:3], {}) for row in rows])
    elif rows:
        print_table(("annotator", "kind", "version", "annotations"), rows)
        _print_scores(scores)
    else:
        print("There are no annotators yet. Add one with --add NAME, or open the project in the window.")
    return 0


def _scores(project: Project) -> dict[tuple[str, str, str], dict[str, Any]]:
    """How each machine's suggestions are used, by its name, kind and version."""
    cards = {card: score_counts(project, card.annotator.id) for card in machine_cards(project)}
    return {
        card.annotator[1:]: {
            "shown": card.shown,
            "least_score": card.threshold,
            "below_it": counts.below(card.threshold),
            "without_score": counts.unscored,
        }
        for card, counts in cards.items()
    }


def _print_scores(scores: dict[tuple[str, str, str], dict[str, Any]]) -> None:
    if scores:
        print("\nsuggestions (those without a score are always shown)")
        print_table(
            ("pipeline", "version", "shown", "minimum score", "below it", "without score"),
            [
                (
                    name,
                    version,
                    "yes" if one["shown"] else "no",
                    *(one[key] for key in ("least_score", "below_it", "without_score")),
                )
                for (name, _, version), one in scores.items()
            ],
        )


def stats(options: Namespace) -> int:
    """Show project statistics."""
    with closing(open_project(options.file)) as project:
        figures = statistics(project)
    if options.json:
        print_json(figures)
    else:
        _print_stats(figures)
    return 0


def compact(options: Namespace) -> int:
    """Make the project file as small as it can be."""
    with closing(open_project(options.file)) as project:
        before, after = project.compact()
    if options.json:
        print_json({"bytes_before": before, "bytes_after": after})
    else:
        print(f"{options.file}: {before / 1_000_000:,.1f} MB before, {after / 1_000_000:,.1f} MB now.")
    return 0


def _marks(annotator: dict[str, Any], layer: str) -> str:
    """The number of annotations, and how many of them were only confirmed by finishing the article."""
    count, confirmed = annotator["annotations"].get(layer, 0), annotator["confirmed"].get(layer, 0)
    return f"{count} ({confirmed} confirmed with articles)" if confirmed else str(count)


def _print_stats(figures: dict[str, Any]) -> None:
    counted, annotators = figures["articles"], figures["annotators"]
    print(
        f"{figures['project']}{' (read-only)' if figures['readonly'] else ''}: {many(counted['count'], 'article')}, "
        f"{many(counted['characters'], 'character')}, {counted['done_by_somebody']:,} done by at least one annotator"
    )
    layers = sorted({layer for annotator in annotators for layer in annotator["annotations"]})
    rows = [
        (
            a["name"],
            a["kind"],
            *(a["articles"].get(status, 0) for status in ("done", "incomplete", "skip")),
            _hours(a["seconds"]["articles"]),
        )
        + tuple(_marks(a, layer) for layer in layers)
        for a in annotators
    ]
    if rows:
        print()
        print_table(("annotator", "kind", "done", "incomplete", "skipped", "time", *layers), rows)
    for annotator in annotators:
        values = [
            (layer, field, ", ".join(f"{value} {count}" for value, count in counts.items()))
            for layer, fields in annotator["labels"].items()
            for field, counts in fields.items()
        ]
        if values:
            print(f"\n{annotator['name']}")
            print_table(("layer", "field", "values"), values)
    _print_problems(figures["problems"])


def _print_problems(problems: list[dict[str, str]]) -> None:
    """List the articles that pipelines could not read. `highlight` tries them again."""
    if not problems:
        return
    left = many(len(problems), "article was", "articles were")
    print(f"\n{left} not highlighted; “claimdesk highlight” tries again:")
    for one in problems[:PROBLEMS_SHOWN]:
        print(f"  “{visible(one['title'])}” ({one['machine']} {one['version']}): {one['why']}")
    if len(problems) > PROBLEMS_SHOWN:
        print(f"  … and {len(problems) - PROBLEMS_SHOWN:,} more; --json lists them all.")


def _hours(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


def check(options: Namespace) -> int:
    """Check the file and every annotation in it, or rescue what can be read."""
    if options.repair:
        return _repair(options)
    line = ProgressLine("Checking articles")
    found = findings_in(options.file, line.reach)
    line.finish()
    if options.json:
        print_json({"project": str(options.file), "sound": not found, "findings": found})
    else:
        print("\n".join(map(visible, found)) or f"{options.file} has no problems.")
    if found:
        print_message(f"{many(len(found), 'finding')}. Restore a backup, or rescue the file with --repair NEW.")
    return 1 if found else 0


def _repair(options: Namespace) -> int:
    """Rescue a damaged file into a new one, and report the counts."""
    from annotations.repairing import repair  # imports the code that writes, which is slow

    line = ProgressLine("Reading rows")
    done = repair(options.file, options.repair, lambda count: line.reach(count, 0))
    line.finish()
    left = findings_in(options.repair)
    if options.json:
        print_json(done._asdict() | {"project": str(options.repair), "findings": left})
    else:
        print(f"Rescued into {options.repair}: {_counts(done.rescued)}.")
        if done.mended:
            print(f"Kept, but without damaged parts: {_counts(done.mended)}.")
        print(f"Lost: {_counts(done.lost)}." if done.lost else "Nothing was lost.")
        if not done.undo:
            print("The history still shows earlier actions, but you cannot undo them in the new file.")
        print("\n".join(left), end="\n" * bool(left))
    return 0 if done.whole and not left else 1


def _counts(counts: dict[str, int]) -> str:
    parts = (f"{count:,} {_NOUNS[what][count != 1]}" for what, count in counts.items() if count)
    return ", ".join(parts) or "nothing"


def formats(options: Namespace) -> int:
    """List the formats that can be imported and exported."""
    names = ("format", "title", "suffixes", "import", "export", "keeps")
    if options.json:
        rows = [(f.name, f.title, " ".join(f.suffixes), bool(f.read), bool(f.write), f.keeps) for f in FORMATS]
        found = [dict(zip(names, row, strict=True)) for row in rows]
        print_json([row | {"folder": known.folder} for row, known in zip(found, FORMATS, strict=True)])
    else:
        print_table(names, [(f.name, f.title, " ".join(f.suffixes), *in_and_out(f), f.keeps) for f in FORMATS])
    return 0
