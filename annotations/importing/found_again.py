"""Record where the same text was found again: another file, address, title or date."""

from typing import Any

from annotations.model import ALSO, FILE, Article
from annotations.operations.text_sources import MOST, SAID, distinct
from annotations.store import articles
from annotations.store.database import Database
from annotations.store.journal import Journal


def keep_source(database: Database, journal: Journal, known: Article, draft: Article) -> bool:
    """Add where a text was found again to its metadata. Return whether everything fitted."""
    here = articles.about(database, known.id)
    if here is None or draft.id == known.id:
        return True
    found = {name: value for name in SAID if (value := getattr(draft, name)) and value != getattr(here, name)}
    file = draft.meta.get(FILE)
    if isinstance(file, str) and file != here.meta.get(FILE):
        found[FILE] = file
    also: Any = here.meta.get(ALSO, [])
    if not found or not isinstance(also, list) or any(_holds(one, found) for one in also):
        return not found or isinstance(also, list)
    if len(also) >= MOST:
        return False
    articles.set_meta(journal, known.id, {**here.meta, ALSO: distinct([*also, found])})
    return True


def _holds(one: Any, found: dict[str, str]) -> bool:
    return isinstance(one, dict) and found.items() <= one.items()
