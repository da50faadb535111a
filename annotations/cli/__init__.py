"""The command line. Figures go to standard output, progress to standard error; errors are one sentence."""

import sys
from collections.abc import Sequence

from annotations.errors import ClaimdeskError, UserCancelled

COMMANDS = ("new", "import", "highlight", "annotators", "export", "stats", "check", "formats")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0, 1 when something was wrong, 2 for wrong usage."""
    from annotations.cli.arguments import parser

    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (KeyboardInterrupt, UserCancelled):
        print("Stopped. What was finished is kept.", file=sys.stderr)
        return 130
    except ClaimdeskError as error:
        print(error, file=sys.stderr)
        return 1
