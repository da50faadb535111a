"""The arguments and options of the commands. Scripts rely on them."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from annotations.cli import training_arguments
from annotations.errors import ClaimdeskError
from annotations.exchange.external import UNITS
from annotations.files.encodings import encoding_named


def new_arguments(new: ArgumentParser) -> None:
    """Add the scheme."""
    new.add_argument(
        "--scheme",
        default="news-claims",
        metavar="NAME|PATH|from:FILE",
        help="the annotation scheme (default: %(default)s); from:FILE derives one from an annotated file",
    )


def annotators_arguments(people: ArgumentParser) -> None:
    """Add what changes annotators."""
    people.add_argument("--add", metavar="NAME", help="add an annotator")
    people.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename an annotator")


def check_arguments(check: ArgumentParser) -> None:
    """Add the repair."""
    check.add_argument(
        "--repair", type=Path, metavar="NEW", help="rescue what can be read into a new file, and count what is lost"
    )


def merge_arguments(merge: ArgumentParser) -> None:
    """Add the other projects and the mapping."""
    merge.add_argument(
        "others",
        nargs="+",
        type=Path,
        metavar="OTHER",
        help="the project files to merge into FILE; they are not changed",
    )
    _mapping(merge, "OTHER", "merge")


def verify_arguments(verify: ArgumentParser) -> None:
    """Add the folder."""
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder")


def import_arguments(imports: ArgumentParser) -> None:
    """Add the files and how to read them."""
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


def highlight_arguments(highlight: ArgumentParser) -> None:
    """Add the pipelines and their limits."""
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


def export_arguments(export: ArgumentParser) -> None:
    """Add the file to write, whose work it gets and how it is split."""
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
