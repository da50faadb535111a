"""Joining what another file has with what stands here, article by article, inside one transaction."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from annotations.changes import Kind
from annotations.display import many
from annotations.exchange.records import ImportNote
from annotations.merging.conflict_report import conflict
from annotations.merging.conflicts import standing
from annotations.merging.incoming import arriving
from annotations.merging.records import Conflict
from annotations.merging.source_file import ArticleState, SourceAnnotators
from annotations.merging.sources import joined
from annotations.model import AnnotationId, Annotator, AnnotatorId, ArticleId
from annotations.operations.articles import hash_of
from annotations.operations.open_suggestions import machines_of
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import annotators, articles, progress, states
from annotations.store.images import Row
from annotations.store.journal import Journal
from annotations.store.states import State, content


class ArticleMerger:
    """Joins the work of other files; `counts` has what was done, by the names of `Merged`."""

    def __init__(self, project: Project, journal: Journal) -> None:
        self._project, self._database, self._journal = project, project.database, journal
        self.people: dict[AnnotatorId, AnnotatorId] = {}  # ids there → ids here
        self.aside: Mapping[ArticleId, frozenset[str]] = {}  # what earlier merges took out
        self.counts: Counter[str] = Counter()
        self.settled: list[Conflict] = []
        self.remarks: list[ImportNote] = []

    # -- people

    def meet(self, people: SourceAnnotators) -> None:
        """Find everybody of another file here, or add them. The same name, kind and version are the same annotator."""
        self.aside = states.gone(self._database, by_merging=True)
        if people.scheme != (self._project.scheme.name, self._project.scheme.version):
            name, version = people.scheme
            sentence = f"It was annotated with the scheme {name} {version}. What this one does not know is left out."
            self.remarks.append(ImportNote(str(people.path), sentence, lost=False))
        for there in people.annotators:
            here = annotators.annotators(self._database)
            same = next((one for one in here if one[1:] == there[1:]), None)
            renamed = next((one for one in here if one.id == there.id), None)
            if same is None and renamed is not None:
                self._rename(renamed, there, people.rows)
                same = renamed
            found = same.id if same else self._add(there, taken=renamed is not None)
            self.people[there.id] = found

    def _add(self, there: Annotator, *, taken: bool) -> AnnotatorId:
        new = there._replace(id=AnnotatorId(uuid.uuid4().hex)) if taken else there
        annotators.insert(self._journal, new)
        self.counts["annotators"] += 1
        return new.id

    def _rename(self, here: Annotator, there: Annotator, rows: Mapping[str, State]) -> None:
        """One person who was renamed on one side has the newer name."""
        ours = states.states(self._database, Kind.ANNOTATOR, [here.id]).get(here.id)
        theirs = rows.get(there.id)
        if ours and theirs and theirs.row and theirs.rank() > ours.rank():
            self._journal.bring(Kind.ANNOTATOR, here.id, theirs.row, theirs.at)

    # -- articles

    def join(self, work: ArticleState) -> None:
        """Join one article with the marks on it and how far everybody is."""
        row = work.article
        if hash_of(row["text"]) != row["sha256"]:
            sentence = f"“{row['title']}” was left out: its text does not match its sha256. Use an intact copy."
            self.remarks.append(ImportNote(str(work.path), sentence))
            return
        article = self._article(work.path, row)
        self._join_marks(work, article)
        table = states.rows_on(self._database, Kind.PROGRESS, article) if work.progress else {}
        for annotator, theirs in work.progress.items():
            self._join_progress(work, article, self.people[annotator], theirs, table)

    def _article(self, path: Path, row: Row) -> ArticleId:
        """Find an article by its text, or add it; what is said of it is what the earlier import said (`sources`)."""
        here = states.article_with_text(self._database, row["sha256"])
        if here is None:
            taken = articles.number_of(self._database, row["id"]) is not None
            key = hashlib.sha256(f"{row['id']} {row['sha256']}".encode()).hexdigest()[:32] if taken else row["id"]
            self._journal.insert(Kind.ARTICLE, [{**row, "id": key}])
            self.counts["articles"] += 1
            return ArticleId(key)
        both = joined(here, row)
        said = {name: value for name, value in both.row.items() if name not in ("id", "text", "sha256")}
        self._journal.update(Kind.ARTICLE, here["id"], said)
        if both.lost:
            told = f"Left out: {many(both.lost, 'more source')} of the text “{here['title'][:60]}”."
            self.remarks.append(ImportNote(str(path), told))
        return ArticleId(here["id"])

    # -- marks

    def _join_marks(self, work: ArticleState, article: ArticleId) -> None:
        table = states.rows_on(self._database, Kind.ANNOTATION, article)
        theirs, remarks = arriving(self._project, work, article, self.people)
        self.remarks += remarks
        if all(_is_plain(state, table.get(row_id)) for row_id, state in theirs.items()):
            return
        ids = table.keys() | theirs.keys() | self.aside.get(article, frozenset())
        ours = states.states(self._database, Kind.ANNOTATION, ids)
        joined = dict(ours)
        for row_id, state in sorted(theirs.items()):
            mine = ours.get(row_id)
            joined[row_id] = state if mine is None or state.rank() > mine.rank() else mine
            self._bring(Kind.ANNOTATION, row_id, mine, state)
            self._tell(work, mine, state)
        self._settle(work, article, joined, ours)
        after = states.rows_on(self._database, Kind.ANNOTATION, article)
        self._count(table, after)

    def _bring(self, kind: Kind, row_id: str, ours: State | None, theirs: State) -> None:
        """Write the newer of two states; an older one that this file has never seen is written before it."""
        newer = ours is None or theirs.rank() > ours.rank()
        if not newer and content(theirs.row) in (ours.known if ours else ()):
            return
        if theirs.row is None and (ours is None or ours.row is None):
            self._journal.bring(kind, row_id, theirs.last, theirs.at)  # so that there is something that went
        self._journal.bring(kind, row_id, theirs.row, theirs.at)
        if ours is not None and not newer:
            if ours.row is None and theirs.row is None:
                self._journal.bring(kind, row_id, ours.last, ours.at)
            self._journal.bring(kind, row_id, ours.row, ours.at)

    def _settle(
        self, work: ArticleState, article: ArticleId, joined: Mapping[str, State], ours: Mapping[str, State]
    ) -> None:
        """Let those marks stand that can stand together, and links lead to them."""
        candidates = {AnnotationId(i): state for i, state in joined.items() if state.row is not None}
        found = [marks.of_row(state.row) for state in candidates.values() if state.row is not None]
        times = {row_id: state.at for row_id, state in candidates.items()}
        settled = standing(self._project.scheme, found, times, machines_of(self._project))
        table = states.rows_on(self._database, Kind.ANNOTATION, article)
        for row_id in sorted(candidates):
            mark, state = settled.marks.get(row_id), candidates[row_id]
            if mark is None:
                if row_id in table:
                    self._journal.delete(Kind.ANNOTATION, row_id)
                other = candidates[settled.aside[row_id]]
                if row_id in table and content(state.row) != content(other.row):
                    self._note(work, kept=other, older=state, here=settled.aside[row_id] in ours)
                continue
            if row_id not in table and state.row is not None:
                self._journal.bring(Kind.ANNOTATION, row_id, state.row, state.at)
            if row_id not in table or marks.of_row(table[row_id]) != mark:
                marks.point_elsewhere(self._journal, mark)

    # -- progress

    def _join_progress(
        self, work: ArticleState, article: ArticleId, annotator: AnnotatorId, theirs: State, table: Mapping[str, Row]
    ) -> None:
        key = progress.row_id(article, annotator)
        local = {"id": key, "article": article, "annotator": annotator}
        theirs = theirs._replace(row=theirs.row and {**theirs.row, **local}, last={**theirs.last, **local})
        if _is_plain(theirs, table.get(key)):
            return
        ours = states.states(self._database, Kind.PROGRESS, [key]).get(key)
        self._bring(Kind.PROGRESS, key, ours, theirs)
        self._tell(work, ours, theirs)

    # -- what was done

    def _tell(self, work: ArticleState, ours: State | None, theirs: State) -> None:
        """List what was changed on both sides, neither side having seen the other's change."""
        if ours is None or content(ours.row) in theirs.known or content(theirs.row) in ours.known:
            return
        here = ours.rank() >= theirs.rank()
        self._note(work, kept=ours if here else theirs, older=theirs if here else ours, here=here)

    def _note(self, work: ArticleState, *, kept: State, older: State, here: bool) -> None:
        whose = next((a for a in annotators.annotators(self._database) if a.id == kept.last["annotator"]), None)
        if whose is not None and whose.kind != "machine":
            self.settled.append(conflict(self._project.scheme, work, whose, kept, older, here=here))

    def _count(self, before: Mapping[str, Row], after: Mapping[str, Row]) -> None:
        self.counts["annotations"] += len(after.keys() - before.keys())
        self.counts["removed"] += len(before.keys() - after.keys())
        self.counts["changed"] += sum(content(before[i]) != content(after[i]) for i in before.keys() & after.keys())


def _is_plain(theirs: State, here: Row | None) -> bool:
    """Whether a row is here just as it is there, and nothing was taken back there, so that there is nothing to join."""
    return here is not None and theirs.row == here and theirs.at == here["updated"]
