"""An export that is stopped leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from annotations.project import Project


def test_an_export_that_is_stopped_leaves_nothing(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    os.mkfifo(folder / "gate")
    script = (
        "import signal, sys; from annotations.cli import long_commands, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "def gate(*_, **__):\n"
        "    open(sys.argv[2] + '/gate', 'w').close()\n"
        "    while True: yield from ()\n"
        "long_commands.records = gate\n"
        "sys.exit(main(['export', sys.argv[1], sys.argv[2] + '/out.jsonl']))"
    )
    for stop, code in ((signal.SIGTERM, 130), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        with subprocess.Popen([sys.executable, "-c", script, project.path, folder], stderr=subprocess.PIPE) as program:
            (folder / "gate").open().close()
            program.send_signal(stop)
            assert program.wait() == code
        assert not (folder / "out.jsonl").exists()
        if stop != signal.SIGKILL:
            assert [path.name for path in folder.iterdir()] == ["gate"]
