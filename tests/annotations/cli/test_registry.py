"""A command is one entry in the registry: it runs, and help and the manual's page follow."""

import importlib.util
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

import pytest

from annotations.cli import main, registry
from annotations.cli.registry import COMMANDS, Command

MANUAL = Path(__file__).parents[3] / "packaging" / "manual.py"


def greet(options: Namespace) -> int:
    sys.stdout.write(f"Hello, {options.name}\n")
    return 3


def greet_arguments(command: ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="who is greeted")


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Command("greet", "Greet someone.", greet, greet_arguments, takes_file=False, prints_json=False)
    monkeypatch.setattr(registry, "COMMANDS", (*COMMANDS, entry))


def test_a_new_command_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["greet", "Ana"]) == 3
    assert capsys.readouterr().out == "Hello, Ana\n"


def test_help_lists_a_new_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "Greet someone." in capsys.readouterr().out


def test_the_manual_has_a_section_on_a_new_command() -> None:
    spec = importlib.util.spec_from_file_location("manual", MANUAL)
    assert spec is not None
    assert spec.loader is not None
    manual = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(manual)
    assert "## greet\n\nGreet someone.\n\n```\nclaimdesk greet NAME\n```" in manual.commands()


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_the_name_of_a_command_alone_never_opens_the_window(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop.__main__ import main as program

    monkeypatch.setattr("desktop.__main__.HAS_DISPLAY", False)
    with suppress(SystemExit):
        program([name])
    assert "no display" not in capsys.readouterr().err


def test_a_file_opens_the_window(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from desktop.__main__ import main as program

    monkeypatch.setattr("desktop.__main__.HAS_DISPLAY", False)
    assert program(["stats.claimdesk"]) == 1
    assert "no display" in capsys.readouterr().err
