"""What is told of a mark that was changed on two sides: whose, where, what stands, and what the older one said."""

from annotations.merging.records import Conflict
from annotations.merging.source_file import ArticleState
from annotations.model import Annotation, Annotator
from annotations.scheme import Scheme
from annotations.store import annotations as marks
from annotations.store.states import State

QUOTE_SHOWN = 60


def conflict(
    scheme: Scheme, work: ArticleState, whose: Annotator, kept: State, older: State, *, here: bool
) -> Conflict:
    """Describe what was settled between two states of a row, or between two marks in one place."""
    quote = str(kept.last.get("quote") or older.last.get("quote") or "")
    layer = str(kept.last.get("layer", ""))
    words = _differences(scheme, kept, older) if layer else (_status(kept), _status(older))
    shown = quote if len(quote) <= QUOTE_SHOWN else quote[: QUOTE_SHOWN - 1] + "…"
    title = scheme.layer(layer).title if layer else "Status"
    return Conflict(
        str(work.path),
        str(work.article["title"]),
        whose.name,
        title,
        shown,
        words[0],
        kept.at,
        words[1],
        older.at,
        here,
    )


def _status(state: State) -> str:
    return str(state.row["status"]) if state.row else "not begun"


def _differences(scheme: Scheme, one: State, other: State) -> tuple[str, str]:
    """What two marks say where they differ."""
    said, said_else = _said(scheme, one), _said(scheme, other)
    keys = [key for key in {**said, **said_else} if said.get(key) != said_else.get(key)]
    return _sentence(said, keys), _sentence(said_else, keys)


def _sentence(said: dict[str, str], keys: list[str]) -> str:
    if not said:
        return "deleted"
    return ", ".join(f"{key} {said.get(key, '–')}".strip() for key in keys) or "the same"


def _said(scheme: Scheme, state: State) -> dict[str, str]:
    if state.row is None:
        return {}
    mark: Annotation = marks.of_row(state.row)
    layer = scheme.layer(mark.layer)
    said = {"": f"“{mark.quote}”" if mark.start is not None else layer.title}
    label = layer.label(mark.label)
    said["label"] = label.title if label else mark.label
    for name, value in mark.fields.items():
        field = layer.field(name)
        chosen = next((v.title for v in field.values if v.name == value), str(value)) if field else str(value)
        said[field.title if field else name] = chosen
    for role, link in mark.links.items():
        known = layer.link(role)
        said[known.title if known else role] = f"“{link.text}”"
    said["verdict"] = mark.verdict or "–"
    return said
