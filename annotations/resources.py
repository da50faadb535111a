"""Finding the files that come with the program: schemes, icons, the sample project."""

import sys
from pathlib import Path

from annotations.errors import NotFound


def resource(*parts: str) -> Path:
    """Return the path of a file or folder below `resources`.

    In the source tree and in an installed wheel `resources` stands beside this package; a PyInstaller app unpacks it
    below `sys._MEIPASS`.
    """
    root = Path(getattr(sys, "_MEIPASS", None) or Path(__file__).parent.parent)
    path = root.joinpath("resources", *parts)
    if not path.exists():
        raise NotFound(f"The file {path} is missing from this installation: install Claimdesk again.")
    return path
