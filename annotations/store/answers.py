"""What is said of a mark, fields and links, as the file keeps it: JSON."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from annotations.model import FieldValue, Link
from annotations.store.shapes import json_object

ANSWERS = (str, int, float)
"""Of what types an answer may be."""


def link_json(link: Link) -> dict[str, str]:
    """A link as the file and the canonical export keep it: what it does not have is left out."""
    return {name: value for name, value in link._asdict().items() if value}


def fields_json(fields: Mapping[str, FieldValue]) -> str:
    """Answers as the file keeps them."""
    return orjson.dumps(dict(fields)).decode()


def links_json(links: Mapping[str, Link]) -> str:
    """Links as the file keeps them."""
    return orjson.dumps({role: link_json(link) for role, link in links.items()}).decode() if links else "{}"


@lru_cache(maxsize=4096)
def read_fields(stored: str) -> Mapping[str, FieldValue] | None:
    """The answers; none when the text is not what was written. Few answers are given again and again."""
    fields = json_object(stored)
    return fields if fields is not None and all(isinstance(value, ANSWERS) for value in fields.values()) else None


def read_links(stored: str) -> dict[str, Link] | None:
    """The links; none when the text is damaged."""
    links = json_object(stored)
    if links is None or not all(map(is_link, links.values())):
        return None
    return {
        role: Link(link.get("text", ""), link.get("annotation"), link.get("kind", "")) for role, link in links.items()
    }


def is_link(link: Any) -> bool:
    """Whether this is a link as it is stored."""
    return isinstance(link, dict) and all(isinstance(link.get(name, ""), str) for name in Link._fields)
