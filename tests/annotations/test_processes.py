"""A spawned process runs a function at the other end of a pipe, and ends when it is asked, or is killed."""

import signal
import time
from multiprocessing.connection import Connection

import pytest

from annotations.processes import SpawnedProcess


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
