"""What is remembered between runs, where the platform keeps settings: name, theme, size of the text, last project."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.reading_style import ReadingStyle

RECENT = 8


class Settings:
    """The user's settings, read and written at once."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("Claimdesk", "Claimdesk")

    @classmethod
    def of_nobody(cls, theme: str) -> "Settings":
        """Settings that touch nobody's own: a theme, and the rest as on the first day."""
        made = cls(
            QSettings(str(Path(tempfile.mkdtemp(prefix="claimdesk-")) / "settings.ini"), QSettings.Format.IniFormat)
        )
        made.theme = theme
        return made

    @property
    def annotator(self) -> str:
        """The name under which the user annotates; empty until it was asked."""
        return str(self._store.value("annotator", ""))

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._store.setValue("annotator", name)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def zoom(self) -> int:
        """Steps by which the article's text is larger than usual."""
        return int(str(self._store.value("zoom", 0)))

    @zoom.setter
    def zoom(self, steps: int) -> None:
        self._store.setValue("zoom", steps)

    @property
    def reading(self) -> ReadingStyle:
        """How the article is set."""
        kept = [self._store.value(f"reading/{name}", value) for name, value in ReadingStyle()._asdict().items()]
        family, points, line_height, measure = map(str, kept)
        return ReadingStyle(family, float(points), int(line_height), int(measure))

    @reading.setter
    def reading(self, style: ReadingStyle) -> None:
        for name, value in style._asdict().items():
            self._store.setValue(f"reading/{name}", value)

    @property
    def recent(self) -> list[Path]:
        """The projects opened last, newest first, as far as they are still there."""
        names = str(self._store.value("recent", "")).split("\n")
        return [Path(name) for name in names if name and Path(name).exists()]

    def remember_project(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        absolute = path.absolute()
        names = [str(absolute), *(str(known) for known in self.recent if known != absolute)]
        self._store.setValue("recent", "\n".join(names[:RECENT]))

    def place_in(self, project: Path) -> str:
        """The article that was open last in a project."""
        return str(self._store.value(f"places/{_key(project)}", ""))

    def remember_place(self, project: Path, article: str) -> None:
        """Remember the article that is open in a project."""
        self._store.setValue(f"places/{_key(project)}", article)

    @property
    def geometry(self) -> QByteArray | None:
        """Size and place of the window."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)


def _key(path: Path) -> str:
    return str(path.absolute()).replace("/", "|").replace("\\", "|")
