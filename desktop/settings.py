"""Settings that are kept between runs: name, theme, text size, recent projects and so on."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from PySide6.QtCore import QSettings

from desktop.reading_style import ReadingStyle
from desktop.setting import Setting, json_object, names, parsed, qt_state, text, whole_number, yes_or_no

RECENT = 8


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

    annotator = text()
    """The name under which the user annotates; empty until it was asked."""

    theme = text("system")
    """`system`, or the name of one of `desktop.theme.THEMES`."""

    zoom = whole_number()
    """Steps by which the article's text is larger than usual."""

    skip_boilerplate = yes_or_no(False)
    """Whether the caret passes over boilerplate when it moves by sentences."""

    snap_to_words = yes_or_no(True)
    """Whether selections are widened to whole words; Alt at the end of a selection keeps it exact."""

    offer_bar = yes_or_no(True)
    """Whether words that were selected by mouse get a bar with what can be done with them."""

    auto_advance = yes_or_no(True)
    """Whether the next article opens when one is done or skipped."""

    highlight_opened = yes_or_no(True)
    """Whether an article that no machine has been on is highlighted when it is opened."""

    highlight_imported = yes_or_no(True)
    """Whether articles are highlighted after they were imported."""

    offer_names = yes_or_no(True)
    """Whether names that were marked in one article are offered in the others."""

    keys_by_position = yes_or_no(True)
    """Whether letters and digits are keys by where they are on the keyboard, whatever the layout puts there."""

    undo_limit = whole_number()
    """How many actions can be undone; 0 for all."""

    keys_version = whole_number()
    """For which table of actions the changed keys were chosen; 0 before it was counted."""

    carried = names()
    """The questions whose answers are carried forward, as `scheme/layer/field`."""

    hidden_layers = names()
    """The layers that are not drawn; `rejected` for what was rejected."""

    geometry = qt_state()
    """Size and place of the window."""

    panes = qt_state()
    """Where the panes around the article are, and which are hidden."""

    queue_columns = Setting(
        ["source", "published", "marks"], lambda kept: str(kept).split(), " ".join, key="queue/columns"
    )
    """What the queue shows besides the title; `table` when it is shown as one."""

    queue_header = qt_state(key="queue/header")
    """Order and width of the queue's columns."""

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

    keys = json_object(
        lambda kept: {name: list(map(str, keys)) for name, keys in kept.items() if isinstance(keys, list)}
    )
    """The keys that the user changed, by the name of what they do; `desktop.keymap` gives the names."""

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

    def filters_in(self, project: Path) -> dict[str, dict[str, Any]]:
        """The filters that are kept for a project's queue: their parts, by name."""
        kept = parsed(self.store.value(f"filters/{_key(project)}"))
        return {name: parts for name, parts in kept.items() if isinstance(parts, dict)}

    def keep_filters(self, project: Path, filters: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep filters for a project's queue."""
        self.store.setValue(f"filters/{_key(project)}", orjson.dumps(filters).decode())


def _key(path: Path) -> str:
    return str(path.absolute()).replace("/", "|").replace("\\", "|")
