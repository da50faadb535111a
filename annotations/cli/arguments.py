"""The commands' names and options. Scripts rely on them."""

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable
from pathlib import Path

import annotations
from annotations.cli import agreement, commands, highlighting, long_commands, training_arguments, training_commands
from annotations.errors import ClaimdeskError
from annotations.exchange.external import UNITS
from annotations.files.encodings import encoding_named


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
    command = _command(subparsers, "agreement", agreement.agreement, "Report inter-annotator agreement.", file=False)
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
        command.add_argument("--json", action="store_true", help="print the result as JSON")
    return command


def _projects(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    new = _command(subparsers, "new", commands.new, "Create a project file.")
    new.add_argument(
        "--scheme",
        default="news-claims",
        metavar="NAME|PATH|from:FILE",
        help="the annotation scheme (default: %(default)s); from:FILE derives one from an annotated file",
    )

    people = _command(subparsers, "annotators", commands.annotators, "List, add and rename annotators.")
    people.add_argument("--add", metavar="NAME", help="add an annotator")
    people.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename an annotator")

    _command(subparsers, "stats", commands.stats, "Show project statistics.")
    summary = "Verify the file and everything in it; exit 1 if there is a problem."
    check = _command(subparsers, "check", commands.check, summary)
    check.add_argument(
        "--repair", type=Path, metavar="NEW", help="rescue what can be read into a new file, and count what is lost"
    )
    _command(subparsers, "formats", commands.formats, "List the formats that can be imported and exported.", file=False)


def _long(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    _import(subparsers)
    summary = "Combine copies of a project that several people annotated."
    merge = _command(subparsers, "merge", long_commands.merge, summary)
    merge.add_argument(
        "others",
        nargs="+",
        type=Path,
        metavar="OTHER",
        help="the project files to merge into FILE; they are not changed",
    )
    _mapping(merge, "OTHER", "merge")
    _highlight(subparsers)
    _export(subparsers)
    summary = "Verify a folder of training data written with --split or --task."
    verify = _command(subparsers, "verify", training_commands.verify, summary, file=False)
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder")


def _import(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    summary = "Import articles, with annotations if the files contain any."
    imports = _command(subparsers, "import", long_commands.import_, summary)
    imports.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders or globs")
    imports.add_argument("--format", metavar="F", help="the format, if the content and suffix do not show it")
    imports.add_argument("--annotator", metavar="NAME", help="who made the annotations, if the file does not say")
    imports.add_argument("--strict", action="store_true", help="import nothing if anything cannot be read")
    _mapping(imports, "the input", "import")
    imports.add_argument(
        "--encoding", type=_encoding, default=None, metavar="NAME",
        help="the encoding of text files, such as windows-1250, if the guess is wrong",
    )  # fmt: skip
    imports.add_argument("--unit", choices=UNITS, help="the unit of the offsets, if the file does not show it")
    imports.add_argument(
        "--config", type=Path, metavar="PATH", help="a labelling configuration (Label Studio) or type system (UIMA)"
    )
    imports.add_argument(
        "--parts",
        choices=("envelope", "split"),
        default="envelope",
        help="import a span with gaps as one span or as one per part (default: %(default)s)",
    )
    imports.add_argument(
        "--column",
        action="append",
        type=_pair,
        default=[],
        metavar="OURS=THEIRS",
        help="the name that a key or column has in the input, such as text=body",
    )


def _mapping(command: ArgumentParser, of: str, what: str) -> None:
    """Add the options about names that are not those of the scheme."""
    command.add_argument("--map", type=Path, metavar="MAP", help=f"a TOML file that maps names in {of} to the scheme")
    command.add_argument(
        "--draft-map",
        type=Path,
        metavar="MAP",
        help=f"write the names in {of} that have no match as a mapping to fill in; {what} nothing",
    )


def _highlight(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    highlight = _command(subparsers, "highlight", highlighting.highlight, "Suggest names, claims and boilerplate.")
    highlight.add_argument(
        "--pipeline", action="append", default=[], metavar="[LANG=]NAME|PATH",
        help="an installed spaCy pipeline or a folder, for all articles or for those in a language such as es; may be "
        "repeated (default: claimdesk-en, and claimdesk-es for Spanish; claimdesk-rules needs no model)",
    )  # fmt: skip
    highlight.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="THEIRS=OURS",
        help="map a label of that pipeline to one of the scheme",
    )
    highlight.add_argument(
        "--numbers", action="store_true", help="add Claimdesk's rules for numbers and dates to that pipeline"
    )
    highlight.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="worker processes (default: %(default)s)"
    )
    highlight.add_argument(
        "--time-limit", type=_positive, default=60, metavar="SECONDS",
        help="time limit for one article, plus 1 s for each 1,000 characters (default: %(default)s)",
    )  # fmt: skip
    highlight.add_argument(
        "--memory-limit", type=_positive, metavar="MB",
        help="memory limit of each worker (default: half of the memory, shared among the workers)",
    )  # fmt: skip


def _export(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    export = _command(subparsers, "export", long_commands.export, "Export labelled data.")
    export.add_argument("out", type=Path, metavar="OUT", help="the file or folder to write")
    export.add_argument("--format", metavar="F", help="the format, if the suffix of OUT does not show it")
    whose = export.add_mutually_exclusive_group()
    whose.add_argument("--annotator", metavar="NAME", help="export one annotator's work")
    whose.add_argument("--gold", action="store_true", help="export the gold annotations")
    whose.add_argument("--all", action="store_true", help="export everyone's work and untouched articles (default)")
    export.add_argument(
        "--done", action="store_true", help="export only articles that are done, and gold (--split always does so)"
    )
    export.add_argument("--dry-run", action="store_true", help="write nothing; show what the format would lose")
    training_arguments.splits(export)


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise ArgumentTypeError(f"{text} must have the form OURS=THEIRS, such as text=body")
    return ours, theirs


def _encoding(text: str) -> str:
    try:
        return encoding_named(text).codec
    except ClaimdeskError as error:
        raise ArgumentTypeError(str(error)) from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} must be a whole number of at least 1")
    return int(text)
