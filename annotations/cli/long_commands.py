"""The slow commands: import, merge, export."""

import shlex
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from annotations.cli.printing import ProgressLine, print_json, print_table
from annotations.cli.terminal import print_message
from annotations.cli.training_commands import export_splits
from annotations.display import many
from annotations.errors import ExportFailed
from annotations.exchange.conversion import DIFFERENTLY, write_records
from annotations.exchange.files import written_whole
from annotations.exchange.format import Format
from annotations.exchange.formats import format_for_writing
from annotations.exchange.losses import LossReport, counted, sentences
from annotations.exchange.mapping import HOW, NO_RULES
from annotations.exchange.mapping.rules import Rules, load_rules, rules_toml
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.importing import How, Imported, Importing, input_files, slices
from annotations.merging import Merged, check_others, draft_for, merging_of
from annotations.operations.exporting import choose_annotators, records
from annotations.project import open_project
from annotations.scheme import Scheme

REMARKS_SHOWN = 20
_MAPPING = "To map names to the scheme, write a draft with --draft-map FILE, fill it in and use it with --map FILE."

T = TypeVar("T")


def _counted(things: Iterable[T], line: ProgressLine) -> Iterator[T]:
    for thing in things:
        yield thing
        line.advance()


def import_(options: Namespace) -> int:
    """Import articles, with annotations if there are any."""
    paths = input_files(options.inputs)
    said = Options(options.unit, options.config, columns=dict(options.column), parts=options.parts)
    said = said._replace(encoding=options.encoding or "")
    how = How(options.format, options.annotator, load_rules(options.map) if options.map else NO_RULES, said)
    line = ProgressLine("Importing records")
    with closing(open_project(options.file)) as project:
        importing = Importing(project, paths, how)
        if options.draft_map:
            return _draft_import(options.draft_map, importing, project.scheme)
        found = _counted(importing.records(), line)
        for some in [found] if options.strict else slices(found):
            importing.save(some, strict=options.strict)
    done, seconds = importing.done, line.finish()
    if options.json:
        print_json(done._asdict() | {"remarks": [remark._asdict() for remark in done.remarks]})
    else:
        _print_import(done, seconds)
        if any(importing.draft()):
            print_message(_MAPPING)
    return 1 if any(remark.lost for remark in done.remarks) else 0


def _draft_import(out: Path, importing: Importing, scheme: Scheme) -> int:
    """Write a mapping of names without a match, and import nothing. Exit 1 if anything cannot be read at all."""
    remarks = (thing for thing in importing.records() if isinstance(thing, ImportNote))
    unread = [remark for remark in remarks if remark.lost and HOW not in remark.sentence]
    _tell_all(unread)
    _draft(out, importing.draft(), scheme, "import")
    return 1 if unread else 0


def _draft(out: Path, draft: Rules, scheme: Scheme, command: str) -> None:
    """Write a mapping to fill in, if it is not empty."""
    if not any(draft):
        print(f"Every name has a match in the scheme {scheme.name}, so no mapping is needed. {out} was not written.")
        return
    layers = (f"  {layer.name}: {', '.join(v.name for v in layer.labels) or 'no labels'}" for layer in scheme.layers)
    head = (
        f"Names without a match in the scheme {scheme.name}. Fill in “to” with a layer, field or link of the",
        "scheme, and add “as” with a label if that layer has labels. Leave “to” empty to leave the name out.",
        "The layers and labels are:",
    )
    with written_whole(out) as file:
        file.write(rules_toml(draft, (*head, *layers)).encode())
    names = many(sum(map(len, draft)), "name")
    print(f"{names} written to {out}. Fill it in, then {command} again with --map {shlex.quote(str(out))}")


def _print_import(done: Imported, seconds: float) -> None:
    print(
        f"{many(done.articles, 'article')} added ({done.articles_known:,} already there), "
        f"{many(done.annotations, 'annotation')} added ({done.annotations_known:,} already there), {seconds:.1f} s"
    )
    _tell_all(done.remarks)


def _tell_all(remarks: Sequence[ImportNote]) -> None:
    for remark in remarks[:REMARKS_SHOWN]:
        print_message(remark.message())
    if len(remarks) > REMARKS_SHOWN:
        print_message(f"… and {len(remarks) - REMARKS_SHOWN:,} more; --json lists them all.")


def merge(options: Namespace) -> int:
    """Combine copies of a project that several people annotated."""
    rules = load_rules(options.map) if options.map else NO_RULES
    with closing(open_project(options.file)) as project:
        if options.draft_map:
            check_others(project, options.others)
            _draft(options.draft_map, draft_for(project, options.others, rules), project.scheme, "merge")
            return 0
        merging = merging_of(project, options.others, rules)
    done = merging.done
    if options.json:
        kept = {"settled": [one._asdict() for one in done.settled], "remarks": [one._asdict() for one in done.remarks]}
        print_json(done._asdict() | kept)
    else:
        _print_merge(done)
        if any(merging.draft()):
            print_message(_MAPPING)
    return 1 if any(remark.lost for remark in done.remarks) else 0


def _print_merge(done: Merged) -> None:
    added = f"{many(done.articles, 'article')}, {many(done.annotators, 'annotator')} and"
    added = f"{added} {many(done.annotations, 'annotation')} added"
    print(f"{added}, {many(done.changed, 'annotation')} changed, {done.removed:,} removed")
    if done.settled:
        changed = many(len(done.settled), "mark was", "marks were")
        print(f"\n{changed} changed in both files. The newer version was kept; the older one is in the history:")
        head = ("annotator", "article", "what", "kept", "changed", "replaced", "changed")
        print_table(
            head,
            (
                (s.annotator, s.article[:40], s.layer, s.kept, s.kept_at[:16], s.older, s.older_at[:16])
                for s in done.settled
            ),
        )
    _tell_all(done.remarks)


def export(options: Namespace) -> int:
    """Export labelled data."""
    if options.done and options.unfinished:
        raise ExportFailed("--done and --unfinished contradict each other. Choose one of them.")
    if options.split or options.task:
        return export_splits(options)
    known = format_for_writing(options.out, options.format)
    line = ProgressLine("Exporting records")
    with closing(open_project(options.file)) as project:
        chosen = choose_annotators(project, options.annotator, gold=options.gold)
        found, loses = _counted(records(project, chosen, done=options.done), line), known.losses(project.scheme)
        if options.dry_run:
            count, lost = 0, counted(found, loses)
        else:
            count, lost = write_records(options.out, found, project.scheme, known)
    seconds = line.finish()
    if options.json:
        figures = {"out": str(options.out), "format": known.name, "records": count, "seconds": round(seconds, 2)}
        notes = {loss.name for loss in loses if loss.comes_back}
        parts = {"lost": lost.keys() - notes, "notes": notes}
        print_json(
            figures | {part: {name: lost[name] for name in lost if name in found} for part, found in parts.items()}
        )
        return 0
    if not options.dry_run:
        print(f"{many(count, 'record')} written to {options.out}, {seconds:.1f} s")
    _print_losses(known, sentences(lost, loses), dry=options.dry_run)
    return 0


def _print_losses(known: Format, report: LossReport, *, dry: bool) -> None:
    if report.gone:
        print(f"{known.title} would lose:" if dry else f"Lost in {known.title}:")
        print("\n".join(f"  {line}" for line in report.gone))
    elif dry:
        print(f"{known.title} loses nothing.")
    if report.notes:
        print(DIFFERENTLY)
        print("\n".join(f"  {line}" for line in report.notes))
