"""A mapping file: which foreign names correspond to which names in the scheme, as reusable TOML.

Names are compared as schemes store them (`scheme.words`). An empty label in the file means marks without a label.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from annotations.errors import SchemeError
from annotations.exchange.mapping.toml import toml
from annotations.files.guard import guarded
from annotations.files.paths import check_input
from annotations.model import FieldValue
from annotations.scheme import own_words

Table = dict[str, Any]


class MarkRule(NamedTuple):
    """Marks of a foreign layer and label (None for any) become `to` with the label `as_`; without `to`, dropped."""

    layer: str | None
    label: str | None
    to: str
    as_: str = ""
    fields: Mapping[str, FieldValue] = {}


class FieldRule(NamedTuple):
    """A foreign field becomes the field `to`, with its values replaced; without `to`, dropped. So are empty values."""

    field: str
    to: str
    values: Mapping[str, FieldValue] = {}

    def value(self, raw: FieldValue) -> FieldValue:
        """The new value of an answer. Unchanged if the rule does not list it."""
        exact = self.values.get(str(raw))
        return exact if exact is not None else next((v for k, v in self.values.items() if _fits(k, str(raw))), raw)


class LinkRule(NamedTuple):
    """A foreign relation or role becomes the link `to`. `reverse`: it belongs to the target of the relation."""

    label: str
    to: str
    reverse: bool = False


class Rules(NamedTuple):
    """A whole mapping."""

    marks: tuple[MarkRule, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    links: tuple[LinkRule, ...] = ()

    def mark(self, layer: str, label: str) -> MarkRule | None:
        """The first rule for a foreign layer and label."""
        fitting = (r for r in self.marks if _fits(r.layer, layer) and _fits(r.label, label))
        return next(fitting, None)

    def field(self, name: str) -> FieldRule | None:
        """The rule for a foreign field."""
        return next((rule for rule in self.fields if _fits(rule.field, name)), None)

    def link(self, label: str) -> LinkRule | None:
        """The rule for a foreign relation or role."""
        return next((rule for rule in self.links if _fits(rule.label, label)), None)


def _fits(wanted: str | None, name: str) -> bool:
    """Whether a rule applies to a name. One without a name applies to all."""
    return wanted is None or own_words(wanted) == own_words(name)


_SHAPE: dict[str, dict[str, type]] = {
    "marks": {"layer": str, "label": str, "to": str, "as": str, "fields": dict},
    "fields": {"field": str, "to": str, "values": dict},
    "links": {"label": str, "to": str, "reverse": bool},
}
_NEEDED = {"marks": ("to",), "fields": ("field", "to"), "links": ("label", "to")}


def load_rules(path: Path) -> Rules:
    """Read a mapping file. Raises SchemeError with the place and the reason if it is invalid."""
    with guarded(str(path), SchemeError):
        return _load_rules(path)


def _load_rules(path: Path) -> Rules:
    if path.exists():
        check_input(path, error=SchemeError)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"The mapping file {path} cannot be read: {error.strerror}. Create one with --draft-map FILE."
        raise SchemeError(message) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemeError(f"{path} is not TOML in UTF-8: {error}.") from None
    for part, rows in tables.items():
        _check_part(path, part, rows)
    marks = (
        MarkRule(row.get("layer"), row.get("label"), row["to"], row.get("as", ""), row.get("fields", {}))
        for row in tables.get("marks", ())
    )
    fields = (FieldRule(row["field"], row["to"], row.get("values", {})) for row in tables.get("fields", ()))
    links = (LinkRule(row["label"], row["to"], row.get("reverse", False)) for row in tables.get("links", ()))
    return Rules(tuple(marks), tuple(fields), tuple(links))


def _check_part(path: Path, part: str, rows: Any) -> None:
    if part not in _SHAPE:
        raise SchemeError(f"{path}: A mapping has no section “{part}”, only {', '.join(_SHAPE)}.")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SchemeError(f"{path}: Write each of the {part} as a table under [[{part}]].")
    for number, row in enumerate(rows, 1):
        _check_row(f"{path}, {part} {number}", _SHAPE[part], row)
        missing = [key for key in _NEEDED[part] if key not in row]
        if missing:
            raise SchemeError(f"{path}, {part} {number}: “{missing[0]}” is missing.")


def _check_row(place: str, shape: dict[str, type], row: Table) -> None:
    for key, value in row.items():
        if key not in shape:
            raise SchemeError(f"{place}: There is no key “{key}”, only {', '.join(shape)}.")
        if not isinstance(value, shape[key]):
            raise SchemeError(f"{place}: “{key}” has the wrong type.")


def rules_toml(rules: Rules, comments: Iterable[str] = ()) -> str:
    """A mapping as the text of a file."""
    lines = [f"# {' '.join(comment.splitlines())}" for comment in comments]
    for mark in rules.marks:
        lines += ["", "[[marks]]"]
        lines += [
            f"{key} = {toml(value)}"
            for key, value in (("layer", mark.layer), ("label", mark.label))
            if value is not None
        ]
        lines.append(f"to = {toml(mark.to)}")
        lines += [f"as = {toml(mark.as_)}"] if mark.as_ else []
        lines += [f"fields = {toml(mark.fields)}"] if mark.fields else []
    for field in rules.fields:
        lines += ["", "[[fields]]", f"field = {toml(field.field)}", f"to = {toml(field.to)}"]
        lines += [f"values = {toml(field.values)}"] if field.values else []
    for link in rules.links:
        lines += ["", "[[links]]", f"label = {toml(link.label)}", f"to = {toml(link.to)}"]
        lines += ["reverse = true"] if link.reverse else []
    return "\n".join(lines) + "\n"
