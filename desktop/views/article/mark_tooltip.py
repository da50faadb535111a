"""The tooltip for the marks under the pointer: labels, answers, and who made them from what."""

from collections.abc import Sequence
from html import escape

from desktop.marks import Mark
from desktop.theme import Theme

WIDTH = 330


def card(marks: Sequence[Mark], theme: Theme) -> str:
    """The card as Qt's rich text, one part for each mark."""
    parts = [_part(mark, theme) for mark in marks]
    line = f"<hr style='background-color: {theme.border}'>"
    return f"<table width='{WIDTH}'><tr><td>{line.join(parts)}</td></tr></table>"


def _part(mark: Mark, theme: Theme) -> str:
    label = mark.layer.label(mark.annotation.label)
    head = label.title if label else f"{mark.layer.title} {mark.number or ''}"
    rows = [f"<b style='color: {theme.ink(mark.colour).name()}'>{escape(head.strip())}</b>"]
    rows += [
        f"<span style='color: {theme.muted}'>{escape(name)}</span>&nbsp; {escape(words)}"
        for name, words in answers(mark)
    ]
    made = "  ·  ".join(filter(None, (mark.maker, mark.annotation.updated[:10])))
    rows.append(f"<span style='color: {theme.muted}'>{escape(made)}</span>")
    return "<br>".join(rows)


def answers(mark: Mark) -> list[tuple[str, str]]:
    """The links and fields of a mark that are set, in the words of the scheme."""
    found = []
    for role in mark.layer.links:
        link = mark.annotation.links.get(role.name)
        if link:
            constant = next((c.title for c in role.constants if not link.annotation and c.name == link.text), link.text)
            found.append((role.title, constant if len(constant) <= 60 else constant[:59] + "…"))
    for field in mark.layer.fields:
        value = mark.annotation.fields.get(field.name)
        if value not in (None, False, ""):
            title = next((v.title for v in field.values if v.name == value), "✓" if value is True else str(value))
            found.append((field.title, title))
    return found
