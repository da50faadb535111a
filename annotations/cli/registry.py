"""The registry of commands. A command is a function of its options, and one entry in `COMMANDS`.

`claimdesk --help`, the README's test and the manual's page on the command line follow from the entries. Scripts rely on
the names.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import annotations
from annotations.cli import agreement, arguments, commands, highlighting, long_commands, training_commands


class Command(NamedTuple):
    """A command: its name, its help in one sentence, the function to call, and what adds its own arguments.

    Most commands take a project file and, with `--json`, print their result as JSON.
    """

    name: str
    help: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] | None = None
    takes_file: bool = True
    prints_json: bool = True


COMMANDS = (
    Command("new", "Create a project file.", commands.new, arguments.new_arguments, prints_json=False),
    Command("annotators", "List, add and rename annotators.", commands.annotators, arguments.annotators_arguments),
    Command("stats", "Show project statistics.", commands.stats),
    Command(
        "check",
        "Verify the file and everything in it; exit 1 if there is a problem.",
        commands.check,
        arguments.check_arguments,
    ),
    Command("compact", "Make the project file as small as it can be.", commands.compact),
    Command("formats", "List the formats that can be imported and exported.", commands.formats, takes_file=False),
    Command(
        "import",
        "Import articles, with annotations if the files contain any.",
        long_commands.import_,
        arguments.import_arguments,
    ),
    Command(
        "merge",
        "Combine copies of a project that several people annotated.",
        long_commands.merge,
        arguments.merge_arguments,
    ),
    Command(
        "highlight",
        "Suggest names, claims and boilerplate.",
        highlighting.highlight,
        arguments.highlight_arguments,
    ),
    Command("export", "Export labelled data.", long_commands.export, arguments.export_arguments),
    Command(
        "verify",
        "Verify a folder of training data written with --split or --task.",
        training_commands.verify,
        arguments.verify_arguments,
        takes_file=False,
    ),
    Command(
        "agreement",
        "Report inter-annotator agreement.",
        agreement.agreement,
        agreement.add_options,
        takes_file=False,
    ),
)


def parser() -> ArgumentParser:
    """The parser of `claimdesk COMMAND …`; `options.run` is the function to call."""
    made = ArgumentParser(
        prog="claimdesk",
        description="Mark claims in news articles. “claimdesk FILE” opens a project, "
        "“claimdesk demo” opens a fresh copy of the sample project.",
    )
    made.add_argument("--version", action="version", version=f"claimdesk {annotations.__version__}")
    subparsers = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        options = subparsers.add_parser(command.name, help=command.help, description=command.help)
        options.set_defaults(run=command.run)
        if command.takes_file:
            options.add_argument("file", type=Path, metavar="FILE", help="the project file (suffix .claimdesk)")
        if command.prints_json:
            options.add_argument("--json", action="store_true", help="print the result as JSON")
        if command.add_arguments:
            command.add_arguments(options)
    return made
