"""What is remembered between runs, where the platform keeps settings: name, theme, size of the text, last project."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from PySide6.QtCore import QByteArray, QSettings

from desktop.reading_style import ReadingStyle

RECENT = 8


class Flag:
    """A yes or no of the settings, kept under its own name."""

    def __init__(self, usual: bool) -> None:
        self._usual = usual

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, settings: "Settings", owner: type) -> bool:
        return bool(int(str(settings.store.value(self._name, int(self._usual)))))

    def __set__(self, settings: "Settings", on: bool) -> None:
        settings.store.setValue(self._name, int(on))


class Settings:
    """The user's settings, read and written at once."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store or QSettings("Claimdesk", "Claimdesk")

    @classmethod
    def of_nobody(cls, theme: str) -> "Settings":
        """Settings that touch nobody's own: a theme, and the rest as on the first day."""
        made = cls(
            QSettings(str(Path(tempfile.mkdtemp(prefix="claimdesk-")) / "settings.ini"), QSettings.Format.IniFormat)
        )
        made.theme = theme
        made.highlight_opened = made.offer_names = False  # nobody is at work
        return made

    @property
    def annotator(self) -> str:
        """The name under which the user annotates; empty until it was asked."""
        return str(self.store.value("annotator", ""))

    @annotator.setter
    def annotator(self, name: str) -> None:
        self.store.setValue("annotator", name)

    @property
    def theme(self) -> str:
        """`system`, or the name of one of `desktop.theme.THEMES`."""
        return str(self.store.value("theme", "system"))

    @theme.setter
    def theme(self, name: str) -> None:
        self.store.setValue("theme", name)

    @property
    def zoom(self) -> int:
        """Steps by which the article's text is larger than usual."""
        return int(str(self.store.value("zoom", 0)))

    @zoom.setter
    def zoom(self, steps: int) -> None:
        self.store.setValue("zoom", steps)

    @property
    def reading(self) -> ReadingStyle:
        """How the article is set."""
        kept = [self.store.value(f"reading/{name}", value) for name, value in ReadingStyle()._asdict().items()]
        family, points, line_height, measure = map(str, kept)
        return ReadingStyle(family, float(points), int(line_height), int(measure))

    @reading.setter
    def reading(self, style: ReadingStyle) -> None:
        for name, value in style._asdict().items():
            self.store.setValue(f"reading/{name}", value)

    skip_boilerplate = Flag(False)
    """Whether the caret passes over boilerplate when it moves by sentences."""

    snap_to_words = Flag(True)
    """Whether selections are widened to whole words; Alt at the end of a selection keeps it to the letter."""

    auto_advance = Flag(True)
    """Whether the next article opens when one is done or skipped."""

    highlight_opened = Flag(True)
    """Whether an article that no machine has been on is highlighted when it is opened."""

    highlight_imported = Flag(True)
    """Whether articles are highlighted after they were imported."""

    offer_names = Flag(True)
    """Whether names that were marked in one article are offered in the others."""

    keys_by_position = Flag(True)
    """Whether letters and digits are keys by where they are on the keyboard, whatever the layout puts there."""

    @property
    def undo_limit(self) -> int:
        """How many actions can be undone; 0 for all."""
        return int(str(self.store.value("undo_limit", 0)))

    @undo_limit.setter
    def undo_limit(self, steps: int) -> None:
        self.store.setValue("undo_limit", steps)

    @property
    def keys(self) -> dict[str, list[str]]:
        """The keys that the user changed, by the name of what they do; `desktop.keymap` gives the names."""
        try:
            kept = orjson.loads(str(self.store.value("keys", "{}")))
        except orjson.JSONDecodeError:
            return {}
        kept = kept.items() if isinstance(kept, dict) else ()
        return {name: list(map(str, keys)) for name, keys in kept if isinstance(keys, list)}

    @keys.setter
    def keys(self, changed: dict[str, list[str]]) -> None:
        self.store.setValue("keys", orjson.dumps(changed).decode())

    @property
    def keys_version(self) -> int:
        """For which table of actions the changed keys were chosen; 0 before it was counted."""
        return int(str(self.store.value("keys_version", 0)))

    @keys_version.setter
    def keys_version(self, version: int) -> None:
        self.store.setValue("keys_version", version)

    @property
    def carried(self) -> frozenset[str]:
        """The questions whose answers are carried forward, as `scheme/layer/field`."""
        return self._names("carried")

    @carried.setter
    def carried(self, names: frozenset[str]) -> None:
        self.store.setValue("carried", "\n".join(sorted(names)))

    @property
    def hidden_layers(self) -> frozenset[str]:
        """The layers that are not drawn; `rejected` for what was rejected."""
        return self._names("hidden_layers")

    @hidden_layers.setter
    def hidden_layers(self, names: frozenset[str]) -> None:
        self.store.setValue("hidden_layers", "\n".join(sorted(names)))

    def _names(self, key: str) -> frozenset[str]:
        return frozenset(filter(None, str(self.store.value(key, "")).split("\n")))

    @property
    def recent(self) -> list[Path]:
        """The projects opened last, newest first, as far as they are still there."""
        names = str(self.store.value("recent", "")).split("\n")
        return [Path(name) for name in names if name and Path(name).exists()]

    def remember_project(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        absolute = path.absolute()
        names = [str(absolute), *(str(known) for known in self.recent if known != absolute)]
        self.store.setValue("recent", "\n".join(names[:RECENT]))

    def place_in(self, project: Path) -> str:
        """The article that was open last in a project."""
        return str(self.store.value(f"places/{_key(project)}", ""))

    def caret_in(self, project: Path) -> int:
        """Where the caret stood in the article that was open last in a project, in code points."""
        return int(str(self.store.value(f"carets/{_key(project)}", 0)))

    def remember_caret(self, project: Path, caret: int) -> None:
        """Remember where the caret stands in a project."""
        self.store.setValue(f"carets/{_key(project)}", caret)

    def remember_place(self, project: Path, article: str) -> None:
        """Remember the article that is open in a project."""
        self.store.setValue(f"places/{_key(project)}", article)

    @property
    def geometry(self) -> QByteArray | None:
        """Size and place of the window."""
        value = self.store.value("geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.store.setValue("geometry", value)

    @property
    def panes(self) -> QByteArray | None:
        """Where the panes around the article are, and which are hidden."""
        value = self.store.value("panes")
        return value if isinstance(value, QByteArray) else None

    @panes.setter
    def panes(self, value: QByteArray) -> None:
        self.store.setValue("panes", value)

    @property
    def queue_columns(self) -> list[str]:
        """What the queue shows beside the title; `table` when it is shown as one."""
        return str(self.store.value("queue/columns", "source published marks")).split()

    @queue_columns.setter
    def queue_columns(self, names: list[str]) -> None:
        self.store.setValue("queue/columns", " ".join(names))

    @property
    def queue_header(self) -> QByteArray | None:
        """Order and width of the queue's columns."""
        value = self.store.value("queue/header")
        return value if isinstance(value, QByteArray) else None

    @queue_header.setter
    def queue_header(self, value: QByteArray) -> None:
        self.store.setValue("queue/header", value)

    def filters_in(self, project: Path) -> dict[str, dict[str, Any]]:
        """The filters that are kept for a project's queue: their parts, by name."""
        try:
            kept = orjson.loads(str(self.store.value(f"filters/{_key(project)}", "{}")))
        except orjson.JSONDecodeError:
            return {}
        kept = kept.items() if isinstance(kept, dict) else ()
        return {name: parts for name, parts in kept if isinstance(parts, dict)}

    def keep_filters(self, project: Path, filters: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep filters for a project's queue."""
        self.store.setValue(f"filters/{_key(project)}", orjson.dumps(filters).decode())


def _key(path: Path) -> str:
    return str(path.absolute()).replace("/", "|").replace("\\", "|")
