"""`claimdesk`: the window for a file, the command line for everything else.

Imports next to nothing, because the window should be there at once.
"""

import gc
import os
import sys
from collections.abc import Sequence

HAS_DISPLAY = sys.platform in ("win32", "darwin") or any(
    os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `claimdesk` with arguments; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--run-process"] and hasattr(sys, "frozen"):  # which has no other way to start one
        from annotations.processes import main as be_a_process

        be_a_process(given[1])
        return 0
    if given[:1] == ["demo"]:
        return _demo()
    if len(given) > 1 or given[:1] and (given[0].startswith("-") or _is_command(given[0])):
        from annotations.cli import main as command_line

        return command_line(given)
    if not HAS_DISPLAY:
        sys.stderr.write("There is no display, so the window cannot open. “claimdesk --help” shows the commands.\n")
        return 1
    gc.disable()  # nothing that is made before the first picture is rubbish, and looking for it takes time
    from desktop.app import run

    return run(given)


def _is_command(word: str) -> bool:
    """Whether a word is the name of a command. Files have suffixes, so the commands are seldom loaded for this."""
    if not word.isalpha():
        return False
    from annotations.cli.registry import COMMANDS

    return any(word == command.name for command in COMMANDS)


def _demo() -> int:
    if HAS_DISPLAY:
        from desktop.app import run

        return run([], demo=True)
    from desktop.headless import run_headless

    return run_headless()


if __name__ == "__main__":
    sys.exit(main())
