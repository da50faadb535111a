"""The targets of the focused mark's links."""

from collections.abc import Mapping

from annotations.model import AnnotationId
from desktop.marks import Mark


def linked(focused: Mark | None) -> Mapping[AnnotationId, str]:
    """Which marks the focused one links to, with the role's title."""
    if focused is None:
        return {}
    titles = {role.name: role.title for role in focused.layer.links}
    return {
        link.annotation: titles.get(role, role)
        for role, link in focused.annotation.links.items()
        if link.annotation is not None
    }


def role_of(mark: Mark, links: Mapping[AnnotationId, str]) -> str | None:
    """The role in which a mark is linked: itself, the suggestion that it was, or another's mark in its very place."""
    if mark.rejected:
        return None
    known = (mark.id, mark.annotation.derived_from or mark.id, *mark.twins)
    return next((links[one] for one in known if one in links), None)
