"""Links between marks: what they may lead to, and what they say."""

from collections.abc import Container, Mapping

from annotations.errors import ClaimdeskError, NotFound, SchemeError
from annotations.model import Annotation, AnnotationId, AnnotatorId, Link
from annotations.project import Project
from annotations.scheme import display_name
from annotations.store import annotations as store
from annotations.store import annotators, near
from annotations.store.journal import Journal


def placed_links(project: Project, mark: Annotation, links: Mapping[str, Link]) -> dict[str, Link]:
    """Check what links lead to, and take their words and kinds from there."""
    ids = {link.annotation for link in links.values() if link.annotation}
    targets = store.annotations_among(project.database, ids) if ids else {}
    usable = {mark.annotator}
    if any(target.annotator != mark.annotator for target in targets.values()):
        usable |= {a.id for a in annotators.annotators(project.database) if a.kind == "machine"}
    return {role: _placed(project, mark, role, link, targets, usable) for role, link in links.items()}


def _placed(
    project: Project,
    mark: Annotation,
    role: str,
    link: Link,
    targets: Mapping[AnnotationId, Annotation],
    usable: Container[AnnotatorId],
) -> Link:
    known = project.scheme.layer(mark.layer).link(role)
    if link.annotation is None or known is None:
        return link
    target = targets.get(link.annotation)
    if target is None or target.article != mark.article:
        raise NotFound(f"The mark for “{known.title}” is no longer in this article. Choose another one.")
    if target.annotator not in usable:
        raise ClaimdeskError(f"“{known.title}” cannot lead to somebody else's mark. Make your own.")
    if target.layer not in known.to or target.id == mark.id:
        raise SchemeError(f"“{known.title}” cannot lead to that: it takes another mark of {', '.join(known.to)}.")
    return Link(display_name(project.scheme, target), target.id, known.kinds.get(target.layer, ""))


def requote_links(project: Project, journal: Journal, target: Annotation) -> None:
    """Let one's links to a mark, or to the suggestion that it was, say what it is called."""
    name, ids = display_name(project.scheme, target), {target.id, target.derived_from or target.id}
    for other in near.linking_to(project.database, target.article, target.annotator, ids):
        links = {
            role: link._replace(text=name) if link.annotation in ids else link for role, link in other.links.items()
        }
        if links != other.links:
            store.replace(journal, other.id, links=links)
