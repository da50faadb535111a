"""The command line. Figures go to standard output, progress to standard error; errors are one sentence."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.cli.terminal import shown_output, tell
from annotations.errors import ClaimdeskError, UserCancelled
from annotations.files.locations import advice_for


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 when something was wrong, 130 when it was stopped. Wrong usage exits with 2."""
    with shown_output():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    from annotations.cli.registry import parser

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what is half written is cleared away
    options = parser().parse_args(arguments)
    _advise(getattr(options, "file", None))
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except (KeyboardInterrupt, UserCancelled):
        tell("Stopped. What was finished is kept.")
        return 130
    except ClaimdeskError as error:
        tell(error)
        return 1
    except BrokenPipeError:
        # Whoever was reading has seen enough. Python flushes once more at the end, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _advise(project: Path | None) -> None:
    """Say what to look out for where a project lies, once for each command."""
    if project is not None and os.path.isfile(project) and (advice := advice_for(project)):
        tell(advice)
