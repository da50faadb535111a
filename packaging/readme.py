"""Fill in the README's tables of keys, commands and formats from the program itself. `--check` only compares."""

import re
import sys
from argparse import Action
from collections.abc import Callable, Sequence
from pathlib import Path

from annotations.cli.registry import parser
from annotations.exchange.formats import FORMATS, in_and_out
from annotations.scheme import load_scheme, with_remarks
from desktop.actions import ACTIONS
from desktop.keys import bindings, group_of, title_of

README = Path(__file__).parent.parent / "README.md"


def keys() -> str:
    """The keys of the default scheme and of the program, a row for each group."""
    scheme = with_remarks(load_scheme("news-claims"))
    groups: dict[str, list[str]] = {}
    for binding in bindings(scheme):
        entry, entries = (
            f"`{binding.key}` {title_of(scheme, binding)}",
            groups.setdefault(group_of(scheme, binding), []),
        )
        if entry not in entries:  # every layer has the remarks
            entries.append(entry)
    for spec in ACTIONS:
        if spec.keys:
            groups.setdefault(spec.menu, []).append(f"`{spec.keys[0]}` {spec.text.rstrip('…')}")
    return table(("", "keys"), [(group, " · ".join(entries)) for group, entries in groups.items()])


def commands() -> str:
    """The commands, without their options: these are in the manual."""
    subparsers = next(action for action in parser()._actions if action.choices)  # noqa: SLF001
    rows = [("`claimdesk [FILE]`", "Open the window on a project, or where you left off."),
            ("`claimdesk demo`", "Open the window on a fresh copy of the sample project.")]  # fmt: skip
    for name, command in subparsers.choices.items():
        words = [word for action in command._get_positional_actions() for word in _words(action)]  # noqa: SLF001
        rows.append((f"`{' '.join(['claimdesk', name, *words])}`", command.description or name))
    return table(("command", "what it does"), rows)


def _words(action: Action) -> list[str]:
    name = str(action.metavar)
    return [name, f"[{name} ...]"] if action.nargs == "+" else [f"[{name}]"] if action.nargs == "?" else [name]


def formats() -> str:
    """What can be imported and exported."""
    rows = [
        (f"`{f.name}`", f.title, " ".join(f"`{suffix}`" for suffix in f.suffixes), *in_and_out(f), f.keeps)
        for f in FORMATS
    ]
    return table(("format", "", "suffixes", "in", "out", "keeps"), rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def filled(text: str) -> str:
    """The README with its tables up to date."""
    parts: dict[str, Callable[[], str]] = {"keys": keys, "commands": commands, "formats": formats}
    for name, make in parts.items():
        text = re.sub(
            rf"(?s)(<!-- {name} -->\n).*?(<!-- end of {name} -->)",
            lambda m, make=make: f"{m[1]}\n{make()}\n\n{m[2]}",
            text,
        )
    return text


def main() -> int:
    """Write the README, or with `--check` return 1 if it is out of date."""
    before = README.read_text(encoding="utf-8")
    after = filled(before)
    if "--check" in sys.argv:
        return 0 if before == after else 1
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
