"""The command line. Results go to standard output, progress to standard error. Errors are one sentence."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.cli.terminal import print_message, shown_output
from annotations.errors import ClaimdeskError, UserCancelled
from annotations.files.locations import advice_for


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 if something was wrong, or 130 if it was cancelled. Wrong usage exits with 2."""
    with shown_output():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    from annotations.cli.registry import parser

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that half-written files are removed
    options = parser().parse_args(arguments)
    _advise(getattr(options, "file", None))
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except (KeyboardInterrupt, UserCancelled):
        print_message("Cancelled. Everything finished so far was kept.")
        return 130
    except ClaimdeskError as error:
        print_message(error)
        return 1
    except BrokenPipeError:
        # Whoever was reading has seen enough. Python flushes once more at the end, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _advise(project: Path | None) -> None:
    """Warn once per command if a project is in a risky place."""
    if project is not None and os.path.isfile(project) and (advice := advice_for(project)):
        print_message(advice)
