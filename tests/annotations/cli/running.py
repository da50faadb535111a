"""Runs the command line, for the tests beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from annotations.resources import resource

SAMPLE = str(resource("sample", "sample.jsonl"))


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


def _run(folder: Path, *arguments: str, **environment: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "annotations", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(resource().parent), **environment},
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)
