import subprocess
import sys
from pathlib import Path

import pytest

from annotations.project import Project

SLOW = ("spacy", "numpy", "sqlite_utils", "tomllib", "pyarrow", "sklearn", "multiprocessing")

OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from desktop.app import make_application
from desktop.settings import Settings
from desktop.window import Window
app = make_application()
settings = Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat))
settings.annotator = "Ana"
window = Window(settings)
window.projects.open_file(Path(sys.argv[1]))
window.show()
app.processEvents()
assert window.workspace.opened.article is not None
print(*sys.modules, sep="\\n")
window.close()
"""


def modules_after(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh interpreter has loaded."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def bare() -> set[str]:
    return modules_after("import sys, PySide6.QtWidgets; print(*sys.modules, sep='\\n')")


def test_opening_a_project_loads_nothing_slow(sample: Project, tmp_path: Path, bare: set[str]) -> None:
    loaded = modules_after(OPEN, str(sample.path), str(tmp_path / "settings.ini")) - bare
    assert "desktop.workspace" in loaded
    assert loaded & set(SLOW) == set()


def test_the_entry_loads_neither_qt_nor_the_store() -> None:
    loaded = modules_after("import sys, desktop.__main__; print(*sys.modules, sep='\\n')")
    assert "desktop.__main__" in loaded
    assert not {"PySide6", "annotations.store", "sqlite3", "multiprocessing", "argparse"} & loaded


def test_the_command_line_loads_no_qt(sample: Project) -> None:
    code = "import sys; from desktop.__main__ import main; main(['stats', sys.argv[1]]); print(*sys.modules, sep='\\n')"
    assert not {"PySide6", "spacy", "numpy"} & modules_after(code, str(sample.path))
