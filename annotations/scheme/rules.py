"""Rules between parts of a scheme file: keys, defaults, scales, statuses and link targets."""

from collections.abc import Iterable

from annotations.scheme.source import Source, Table
from annotations.scheme.toml_lines import KeyPath

_Placed = list[tuple[KeyPath, Table]]

_NEEDED = ("todo", "done", "skip")  # “incomplete” is set by the program and needs no key


def check_rules(scheme: Table, source: Source) -> None:
    """Raise SchemeError for the first part of a well-formed scheme that contradicts another."""
    layers = _placed(scheme, "layers")
    if not layers:
        raise source.error(("layers",), "A scheme needs at least one layer: add one under [[layers]].")
    statuses = _placed(scheme, "statuses")
    _check_statuses(source, statuses)
    anywhere = statuses + layers  # keys that work without a selected annotation
    for place, layer in layers:
        labels, fields, links = (_placed(layer, part, place) for part in ("labels", "fields", "links"))
        values = [found for at, field in fields for found in _placed(field, "values", at)]
        _check_keys(source, [*statuses, *layers, *labels, *fields, *values, *links])
        if not layer.get("key"):
            anywhere += labels
        if layer["kind"] == "document":
            anywhere += [*fields, *values]
        for at, field in fields:
            _check_field(source, at, field)
        for at, link in links:
            _check_link(source, at, link, [layer["name"] for _, layer in layers])
    _check_keys(source, anywhere)


def _placed(table: Table, part: str, place: KeyPath = ()) -> _Placed:
    return [((*place, part, index), found) for index, found in enumerate(table.get(part, ()))]


def _check_statuses(source: Source, statuses: _Placed) -> None:
    for place, status in statuses:
        if status["name"] not in _NEEDED:
            raise source.error((*place, "name"), f"{status['name']} is not a status: use {_listed(_NEEDED)}.")
    missing = [name for name in _NEEDED if name not in [status["name"] for _, status in statuses]]
    if statuses and missing:
        raise source.error(statuses[0][0], f"The statuses lack {_listed(missing)}: define all three, or none.")


def _check_keys(source: Source, keyed: _Placed) -> None:
    """Refuse the same key for two things that can be pressed at the same moment. a and A are one key."""
    taken: dict[str, str] = {}
    for place, table in keyed:
        key = table.get("key", "").upper()
        if key in taken:
            message = f"{table['name']} has the key {table['key']}, but {taken[key]} already has it: choose another."
            raise source.error((*place, "key"), message)
        if key:
            taken[key] = table["name"]


def _check_field(source: Source, place: KeyPath, field: Table) -> None:
    names = [value["name"] for value in field.get("values", ())]
    if field["kind"] == "choice" and not names:
        raise source.error(place, f"The choice {field['name']} has no values: add some under [[layers.fields.values]].")
    if field["kind"] != "choice" and names:
        raise source.error((*place, "kind"), f"{field['name']} has values, so its kind must be choice.")
    if field.get("scale") == "ordinal":
        _check_scores(source, place, field)
    default = field.get("default")
    if default is None:
        return
    if field["kind"] == "choice" and default not in names:
        message = f"The default {default} of {field['name']} is not among its values: {_listed(names)}."
        raise source.error((*place, "default"), message)
    if field["kind"] == "flag" and not isinstance(default, bool):
        raise source.error((*place, "default"), f"The default of the flag {field['name']} must be true or false.")
    if field["kind"] == "text" and not isinstance(default, str):
        raise source.error((*place, "default"), f"The default of the text {field['name']} must be in quotation marks.")


def _check_scores(source: Source, place: KeyPath, field: Table) -> None:
    if field["kind"] != "choice":
        raise source.error((*place, "scale"), f"{field['name']} is a {field['kind']}; only a choice can be ordinal.")
    for at, value in _placed(field, "values", place):
        if "score" not in value and not value.get("missing"):
            message = f"The scale of {field['name']} is ordinal: give {value['name']} a score, or set missing = true."
            raise source.error(at, message)


def _check_link(source: Source, place: KeyPath, link: Table, layers: list[str]) -> None:
    targets = link.get("to", [])
    for index, name in enumerate(targets):
        if name not in layers:
            message = f"{link['name']} points to a layer {name} that is not in the scheme: it has {_listed(layers)}."
            raise source.error((*place, "to", index), message)
    if not targets and not link.get("words") and not link.get("constants"):
        raise source.error(place, f"{link['name']} has no possible target: set to, words = true or constants.")
    allowed = targets + ["words"] * link.get("words", False)
    for name in link.get("kinds", {}):
        if name not in allowed:
            message = f"{link['name']} cannot point to {name}, so it has no kind: it points to {_listed(allowed)}."
            raise source.error((*place, "kinds", name), message)
    _check_keys(source, _placed(link, "constants", place))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
