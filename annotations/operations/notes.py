"""Remarks read back: notes, questions, doubts and bookmarks, wherever they are.

One sees one's own. Who adjudicates sees what everybody asks, too: that is what questions are for.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.model import Annotation, AnnotatorId, ArticleId, FieldValue
from annotations.project import Project
from annotations.scheme import QUESTION, REMARKS
from annotations.store import annotations as marks
from annotations.store import annotators, search

MOST = 5000  # articles


class NoteEntry(NamedTuple):
    """One remark: in which article, on what (a mark, or the annotation of the article itself), and what it says."""

    number: int
    article: ArticleId
    title: str
    mark: Annotation
    name: str
    value: FieldValue


def notes(project: Project, names: Sequence[str] = REMARKS) -> list[NoteEntry]:
    """Read one's remarks of some kinds, by article and place; of the first `MOST` articles that have some."""
    return _read(project, names, [project.acting])


def questions(project: Project) -> list[NoteEntry]:
    """Read what all people ask the adjudicator."""
    people = [a.id for a in annotators.annotators(project.database) if a.kind == "person"]
    return _read(project, [QUESTION], people)


def _read(project: Project, names: Sequence[str], whose: Sequence[AnnotatorId]) -> list[NoteEntry]:
    database, layers = project.database, [layer.name for layer in project.scheme.layers]
    articles = 0
    for name in names:
        articles |= search.articles_of_marks(database, [search.terms_set(database, whose, layers, name)])
    found: list[NoteEntry] = []
    for number, (article, title) in search.titles(database, search.members(articles)[:MOST]).items():
        for mark in marks.annotations_of(database, article):
            if mark.annotator in whose and mark.verdict != "rejected":
                said = [(name, mark.fields[name]) for name in names if mark.fields.get(name)]
                found += [NoteEntry(number, article, title, mark, name, value) for name, value in said]
    return found
