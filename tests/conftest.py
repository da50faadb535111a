"""What every test shares: Qt without a screen, settings of their own, Hypothesis profiles, and runs without Qt."""

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import FrameType

import hypothesis
import pytest

from annotations.files.held_files import is_held

ROOT = Path(__file__).parent.parent


_OURS = (str(ROOT / "annotations"), str(ROOT / "desktop"))
# It locks the file beforehand, while SQLite closes it.
_MAY_OPEN = str(ROOT / "annotations" / "store" / "place.py")


def _refuse_to_open_projects(event: str, arguments: tuple[object, ...]) -> None:
    """Fail when the program opens a file by itself that SQLite has open here: closing it would drop SQLite's locks."""
    if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
        return
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - there is no other way to find the caller
    while frame is not None and not frame.f_code.co_filename.startswith(_OURS):
        if frame.f_code.co_filename.startswith(str(ROOT / "tests")):
            return
        frame = frame.f_back
    if frame is not None and frame.f_code.co_filename != _MAY_OPEN and is_held(Path(os.fsdecode(arguments[0]))):
        raise AssertionError(f"{arguments[0]!r} is open as a project: {frame.f_code.co_filename}:{frame.f_lineno}")


sys.addaudithook(_refuse_to_open_projects)


class _NoQt(MetaPathFinder):
    """Refuse to import Qt, as a machine without PySide6 does."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {fullname!r} (blocked by CLAIMDESK_NO_QT)", name=fullname)


# All this must stand before Qt is loaded, so it is not in fixtures.
if os.environ.get("CLAIMDESK_NO_QT"):
    sys.meta_path.insert(0, _NoQt())
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = Path(tempfile.mkdtemp(prefix="claimdesk-tests-"))
for _variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = str(_home)

# Derandomised, so that a commit passes or fails the same way wherever it is tested.
hypothesis.settings.register_profile("dev", max_examples=25, derandomize=True, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=40, derandomize=True, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests were skipped, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    if reasons:
        terminalreporter.section(f"skipped: {reasons.total()}")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5}  {reason}")


def pytest_runtest_logfinish() -> None:
    """Collect garbage between the tests of windows, as the window does between events; see `desktop.garbage`."""
    if "PySide6" in sys.modules:
        from desktop.garbage import collect_if_due

        gc.disable()
        collect_if_due()


def pytest_unconfigure() -> None:
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material: what CLAIMDESK_SHARED names, else `shared` beside the repository."""
    folder = Path(os.environ.get("CLAIMDESK_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder.name!r} of real material: name one in CLAIMDESK_SHARED")
    return folder


@pytest.fixture(scope="session")
def corpus(shared: Path) -> list[Path]:
    """The real articles, one text file each, in order of name."""
    files = sorted((shared / "corpus").glob("*.txt"))
    if not files:
        pytest.skip("the folder of real material holds no corpus/*.txt")
    return files


@pytest.fixture
def locks() -> Callable[[Path], int]:
    """How many locks this process has on a project file and what belongs to it. Only Linux tells.

    They are the same as in /proc/locks, which may leave some out while other programs lock and unlock.
    """
    if not Path("/proc/self/fdinfo").is_dir():
        pytest.skip("/proc/self/fdinfo is not there: this system does not tell which locks are held")

    def held(path: Path) -> int:
        files = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
        numbers = {file.stat().st_ino for file in files if file.exists()}
        found: set[str] = set()
        for link in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # the one that lists the folder is closed by now
                if link.stat().st_ino in numbers:
                    lines = Path("/proc/self/fdinfo", link.name).read_text().splitlines()
                    found |= {line.partition(": ")[2] for line in lines if line.startswith("lock:")}
        return len(found)

    return held
