"""The arguments and options of the commands. Scripts depend on them."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from annotations.cli import training_arguments
from annotations.errors import ClaimdeskError
from annotations.exchange.external import UNITS
from annotations.files.encodings import encoding_named


def new_arguments(new: ArgumentParser) -> None:
    """Options for a new project."""
    new.add_argument(
        "--scheme",
        default="news-claims",
        metavar="NAME|PATH|from:FILE",
        help="the annotation scheme (default: %(default)s); from:FILE derives one from an annotated file",
    )


def annotators_arguments(people: ArgumentParser) -> None:
    """Options for changing annotators."""
    people.add_argument("--add", metavar="NAME", help="add an annotator")
    people.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename an annotator")


def check_arguments(check: ArgumentParser) -> None:
    """The option for repairing."""
    check.add_argument(
        "--repair", type=Path, metavar="NEW", help="rescue everything readable into a new file, and count the losses"
    )


def merge_arguments(merge: ArgumentParser) -> None:
    """The files to merge, and options for mapping names."""
    merge.add_argument(
        "others",
        nargs="+",
        type=Path,
        metavar="OTHER",
        help="the project files to merge into FILE; they are not changed",
    )
    _mapping(merge, "OTHER", "merge")


def verify_arguments(verify: ArgumentParser) -> None:
    """The folder."""
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder")


def import_arguments(imports: ArgumentParser) -> None:
    """The files to import, and options for reading them."""
    imports.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders or globs")
    imports.add_argument("--format", metavar="F", help="the format, if it cannot be detected")
    imports.add_argument("--annotator", metavar="NAME", help="the annotator, if the file does not name one")
    imports.add_argument("--strict", action="store_true", help="import nothing if anything cannot be read")
    _mapping(imports, "the input", "import")
    imports.add_argument(
        "--encoding", type=_encoding, default=None, metavar="NAME",
        help="the encoding of text files, such as windows-1250, if it was detected wrongly",
    )  # fmt: skip
    imports.add_argument("--unit", choices=UNITS, help="the unit of the offsets, if it cannot be detected")
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
        help="the name of a key or column in the input, such as text=body",
    )


def _mapping(command: ArgumentParser, of: str, what: str) -> None:
    """Options for mapping names to the scheme."""
    command.add_argument("--map", type=Path, metavar="MAP", help=f"a TOML file that maps names in {of} to the scheme")
    command.add_argument(
        "--draft-map",
        type=Path,
        metavar="MAP",
        help=f"write the names in {of} that have no match as a mapping to fill in; {what} nothing",
    )


def highlight_arguments(highlight: ArgumentParser) -> None:
    """Pipelines and their limits."""
    highlight.add_argument(
        "--pipeline", action="append", default=[], metavar="[LANG=]NAME|PATH",
        help="an installed spaCy pipeline or a folder, for all articles or for one language such as es; may be "
        "repeated (default: claimdesk-en, and claimdesk-es for Spanish; claimdesk-rules needs no model)",
    )  # fmt: skip
    highlight.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="THEIRS=OURS",
        help="map one of that pipeline's labels to one of the scheme's",
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


def export_arguments(export: ArgumentParser) -> None:
    """The output, whose work to export, and options for splits."""
    export.add_argument("out", type=Path, metavar="OUT", help="the file or folder to write")
    export.add_argument("--format", metavar="F", help="the format, if the suffix of OUT does not determine it")
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
