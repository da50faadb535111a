"""Fill in the manual's page on the command line from the program itself. `--check` only compares."""

import re
import sys
from argparse import Action, ArgumentParser
from pathlib import Path

from annotations.cli.registry import parser

PAGE = Path(__file__).parent.parent / "resources" / "manual" / "command-line.md"


def commands() -> str:
    """A section for each command: what it does, how to call it, and its arguments and options."""
    subparsers = next(action for action in parser()._actions if action.choices)  # noqa: SLF001
    return "\n\n".join(_section(name, command) for name, command in subparsers.choices.items())


def _section(name: str, command: ArgumentParser) -> str:
    actions = [action for action in command._actions if action.dest != "help"]  # noqa: SLF001
    options = " [OPTIONS]" if any(action.option_strings for action in actions) else ""
    call = f"claimdesk {name}{options} {' '.join(_metavar(a) for a in actions if not a.option_strings)}".rstrip()
    rows = "\n".join(f"| {_name(action)} | {_help(action)} |" for action in actions)
    return f"## {name}\n\n{command.description}\n\n```\n{call}\n```\n\n| | |\n| --- | --- |\n{rows}{_notes(command)}"


def _notes(command: ArgumentParser) -> str:
    """What is said of a group of options."""
    groups = command._action_groups  # noqa: SLF001
    notes = [f"{_sentence(group.title)}: {group.description}." for group in groups if group.title and group.description]
    return "".join(f"\n\n{note}" for note in notes)


def _name(action: Action) -> str:
    if not action.option_strings:
        return f"`{_metavar(action)}`"
    values = "" if action.nargs == 0 else f" {_metavar(action)}"
    return f"`{', '.join(action.option_strings)}{values}`".replace("|", "\\|")


def _metavar(action: Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    name = action.metavar or (f"{{{','.join(action.choices)}}}" if action.choices else action.dest.upper())
    optional = f"[{name}]" if action.nargs == "?" else name
    return f"{name}..." if action.nargs == "+" else optional


def _help(action: Action) -> str:
    words = (action.help or "") % {**vars(action), "prog": "claimdesk"}
    return _sentence(words).replace("|", "\\|")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def filled(text: str) -> str:
    """The page with its generated part up to date."""
    return re.sub(
        r"(?s)(<!-- commands -->\n).*?(<!-- end of commands -->)", lambda m: f"{m[1]}\n{commands()}\n\n{m[2]}", text
    )


def main() -> int:
    """Write the page, or with `--check` return 1 if it is out of date."""
    before = PAGE.read_text(encoding="utf-8")
    after = filled(before)
    if "--check" in sys.argv:
        return 0 if before == after else 1
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
