"""Any actions of two people, undone and redone in any order, keep every promise of the file."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotations.changes import Changes, Kind
from annotations.errors import ClaimdeskError
from annotations.exchange.records import Record
from annotations.importing import save_records
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link, Suggestion
from annotations.operations import annotating, history, occurrences, open_suggestions, progress, suggestions, time_spent
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.operations.highlighting import save_suggestions
from annotations.project import Project, create_project
from annotations.scheme import load_scheme
from annotations.store import history as journal_history
from annotations.store.rows import read
from tests.annotations.moments import Moments

SCHEME = load_scheme("news-claims")
TEXT = "😀 Ana said “no” 👩🏽‍🚀 é."
TABLES = (Kind.ARTICLE, Kind.ANNOTATOR, Kind.ANNOTATION, Kind.PROGRESS)
WHO = st.sampled_from(("Ana", "Ben"))
ANY = st.integers(0, 1000)
SPAN = st.tuples(st.integers(0, 24), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))
FIELDS = st.sampled_from((("stance", "oppose"), ("stance", None), ("disputed", True), ("certainty", "possible")))
REMARKED = st.sampled_from((("unsure", True), ("unsure", None), ("note", "see below"), ("bookmark", True)))
REASONS = st.sampled_from(("", "no text"))
ROLES = st.sampled_from(("claimer", "target"))

Rows = dict[str, dict[str, Any]]


def rows(project: Project, whose: str | None = None) -> Rows:
    """Every row of the tables without its number, by id; or those of one annotator."""
    found: Rows = {}
    for table in TABLES:
        for _, values in read(project.database, table, ""):
            spent = values.pop("seconds", 0)  # time runs and is not undone
            if table == "progress" and spent and values["status"] == "todo":
                continue  # nothing but the time
            if whose in (None, values.get("annotator")):
                found[f"{table} {values['id']}"] = values
    return found


def _record(text: str, who: str) -> Record:
    """An article with an entity, a claim that links to it and one that links to that claim."""
    article = Article(ArticleId(text), text=f"{TEXT} {text}")
    entity, claim, reply = (AnnotationId(f"{name} {text} {who}") for name in ("entity", "claim", "reply"))
    marks = (
        Annotation(entity, article.id, AnnotatorId(""), "entity", 2, 5, label="PERSON"),
        Annotation(claim, article.id, AnnotatorId(""), "claim", 2, 15, links={"claimer": Link("Ana", entity)}),
        Annotation(reply, article.id, AnnotatorId(""), "claim", 11, 15, links={"target": Link("said", claim, "claim")}),
    )
    return Record(article, Annotator(AnnotatorId(""), who), "done", annotations=marks)


class UndoMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = create_project(Path(self.folder.name, "undo.claimdesk"), SCHEME)
        self.people = {name: act_as(self.project, name) for name in ("Ana", "Ben")}
        self.added = 0
        self.moments = Moments(self.project)

    @initialize()
    def set_up(self) -> None:
        self.project.annotator = None
        save_records(self.project, [_record(text, person) for text in "ab" for person in self.people])
        found = [Suggestion("entity", 2, 5, "PERSON"), Suggestion("entity", 12, 14, "ORG")]
        machine = act_as(self.project, "rules", "machine", "1")
        save_suggestions(self.project, machine, [(article, found) for article in articles(self.project)])
        self.project.annotator = self.people["Ana"]
        self.start = rows(self.project)
        self.moments.keep()

    def act(self, who: str, action: Callable[..., Changes], *arguments: object) -> None:
        """Let somebody do something; what is refused changes nothing, and nothing changes what others made."""
        self.project.annotator = self.people[who]
        other = next(person.id for name, person in self.people.items() if name != who)
        before, theirs = rows(self.project), rows(self.project, other)
        try:
            action(self.project, *arguments)
        except ClaimdeskError:
            assert rows(self.project) == before
        self.moments.keep()
        assert rows(self.project, other) == theirs

    def article(self, number: int) -> Article:
        found = list(articles(self.project))
        return found[number % len(found)]

    def mark(self, number: int) -> Annotation:
        database = self.project.database
        ids = [row["id"] for _, row in read(database, Kind.ANNOTATION, "ORDER BY number")]
        return annotating.annotation(self.project, ids[number % len(ids)])

    @rule(who=WHO)
    def add_article(self, who: str) -> None:
        self.added += 1
        self.act(who, add_articles, [Article(text=f"{TEXT} {self.added}")])

    @rule(who=WHO)
    def import_record(self, who: str) -> None:
        self.added += 1
        self.act(who, lambda project: save_records(project, [_record(f"{self.added}", who)])[0])

    @rule(who=WHO, article=ANY, span=SPAN, label=st.sampled_from(("PERSON", "ORG")))
    def add_entity(self, who: str, article: int, span: tuple[int, int], label: str) -> None:
        self.act(who, annotating.add_annotation, self.article(article).id, "entity", *span, label)

    @rule(who=WHO, article=ANY, span=SPAN)
    def add_claim(self, who: str, article: int, span: tuple[int, int]) -> None:
        self.act(who, annotating.add_annotation, self.article(article).id, "claim", *span)

    @rule(who=WHO, article=ANY)
    def add_document(self, who: str, article: int) -> None:
        self.act(who, annotating.add_annotation, self.article(article).id, "document")

    @rule(who=WHO, mark=ANY, span=SPAN)
    def move(self, who: str, mark: int, span: tuple[int, int]) -> None:
        self.act(who, annotating.move_annotation, self.mark(mark).id, *span)

    @rule(who=WHO, mark=ANY)
    def delete(self, who: str, mark: int) -> None:
        self.act(who, annotating.delete_annotation, self.mark(mark).id)

    @rule(who=WHO, mark=ANY, label=st.sampled_from(("PERSON", "GPE", "none such")))
    def label(self, who: str, mark: int, label: str) -> None:
        self.act(who, annotating.set_label, self.mark(mark).id, label)

    @rule(who=WHO, mark=ANY, field=FIELDS)
    def field(self, who: str, mark: int, field: tuple[str, Any]) -> None:
        self.act(who, annotating.set_field, self.mark(mark).id, *field)

    @rule(who=WHO, mark=ANY, role=ROLES, number=ANY)
    def link(self, who: str, mark: int, role: str, number: int) -> None:
        here = self.mark(mark)
        there = annotating.annotations_of(self.project, here.article)
        link = Link("", there[number % len(there)].id)
        self.act(who, annotating.set_link, here.id, role, link)

    @rule(who=WHO, source=ANY, mark=ANY)
    def copy_answers(self, who: str, source: int, mark: int) -> None:
        self.act(who, annotating.copy_answers, self.mark(source).id, self.mark(mark).id)

    @rule(who=WHO, mark=ANY, role=ROLES, link=st.sampled_from((None, Link("AUTHOR"))))
    def link_words(self, who: str, mark: int, role: str, link: Link | None) -> None:
        self.act(who, annotating.set_link, self.mark(mark).id, role, link)

    @rule(who=WHO, article=ANY, number=ANY, action=st.sampled_from(("accept_suggestion", "reject_suggestion")))
    def decide(self, who: str, article: int, number: int, action: str) -> None:
        machine = open_suggestions.machines_of(self.project)[0]
        found = [a for a in annotating.annotations_of(self.project, self.article(article).id) if a.annotator == machine]
        if found:
            self.act(who, getattr(suggestions, action), found[number % len(found)])

    @rule(who=WHO, article=ANY, status=st.sampled_from(("done", "todo", "skip", "incomplete")), reason=REASONS)
    def status(self, who: str, article: int, status: str, reason: str) -> None:
        self.act(who, progress.set_status, self.article(article).id, status, reason)

    @rule(who=WHO, mark=ANY, remark=REMARKED)
    def remark(self, who: str, mark: int, remark: tuple[str, Any]) -> None:
        self.act(who, annotating.set_field, self.mark(mark).id, *remark)

    @rule(who=WHO, mark=ANY, seconds=st.floats(0.1, 100))
    def work(self, who: str, mark: int, seconds: float) -> None:
        here = self.mark(mark)
        self.act(who, time_spent.add_time, here.article, seconds, {here.id: seconds / 2})

    @rule(who=WHO, article=ANY, number=ANY)
    def restore(self, who: str, article: int, number: int) -> None:
        here = self.article(article).id
        steps = history.history_of(self.project, here)
        self.act(who, history.restore_article, here, steps[number % len(steps)].change)

    @rule(who=WHO, words=st.sampled_from(("Ana", "é", "said")), override=st.booleans(), finished=st.booleans())
    def every_occurrence(self, who: str, words: str, override: bool, finished: bool) -> None:
        self.project.annotator = self.people[who]
        found = list(occurrences.find(self.project, words, "entity", "ORG"))
        self.act(who, lambda project: occurrences.mark(
            project, found, "entity", "ORG", override=override, finished=finished
        ))  # fmt: skip

    @rule(who=WHO, times=st.integers(1, 4))
    def undo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.act(who, Project.undo)

    @rule(who=WHO, times=st.integers(1, 4))
    def redo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.act(who, Project.redo)

    @invariant()
    def everything_is_sound(self) -> None:
        assert list(findings(self.project)) == []

    def teardown(self) -> None:
        with self.folder, closing(self.project):
            if not hasattr(self, "start"):
                return
            end, undone = rows(self.project), []
            while latest := self.latest():
                undone.append(self.turn(latest, Project.undo))
            assert rows(self.project) == self.start
            for who in reversed(undone):
                self.turn(who, Project.redo)
            assert rows(self.project) == end
            self.moments.check()

    def latest(self) -> str | None:
        """Who did, or did again, what was done last of all that can be undone."""
        done: dict[int, str] = {}
        for name, person in self.people.items():
            step = journal_history.undoable(self.project.database, person.id)
            if step is not None:
                sql = f"SELECT max(id) FROM steps WHERE {step.id} IN (id, reverses)"
                done[self.project.database.number(sql)] = name
        return done[max(done)] if done else None

    def turn(self, who: str, turn: Callable[[Project], Changes]) -> str:
        """Undo or redo for somebody, which must go."""
        self.project.annotator = self.people[who]
        turn(self.project)
        return who


TestUndoMachine = UndoMachine.TestCase
