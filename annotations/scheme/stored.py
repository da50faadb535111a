"""A scheme as JSON, as stored in the project file. Default values are left out."""

import json
from typing import Any

from annotations.errors import SchemeError
from annotations.scheme.records import Field, Layer, LinkRole, Scheme, Value
from annotations.scheme.types import check_types

_ABSENT = object()


def scheme_to_json(scheme: Scheme) -> str:
    """A scheme as JSON that `scheme_from_json` turns back into an equal scheme."""
    return json.dumps(_plain(scheme), ensure_ascii=False)


def scheme_from_json(text: str) -> Scheme:
    """Read a scheme from a project file. Raises SchemeError if it is damaged or from a newer version."""
    try:
        scheme = scheme_from_tables(json.loads(text))
        check_types(scheme)
        return scheme
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"This project's scheme cannot be read ({error}). Open a backup, or update Claimdesk."
        raise SchemeError(message) from error


def scheme_from_tables(tables: dict[str, Any]) -> Scheme:
    """Build a scheme from nested tables, from valid TOML or JSON."""
    return Scheme(
        **{
            **tables,
            "layers": tuple(map(_layer, tables["layers"])),
            "statuses": _values(tables.get("statuses", ())),
        }
    )


def _layer(table: dict[str, Any]) -> Layer:
    parts = {
        "labels": _values(table.get("labels", ())),
        "fields": tuple(map(_field, table.get("fields", ()))),
        "links": tuple(map(_link, table.get("links", ()))),
    }
    return Layer(**{**table, **parts})


def _field(table: dict[str, Any]) -> Field:
    parts = {"values": _values(table.get("values", ())), "maps_to": tuple(table.get("maps_to", ()))}
    return Field(**{**table, **parts})


def _link(table: dict[str, Any]) -> LinkRole:
    parts = {"constants": _values(table.get("constants", ()))} | {n: tuple(table.get(n, ())) for n in ("to", "labels")}
    return LinkRole(**{**table, **parts})


def _values(tables: Any) -> tuple[Value, ...]:
    return tuple(Value(**{**table, "maps_to": tuple(table.get("maps_to", ()))}) for table in tables)


def _plain(item: Any) -> Any:
    """Turn a record and all records inside it into dicts."""
    if hasattr(item, "_fields"):
        defaults = item._field_defaults
        pairs = zip(item._fields, item, strict=True)
        return {key: _plain(value) for key, value in pairs if value != defaults.get(key, _ABSENT)}
    return [_plain(value) for value in item] if isinstance(item, tuple) else item
