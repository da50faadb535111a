"""`claimdesk demo` without a display: the same job on the sample project, and a picture of the window."""

import os
import tempfile
from pathlib import Path

from annotations.cli import main as command_line
from annotations.cli.terminal import print_message
from annotations.errors import ClaimdeskError
from annotations.sample import make_sample


def run_headless() -> int:
    """Import, highlight, export and count the sample, draw the window offscreen, and say where everything is."""
    folder = Path(tempfile.mkdtemp(prefix="claimdesk-"))
    print("There is no display. This is what the window would show.\n", flush=True)
    try:
        make_sample(folder).close()
    except ClaimdeskError as error:
        print_message(error)
        return 1
    project, labelled, picture = folder / "sample.claimdesk", folder / "labelled.jsonl", folder / "window.png"
    print(f"$ claimdesk demo\nThe sample project: {project}", flush=True)
    for command in (["highlight", str(project)], ["export", str(project), str(labelled)], ["stats", str(project)]):
        print(f"\n$ claimdesk {' '.join(command)}", flush=True)
        code = command_line(command)
        if code:
            return code
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it warns of what such a platform cannot do
    from desktop.screenshots import picture_of_window

    picture_of_window(project, picture)
    print(f"\nThe project:        {project}\nThe labelled data:  {labelled}\nThe window:         {picture}")
    print("\nTo see the window itself, run this on a desktop or with a forwarded display, or try:")
    print("    xvfb-run .venv/bin/claimdesk demo")
    return 0
