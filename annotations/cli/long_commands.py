"""The commands that take their time: import, merge, export."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from annotations.cli.printing import ProgressLine, print_json, print_table
from annotations.cli.terminal import tell
from annotations.cli.training_commands import export_splits
from annotations.errors import ExportFailed
from annotations.exchange.files import written_whole
from annotations.exchange.format import Format
from annotations.exchange.formats import format_for_writing
from annotations.exchange.losses import Told, counted, sentences
from annotations.exchange.mapping import NO_RULES
from annotations.exchange.mapping.rules import load_rules, rules_toml
from annotations.exchange.options import Options
from annotations.exchange.streams import DIFFERENTLY, write_records
from annotations.exporting import choose_annotators, records
from annotations.importing import How, Imported, Importing, input_files, slices
from annotations.merging import Merged, merge_files
from annotations.project import open_project
from annotations.scheme import Scheme

REMARKS_SHOWN = 20

T = TypeVar("T")


def _counted(things: Iterable[T], line: ProgressLine) -> Iterator[T]:
    for thing in things:
        yield thing
        line.advance()


def import_(options: Namespace) -> int:
    """Import articles, with annotations when they have some."""
    paths = input_files(options.inputs)
    said = Options(options.unit, options.config, columns=dict(options.column), parts=options.parts)
    said = said._replace(encoding=options.encoding or "")
    how = How(options.format, options.annotator, load_rules(options.map) if options.map else NO_RULES, said)
    line = ProgressLine("Imported records")
    with closing(open_project(options.file)) as project:
        importing = Importing(project, paths, how)
        if options.draft_map:
            return _draft(options.draft_map, importing, project.scheme)
        found = _counted(importing.records(), line)
        for some in [found] if options.strict else slices(found):
            importing.save(some, strict=options.strict)
    done = importing.done
    seconds = line.finish()
    if options.json:
        print_json(done._asdict() | {"remarks": [remark._asdict() for remark in done.remarks]})
    else:
        _print_import(done, seconds)
    return 1 if any(remark.lost for remark in done.remarks) else 0


def _draft(out: Path, importing: Importing, scheme: Scheme) -> int:
    """Write a mapping of what has no place in the scheme, to be filled in; import nothing."""
    for _ in importing.records():
        pass
    draft = importing.draft()
    layers = (f"  {layer.name}: {', '.join(v.name for v in layer.labels) or 'no labels'}" for layer in scheme.layers)
    head = (
        f"Names that the scheme {scheme.name} has no place for. “to” is a layer, field or link, “as” a label of it;",
        "without a “to” the name is left out. The layers and labels are:",
    )
    with written_whole(out) as file:
        file.write(rules_toml(draft, (*head, *layers)).encode())
    print(f"{sum(map(len, draft))} names written to {out}. Fill it in, then import again with --map {out}")
    return 0


def _print_import(done: Imported, seconds: float) -> None:
    print(
        f"{done.articles:,} articles added ({done.articles_known:,} were there already), "
        f"{done.annotations:,} annotations added ({done.annotations_known:,} were there already), {seconds:.1f} s"
    )
    for remark in done.remarks[:REMARKS_SHOWN]:
        tell(remark.told())
    if len(done.remarks) > REMARKS_SHOWN:
        tell(f"… and {len(done.remarks) - REMARKS_SHOWN:,} more; --json lists them all.")
    if any("mapping of names" in remark.sentence for remark in done.remarks):
        tell("--draft-map FILE writes a mapping of names to fill in, and --map FILE uses it.")


def merge(options: Namespace) -> int:
    """Join the work of people who annotated copies of one project."""
    with closing(open_project(options.file)) as project:
        done = merge_files(project, options.others)
    if options.json:
        kept = {"settled": [one._asdict() for one in done.settled], "remarks": [one._asdict() for one in done.remarks]}
        print_json(done._asdict() | kept)
    else:
        _print_merge(done)
    return 1 if any(remark.lost for remark in done.remarks) else 0


def _print_merge(done: Merged) -> None:
    print(
        f"{done.articles:,} articles, {done.annotators:,} annotators and {done.annotations:,} annotations added, "
        f"{done.changed:,} annotations changed, {done.removed:,} taken out"
    )
    if done.settled:
        print(f"\n{len(done.settled):,} changed on both sides; the newer stands and the older stays in the history:")
        head = ("annotator", "article", "what", "stands", "since", "instead of", "of")
        print_table(
            head,
            (
                (s.annotator, s.article[:40], s.layer, s.kept, s.kept_at[:16], s.older, s.older_at[:16])
                for s in done.settled
            ),
        )
    for place, sentence, _ in done.remarks[:REMARKS_SHOWN]:
        tell(f"{place}: {sentence}")


def export(options: Namespace) -> int:
    """Write labelled data."""
    if options.done and options.unfinished:
        raise ExportFailed("--done leaves out what --unfinished takes. Choose one of them.")
    if options.split or options.task:
        return export_splits(options)
    known = format_for_writing(options.out, options.format)
    line = ProgressLine("Exported records")
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
        print(f"{count:,} records written to {options.out}, {seconds:.1f} s")
    _print_losses(known, sentences(lost, loses), dry=options.dry_run)
    return 0


def _print_losses(known: Format, told: Told, *, dry: bool) -> None:
    if told.gone:
        print(f"{known.title} cannot carry:" if dry else f"{known.title} could not carry:")
        print("\n".join(f"  {line}" for line in told.gone))
    elif dry:
        print(f"{known.title} carries all of it.")
    if told.notes:
        print(DIFFERENTLY)
        print("\n".join(f"  {line}" for line in told.notes))
