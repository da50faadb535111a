"""What can be done with the language of an article: say which it is, so that the pipeline for it reads the article."""

import re

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError
from annotations.highlight.sources import learns
from annotations.language.detection import language_of, same_language
from annotations.model import Article, ArticleId
from annotations.operations.articles import article
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import annotators, machines, progress
from annotations.store.journal import Journal

CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def set_language(project: Project, article_id: ArticleId, code: str, *, reread: bool = True) -> Changes:
    """Say in which language an article is, as an ISO 639 code such as `es` or `es-CO`; empty to have the text tell it.

    What machines suggested while it was in another language goes, except what people have decided on, so that the
    pipeline for the new language can read it. All of it is undone in one step. Without `reread` suggestions stay: where
    one pipeline is for both languages.
    """
    found = article(project, article_id)
    code = code.strip() or language_of(found.text)
    if code and not CODE.fullmatch(code):
        raise ClaimdeskError(f"“{code}” is not a language code. Use one such as en, es or pt-BR.")

    def write(journal: Journal) -> None:
        journal.update(Kind.ARTICLE, article_id, {"language": code})
        if reread and not same_language(code, found.language):
            _forget_suggestions(project, journal, found)

    return project.transact(Op.SET_LANGUAGE, write, f"{code} “{found.title}”")


def _forget_suggestions(project: Project, journal: Journal, found: Article) -> None:
    """Let no machine have read an article. What people's own marks come from, or lead to, stays."""
    everything = marks.annotations_of(project.database, found.id)
    known = [one for one in annotators.annotators(project.database) if one.kind == "machine"]
    readers = {one.id for one in known if not learns(one.name)}
    kept = {one.derived_from for one in everything}
    kept |= {link.annotation for one in everything if one.annotator not in readers for link in one.links.values()}
    going = [one for one in everything if one.annotator in readers and one.id not in kept]
    for one in going:
        marks.delete(journal, one.id)
    for state in progress.progress_on(project.database, found.id):
        if state.annotator in readers:
            progress.set_progress(journal, state._replace(status="todo"))
    for machine, _ in machines.problems(project.database, found.id):
        machines.set_problem(journal, found.id, machine, "")
