"""Words of other people that would act as markup if Qt took them for HTML."""

import os
import re
from pathlib import Path
from typing import Any

from annotations.model import ArticleId

SHOWN_TO_PEOPLE = {"title", "definition", "example", "borderline"}
TEXT = "Mayor Ida Lund said on Friday that Oslo had shut the quay. Per Moe replied that Bergen knows it.\n"
ONE, TWO = ArticleId("one"), ArticleId("two")


class Nasty:
    """Words that would open a file of their own if Qt took them for HTML."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._watched: list[Path] = []

    def __call__(self, what: str) -> str:
        canary = self._folder / f"canary-{re.sub('[^a-z0-9]', '', what.casefold())[:30]}.png"
        if not canary.exists():
            canary.write_bytes(b"no picture")
            os.utime(canary, (1, 2))  # read before it was written, so that each reading is noted
            self._watched.append(canary)
        return f'<b>{what}</b> R&D &amp; Sons <img src="{canary}"> '

    def opened(self) -> list[str]:
        """The files that were read."""
        return [path.name for path in self._watched if path.stat().st_atime != 1]


def hostile(thing: Any, nasty: Nasty) -> Any:
    """A scheme whose words for people are nasty; its names and keys stay."""
    if isinstance(thing, tuple) and hasattr(thing, "_fields"):
        parts = {
            name: nasty(f"{value[:12]} {name}") if name in SHOWN_TO_PEOPLE and value else hostile(value, nasty)
            for name, value in thing._asdict().items()
        }
        return thing._replace(**parts)
    return tuple(hostile(one, nasty) for one in thing) if isinstance(thing, tuple) else thing
