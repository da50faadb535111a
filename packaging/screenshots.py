"""Make the README's pictures anew: the real window on the sample project, highlighted, in both themes.

Run by `make screenshots`. Needs no display.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotations.cli import main as command_line
from annotations.sample import make_sample
from desktop.pictures import picture_of_window

OUT = Path(__file__).parent / "screenshots"
PICTURES = (("window-light", "light", (1280, 800)), ("window-dark", "dark", (1920, 1080)))


def main() -> None:
    """Write every picture."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_sample(Path(folder)).close()
        project = Path(folder) / "sample.claimdesk"
        command_line(["highlight", str(project)])
        for name, theme, size in PICTURES:
            picture_of_window(project, OUT / f"{name}.png", theme, size)


if __name__ == "__main__":
    main()
