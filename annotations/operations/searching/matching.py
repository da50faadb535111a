"""Which articles fit a query.

Words are looked for in title and text. Labels, fields and links count where the annotator's own annotations that stand
have them. Until the annotator has finished an article, the suggestions of machines there count as well: they are what
is seen in it. When somebody else's work is asked for, only their own counts.

Keys of one layer must all fit one annotation, so that `speaker:ruiz stance:oppose` finds what Ruiz opposes and not what
others oppose where Ruiz speaks too. A key that comes again begins another annotation. An excluded key must fit none.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.model import FILE, STATUSES, AnnotatorId
from annotations.operations.searching.language import Key, Query, QuerySpan
from annotations.project import Project
from annotations.store import annotators, search
from annotations.store.search import ArticleSet, Terms


class Looker(NamedTuple):
    """Whose annotations and progress a search looks at; `machines` only where that annotator has not finished."""

    project: Project
    annotator: AnnotatorId | None
    machines: tuple[AnnotatorId, ...] = ()

    @property
    def finished(self) -> ArticleSet:
        """The articles that the annotator has done or skipped."""
        return with_status(self, [status for status in STATUSES if status != "todo"])


def looker(project: Project, annotator: AnnotatorId | None = None) -> Looker:
    """Look for the acting annotator, or for another one."""
    if annotator is not None:
        return Looker(project, annotator)
    machines = (a.id for a in annotators.annotators(project.database) if a.kind == "machine")
    return Looker(project, project.annotator and project.annotator.id, tuple(machines))


def matching(look: Looker, query: Query) -> ArticleSet:
    """The set of articles that fit a query."""
    database = look.project.database
    found = search.everything(database)
    if wanted := [phrase.expression for phrase in query.phrases if not phrase.excluded]:
        found &= search.articles_with_words(database, " ".join(wanted))
    if unwanted := [phrase.expression for phrase in query.phrases if phrase.excluded]:
        found &= ~search.articles_with_words(database, " OR ".join(unwanted))
    for keys in groups(query):
        found &= with_keys(look, keys)
    for key in query.keys:
        if key.excluded:
            found &= ~with_keys(look, [key])
    return found


def groups(query: Query) -> list[list[Key]]:
    """The keys that are not excluded: together those that must fit one annotation."""
    found: list[list[Key]] = []
    for key in query.keys:
        latest = next((group for group in reversed(found) if _layers(group[0]) == _layers(key)), None)
        if key.excluded:
            continue
        if latest is None or "" in _layers(key) or any(_name(other) == _name(key) for other in latest):
            found.append([key])
        else:
            latest.append(key)
    return found


def _layers(key: Key) -> set[str]:
    return {place.layer for place in key.places}


def _name(key: Key) -> list[tuple[str, str]]:
    return [(place.layer, place.name) for place in key.places]


def with_keys(look: Looker, keys: Sequence[Key]) -> ArticleSet:
    """The articles where one annotation fits all of some keys; or of which a lone key is said."""
    found = 0
    for place in keys[0].places:
        if not place.layer:
            found |= _said_of_articles(look, place, keys[0])
    own, suggested = terms_of(look, keys)
    if own:
        found |= search.articles_of_marks(look.project.database, own)
    if suggested:
        found |= search.articles_of_marks(look.project.database, suggested) & ~look.finished
    return found


def terms_of(look: Looker, keys: Sequence[Key]) -> tuple[list[Terms], list[Terms]]:
    """The terms of each key, of the annotator's own and of machines; none at all when one key has none."""
    own = [_terms(look, [look.annotator] if look.annotator else [], key) for key in keys]
    suggested = [_terms(look, look.machines, key) for key in keys]
    return own if all(own) else [], suggested if all(suggested) else []


def _terms(look: Looker, whose: Sequence[AnnotatorId], key: Key) -> Terms:
    found = list[int]()
    for place in key.places:
        if whose and place.layer:
            found += _terms_at(look, whose, place, key)
    return found


def _terms_at(look: Looker, whose: Sequence[str], place: QuerySpan, key: Key) -> Terms:
    database, (layer, name, values, _) = look.project.database, place
    found = list(search.terms(database, whose, layer, name, values)) if values else []
    if place.open:
        found += search.terms_in_words(database, whose, layer, name, key.phrase.expression)
    return found


def _said_of_articles(look: Looker, place: QuerySpan, key: Key) -> ArticleSet:
    if place.name == "status":
        return with_status(look, place.values)
    if place.name == FILE:
        return search.articles_of_file(look.project.database, key.phrase.words)
    return search.articles_of_terms(look.project.database, _terms_at(look, [""], place, key))


def with_status(look: Looker, statuses: Sequence[str]) -> ArticleSet:
    """The articles where the annotator is so far; those never touched are still to do."""
    database = look.project.database
    found = 0
    if "todo" in statuses:
        others = [status for status in STATUSES if status != "todo"]
        found = search.everything(database) & ~with_status(look, others)
    annotator = [look.annotator] if look.annotator else []
    return found | search.articles_of_terms(database, search.terms(database, annotator, "", "status", statuses))
