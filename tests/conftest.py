"""What every test shares: Qt without a screen, settings of their own, Hypothesis profiles, and runs without Qt."""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parent.parent


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
hypothesis.settings.register_profile("ci", max_examples=60, derandomize=True, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


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
