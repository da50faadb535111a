"""The commands' names and options. Scripts rely on them."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable
from pathlib import Path

import annotations
from annotations.cli import agreement, commands, highlighting, long_commands, training_arguments, training_commands
from annotations.exchange.foreign import UNITS


def parser() -> ArgumentParser:
    """The parser of `claimdesk COMMAND …`; `options.run` is the function to call."""
    made = ArgumentParser(
        prog="claimdesk",
        description="Mark claims in news articles. “claimdesk FILE” opens the window on a project, "
        "“claimdesk demo” on a fresh copy of the sample project.",
    )
    made.add_argument("--version", action="version", version=f"claimdesk {annotations.__version__}")
    subparsers = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _projects(subparsers)
    _long(subparsers)
    command = _command(subparsers, "agreement", agreement.agreement, "Say how well annotators agree.", file=False)
    agreement.add_options(command)
    return made


def _command(
    subparsers: "_SubParsersAction[ArgumentParser]",
    name: str,
    run: Callable[..., int],
    summary: str,
    *,
    file: bool = True,
) -> ArgumentParser:
    command = subparsers.add_parser(name, help=summary, description=summary)
    command.set_defaults(run=run)
    if file:
        command.add_argument("file", type=Path, metavar="FILE", help="the project file (suffix .claimdesk)")
    if run is not commands.new:
        command.add_argument("--json", action="store_true", help="print what is to be told as JSON")
    return command


def _projects(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    new = _command(subparsers, "new", commands.new, "Make a project file.")
    new.add_argument(
        "--scheme",
        default="news-claims",
        metavar="NAME|PATH|from:FILE",
        help="the annotation scheme (default: %(default)s); from:FILE makes one of a file with annotations",
    )

    people = _command(subparsers, "annotators", commands.annotators, "List, add and rename annotators.")
    people.add_argument("--add", metavar="NAME", help="add a person")
    people.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="give a person another name")

    _command(subparsers, "stats", commands.stats, "Show what is in a project, in figures.")
    _command(subparsers, "check", commands.check, "Check the file and all that is in it; exit 1 if something is wrong.")
    _command(subparsers, "formats", commands.formats, "Show what can be imported and exported.", file=False)


def _long(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    _import(subparsers)
    summary = "Join the work of people who annotated copies of one project."
    merge = _command(subparsers, "merge", long_commands.merge, summary)
    merge.add_argument("others", nargs="+", type=Path, metavar="OTHER", help="the project files to take work from")
    _highlight(subparsers)
    _export(subparsers)
    summary = "Check a folder of labelled data that was written with --split or --task."
    verify = _command(subparsers, "verify", training_commands.verify, summary, file=False)
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder")


def _import(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    summary = "Import articles, with annotations when they have some."
    imports = _command(subparsers, "import", long_commands.import_, summary)
    imports.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders or globs")
    imports.add_argument("--format", metavar="F", help="the format, when the suffix does not tell")
    imports.add_argument("--annotator", metavar="NAME", help="whose the annotations are, when the file does not say")
    imports.add_argument("--strict", action="store_true", help="import nothing when anything cannot be read")
    imports.add_argument("--map", type=Path, metavar="MAP", help="a mapping of foreign names to the scheme (TOML)")
    imports.add_argument(
        "--draft-map", type=Path, metavar="MAP", help="write the names that have no place as a mapping; import nothing"
    )
    imports.add_argument("--unit", choices=UNITS, help="what the offsets count, when the file does not show it")
    imports.add_argument("--config", type=Path, metavar="PATH", help="a labelling configuration or type system")
    imports.add_argument(
        "--parts", choices=("envelope", "split"), default="envelope", help="what a span with gaps becomes (%(default)s)"
    )
    imports.add_argument(
        "--column",
        action="append",
        type=_pair,
        default=[],
        metavar="OURS=THEIRS",
        help="another name of a key or column, such as text=body",
    )


def _highlight(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    highlight = _command(subparsers, "highlight", highlighting.highlight, "Suggest names, claims and boilerplate.")
    highlight.add_argument(
        "--pipeline", action="append", default=[], metavar="[LANG=]NAME|PATH",
        help="an installed spaCy pipeline or a folder, for all articles or those of a language such as es; may be "
        "given several times (default: claimdesk-en, and claimdesk-es for Spanish; claimdesk-rules needs no model)",
    )  # fmt: skip
    highlight.add_argument(
        "--label", action="append", default=[], metavar="THEIRS=OURS", help="what a label of that pipeline means here"
    )
    highlight.add_argument(
        "--numbers", action="store_true", help="add the rules for numbers and dates to that pipeline"
    )
    highlight.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="worker processes (default: %(default)s)"
    )
    highlight.add_argument(
        "--time-limit", type=_positive, default=60, metavar="SECONDS",
        help="how long a pipeline may read one article, and 1 s more for each 1,000 characters (default: %(default)s)",
    )  # fmt: skip
    highlight.add_argument(
        "--memory-limit", type=_positive, metavar="MB",
        help="how much memory a worker may hold (default: half of the machine's, shared among the workers)",
    )  # fmt: skip


def _export(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    export = _command(subparsers, "export", long_commands.export, "Write labelled data.")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    export.add_argument("--format", metavar="F", help="the format, when the suffix does not tell")
    whose = export.add_mutually_exclusive_group()
    whose.add_argument("--annotator", metavar="NAME", help="one annotator's work")
    whose.add_argument("--gold", action="store_true", help="the gold reading")
    whose.add_argument("--all", action="store_true", help="everybody's work and untouched articles (the default)")
    export.add_argument("--dry-run", action="store_true", help="write nothing; show what the format cannot carry")
    training_arguments.splits(export)


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise ArgumentTypeError(f"{text} is not of the form OURS=THEIRS, such as text=body")
    return ours, theirs


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is not a whole number from 1 up")
    return int(text)
