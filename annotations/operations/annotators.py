"""What can be done with annotators: add, find, rename, act as one."""

import uuid
from collections.abc import Mapping

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.model import Annotator, AnnotatorId, AnnotatorKind
from annotations.project import Project
from annotations.store import annotators as store
from annotations.store.journal import Journal


def annotators(project: Project) -> list[Annotator]:
    """Read all annotators in the order in which they came."""
    return store.annotators(project.database)


def annotation_counts(project: Project) -> Mapping[AnnotatorId, int]:
    """Count the annotations of each annotator that has some."""
    return store.annotation_counts(project.database)


def find_annotator(
    project: Project, name: str, kind: AnnotatorKind | None = None, version: str | None = None
) -> Annotator | None:
    """Find an annotator by name, and by kind and version where they are given; the latest one when several fit."""
    if kind is not None and version is not None:
        return store.annotator_called(project.database, name, kind, version)
    for annotator in reversed(annotators(project)):
        if annotator.name == name and kind in (None, annotator.kind) and version in (None, annotator.version):
            return annotator
    return None


def known_annotator(project: Project, name: str) -> Annotator:
    """Find an annotator by name; when there is none, say who is there."""
    found = find_annotator(project, name)
    if found is None:
        names = ", ".join(annotator.name for annotator in annotators(project)) or "nobody yet"
        raise NotFound(f"There is no annotator “{name}” in {project.path}. Choose one of: {names}.")
    return found


def add_annotator(project: Project, name: str, kind: AnnotatorKind = "person", version: str = "") -> Annotator:
    """Add an annotator. Adding is on nobody's undo list."""
    annotator = Annotator(AnnotatorId(uuid.uuid4().hex), plain_name(name), kind, version)

    def write(journal: Journal) -> None:
        _check_free(project, annotator)
        store.insert(journal, annotator)

    project.transact(Op.ADD_ANNOTATOR, write, annotator.name, attributed=False)
    return annotator


def get_or_add_annotator(project: Project, name: str, kind: AnnotatorKind = "person", version: str = "") -> Annotator:
    """Find an annotator, or add it when it is new, even when another program does the same at this moment."""
    new = Annotator(AnnotatorId(uuid.uuid4().hex), plain_name(name), kind, version)

    def write(journal: Journal) -> None:
        if find_annotator(project, *new[1:]) is None:
            store.insert(journal, new)

    if find_annotator(project, *new[1:]) is None:
        project.transact(Op.ADD_ANNOTATOR, write, new.name, attributed=False)
    return find_annotator(project, *new[1:]) or new


def act_as(project: Project, name: str, kind: AnnotatorKind = "person", version: str = "") -> Annotator:
    """Make an annotator the one who acts, adding it when it is new."""
    project.annotator = get_or_add_annotator(project, name, kind, version)
    return project.annotator


def rename_annotator(project: Project, name: str, new_name: str) -> Changes:
    """Give a person another name; everything they made stays their own."""
    annotator = find_annotator(project, name, "person") or known_annotator(project, name)
    if annotator.kind == "machine":
        raise ClaimdeskError(f"“{name}” is a pipeline, which keeps the name that its suggestions were made under.")
    renamed = annotator._replace(name=plain_name(new_name))

    def write(journal: Journal) -> None:
        _check_free(project, renamed)
        store.rename(journal, renamed.id, renamed.name)

    changes = project.transact(Op.RENAME_ANNOTATOR, write, renamed.name, attributed=False)
    if project.annotator == annotator:
        project.annotator = renamed
    return changes


def plain_name(name: str) -> str:
    """A name with single spaces; refused when nothing is left, or when it is no text that can be shown."""
    name = " ".join(name.split())
    if not name or any(character < " " or "\ud800" <= character <= "\udfff" for character in name):
        raise ClaimdeskError("An annotator needs a name, of characters that can be shown.")
    return name


def _check_free(project: Project, annotator: Annotator) -> None:
    if find_annotator(project, *annotator[1:]):
        raise ClaimdeskError(
            f"There is already an annotator “{annotator.name}” in {project.path}. Choose another name."
        )
