"""A spawned process runs a function at the other end of a pipe, and ends when it is asked, or is killed."""

import os
import shlex
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from annotations.processes import SpawnedProcess, running

ROOT = Path(__file__).parents[2]


def echo(pipe: Connection, prefix: str) -> None:
    while True:
        try:
            pipe.send(prefix + pipe.recv())
        except EOFError:
            return


def deaf(pipe: Connection) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pipe.send("ready")
    while True:
        time.sleep(1)


def test_arguments_go_there_and_answers_come_back() -> None:
    process = SpawnedProcess(echo, "you said ")
    process.pipe.send("hello")
    assert process.pipe.recv() == "you said hello"
    assert process.alive
    process.pipe.close()
    assert process.end(patience=20.0) == 0


def test_a_process_that_does_not_end_is_killed() -> None:
    process = SpawnedProcess(deaf)
    assert process.pipe.recv() == "ready"
    assert process.end(patience=0.1, terminate=True) == -signal.SIGKILL


def test_reading_fails_when_the_process_has_died() -> None:
    process = SpawnedProcess(deaf)
    assert process.pipe.recv() == "ready"
    process.process.kill()
    with pytest.raises((EOFError, ConnectionResetError)):
        process.pipe.recv()
    assert process.end(patience=20.0) == -signal.SIGKILL


def test_those_that_run_are_known() -> None:
    before = set(running())
    process = SpawnedProcess(echo, "")
    assert set(running()) - before == {process}
    process.end()
    assert set(running()) == before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux to list processes")
def test_nothing_else_is_started() -> None:
    process = SpawnedProcess(echo, "")
    process.pipe.send("hello")
    process.pipe.recv()
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    assert str(process.process.pid) in children
    names = [Path(f"/proc/{child}/cmdline").read_bytes() for child in children]
    assert not [name for name in names if b"resource_tracker" in name]
    process.end()


IN_A_PROGRAM = """
import sys, time
from annotations.processes import SpawnedProcess
from tests.annotations.test_processes import deaf

process = SpawnedProcess(deaf)
process.pipe.recv()
print(process.process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed otherwise here")
def test_a_process_ends_with_the_one_that_started_it() -> None:
    program = subprocess.Popen([sys.executable, "-c", IN_A_PROGRAM], stdout=subprocess.PIPE, cwd=ROOT)
    with program:
        assert program.stdout
        process = int(program.stdout.readline())
        os.kill(process, 0)
        program.kill()
    end = time.monotonic() + 20
    while _runs(process):
        assert time.monotonic() < end
        time.sleep(0.01)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")  # where nobody collects it, it stays as a zombie
    return not status.exists() or status.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a frozen app is a shell script")
def test_a_frozen_app_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.frozen = True; from desktop.__main__ import main; sys.exit(main())"
    app = tmp_path / "claimdesk"
    app.write_text(f'#!/bin/sh\nexec {shlex.join([sys.executable, "-c", code])} "$@"\n', encoding="utf-8")
    app.chmod(0o755)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(app))
    process = SpawnedProcess(echo, "frozen ")
    process.pipe.send("app")
    assert process.pipe.recv() == "frozen app"
    process.end()
