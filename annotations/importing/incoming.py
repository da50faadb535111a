"""Import one record into the project: its article, annotator, progress and annotations."""

import uuid
from collections import Counter
from collections.abc import Iterable

from annotations.changes import Kind
from annotations.display import many
from annotations.errors import ClaimdeskError, ImportFailed
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.times import instant
from annotations.importing.blanks import sentence, trimmed_unless_known
from annotations.importing.found_again import keep_source
from annotations.importing.spans import Placing, SchemeCheck, same
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link, Progress
from annotations.operations.annotators import find_annotator, plain_name
from annotations.operations.articles import completed
from annotations.operations.open_suggestions import machines_of
from annotations.project import Project
from annotations.scheme.occupied import OccupiedSpans
from annotations.store import annotations as marks
from annotations.store import annotators, articles, progress
from annotations.store.journal import Journal
from annotations.text import Normalised, normalise


class Taker:
    """Imports records inside one transaction. `counts` has the results, by the names in `Imported`."""

    def __init__(self, project: Project, journal: Journal, annotator: str | None) -> None:
        self._project, self._database, self._journal = project, project.database, journal
        self._annotator = annotator
        self._check = SchemeCheck(project.scheme)
        self._people: dict[tuple[str, str, str], Annotator] = {}
        self.counts: Counter[str] = Counter()
        self._met: set[ArticleId] = set()
        self._place = ""
        self.remarks: list[ImportNote] = []

    def take(self, record: Record | ImportNote) -> None:
        """Import a record as far as possible. Anything left out goes to the notes."""
        if isinstance(record, ImportNote):
            self.remarks.append(record)
            return
        try:
            self._place = record.place
            normalised = normalise(record.article.text)
            article, new = self._article(record.article, normalised)
            annotator = self._whose(record)
        except ClaimdeskError as error:
            self._remark(record, str(error))
            return
        if not new and annotator is None and self._repeats(article.id):
            message = (
                f"Same text as an earlier article of this import (“{article.title[:60]}”): they became one article."
            )
            self.remarks.append(ImportNote(record.place, message, lost=False))
        self._met.add(article.id)
        if annotator is not None:
            self._keep_progress(record, article, annotator)
            self._keep_annotations(record, article, annotator, normalised, new=new)
        elif record.annotations:
            found = many(len(record.annotations), "annotation")
            self._remark(record, f"Left out: {found} without an annotator. Name one with --annotator.")

    def _remark(self, record: Record, sentence: str) -> None:
        self.remarks.append(ImportNote(record.place, sentence))

    def _article(self, draft: Article, normalised: Normalised) -> tuple[Article, bool]:
        article = completed(draft._replace(text=normalised.text))
        if draft.sha256 not in ("", article.sha256) and normalised.text == draft.text:
            raise ImportFailed("The text does not match its sha256, so it has been changed. Use an intact copy.")
        known = articles.id_of_text(self._database, article.sha256)
        if known is not None:
            if not self._repeats(known):
                self.counts["articles_known"] += 1  # once, however many lines are about it
            article = article._replace(id=known)
            if not keep_source(self._database, self._journal, article, draft):
                message = f"Left out: another source of the text “{article.title[:60]}”, which already has too many."
                self.remarks.append(ImportNote(self._place, message))
            return article, False
        self.counts["articles"] += 1
        if draft.id and articles.number_of(self._database, draft.id) is not None:
            article = article._replace(id=ArticleId(uuid.uuid4().hex))
        articles.insert(self._journal, article)
        return article, True

    def _repeats(self, article: ArticleId) -> bool:
        """Whether this import already had an article."""
        return article in self._met or self._journal.made(Kind.ARTICLE, article)

    def _whose(self, record: Record) -> Annotator | None:
        who = record.annotator
        if who is None and self._annotator and record.annotations:
            who = Annotator(AnnotatorId(""), self._annotator)
        if who is None:
            return None
        key = plain_name(who.name), who.kind, who.version
        if key not in self._people:
            found = find_annotator(self._project, *key)
            if found is None:
                found = Annotator(AnnotatorId(uuid.uuid4().hex), *key)
                annotators.insert(self._journal, found)
            self._people[key] = found
        return self._people[key]

    def _keep_progress(self, record: Record, article: Article, annotator: Annotator) -> None:
        untouched = Progress(article.id, annotator.id)
        after = untouched._replace(status=record.status, seconds=record.seconds)
        if after != untouched == progress.progress_of(self._database, article.id, annotator.id):
            progress.set_progress(self._journal, after)

    def _keep_annotations(
        self, record: Record, article: Article, annotator: Annotator, normalised: Normalised, *, new: bool
    ) -> None:
        own = [] if new else marks.annotations_of(self._database, article.id, annotator.id)
        placing = Placing(self._check, annotator, article, normalised, {mark.id for mark in own})
        placed = self._all_placed(record, placing)
        # In an article that is new, an id that follows from the text is new, too.
        ids = (mark.id for number, mark in placed.items() if not new or record.annotations[number - 1].id)
        known = marks.annotations_among(self._database, ids)
        placed = self._trimmed(record, placed, known)
        fresh = self._fresh(record, placed, known, own)
        targets = {mark.id: mark.layer for mark in (*own, *fresh.values())}
        targets |= self._suggested(article, placed.values()) if not new else {}
        for number, mark in placed.items():
            linked = self._linked(record, number, mark, targets) if mark.links else mark
            if number in fresh:
                fresh[number] = linked
            elif mark.id in known and not same(known[mark.id], linked):
                self._settle(record, number, known[mark.id], linked)
            elif mark.id in known:
                self.counts["annotations_known"] += 1
        marks.insert(self._journal, *fresh.values())
        self.counts["annotations"] += len(fresh)

    def _suggested(self, article: Article, placed: Iterable[Annotation]) -> dict[AnnotationId, str]:
        """The layers of machine suggestions in an article that some marks link to."""
        ids = {link.annotation for mark in placed for link in mark.links.values() if link.annotation}
        if not ids:
            return {}
        machines, found = machines_of(self._project), marks.annotations_among(self._database, ids).values()
        return {one.id: one.layer for one in found if one.article == article.id and one.annotator in machines}

    def _settle(self, record: Record, number: int, ours: Annotation, theirs: Annotation) -> None:
        """Keep the newer of two versions of one annotator's mark. The older one stays in the history."""
        moved = (ours.article, ours.start, ours.end, ours.layer) != (
            theirs.article,
            theirs.start,
            theirs.end,
            theirs.layer,
        )
        if (
            ours.annotator != theirs.annotator
            or (moved and theirs.layer in self._check.exclusive)
            or not theirs.updated
        ):
            self._left_out(record, number, "the project already has it, with different content.")
            return
        newer = theirs.updated > ours.updated
        for mark in (theirs,) if newer else (theirs, ours):
            marks.bring(self._journal, mark)
        side = "file" if newer else "project"
        sentence = f"Annotation {number} was changed in the project and in the file; the newer one ({side}) was kept."
        self.remarks.append(ImportNote(record.place, sentence, lost=False))
        self.counts["annotations_known"] += 1

    def _all_placed(self, record: Record, placing: Placing) -> dict[int, Annotation]:
        """The annotations that the scheme and the text allow, by their number in the record."""
        placed: dict[int, Annotation] = {}
        for number, raw in enumerate(record.annotations, 1):
            if raw.created or raw.updated:
                raw = self._timed(record, number, raw)
            try:
                placed[number] = placing.placed(raw)
            except ClaimdeskError as error:
                self._left_out(record, number, str(error))
        return placed

    def _trimmed(
        self, record: Record, placed: dict[int, Annotation], known: dict[AnnotationId, Annotation]
    ) -> dict[int, Annotation]:
        """The marks without blanks at their ends; those of blanks alone are left out.

        What a project has exported, which names its scheme, comes back exactly as it was.
        """
        if record.scheme:
            return placed
        found, lost = trimmed_unless_known(placed, known)
        for number, why in lost.items():
            self._left_out(record, number, why)
        if message := sentence(placed, found):
            self.remarks.append(ImportNote(record.place, message, lost=False))
        return found

    def _timed(self, record: Record, number: int, raw: Annotation) -> Annotation:
        """An annotation with its times as the project keeps them; what cannot be read as a time is named."""
        times = raw.created, raw.updated
        created, updated = (instant(time) if time else "" for time in times)
        for time in dict.fromkeys(
            said for said, read in zip(times, (created, updated), strict=True) if said and not read
        ):
            message = f"Annotation {number}: “{time[:60]}” is not a valid time, so the time of the import is used."
            self.remarks.append(ImportNote(record.place, message))
        return raw if times == (created, updated) else raw._replace(created=created, updated=updated)

    def _fresh(
        self,
        record: Record,
        placed: dict[int, Annotation],
        known: dict[AnnotationId, Annotation],
        own: list[Annotation],
    ) -> dict[int, Annotation]:
        """The marks that are new to the project and fit next to its own."""
        fresh: dict[int, Annotation] = {}
        ids = set(known)
        taken = OccupiedSpans(self._project.scheme)
        taken.add(*own)
        for number, mark in placed.items():
            if mark.id in ids:
                if mark.id not in known:
                    has_id = bool(record.annotations[number - 1].id)
                    message = "this record has another one with the same id." if has_id else "it occurs twice."
                    self._left_out(record, number, message)
            elif mark.layer in self._check.exclusive and mark.verdict != "rejected" and not taken.leaves_beside(mark):
                self._left_out(record, number, f"the layer {mark.layer} already has an annotation there.")
            else:
                fresh[number] = mark
                ids.add(mark.id)
                taken.add(mark)
        return fresh

    def _linked(self, record: Record, number: int, mark: Annotation, targets: dict[AnnotationId, str]) -> Annotation:
        """Remove links to annotations that do not exist or are not allowed."""
        layer = self._project.scheme.layer(mark.layer)
        links: dict[str, Link] = {}
        for role, link in mark.links.items():
            known = layer.link(role)
            if link.annotation is None or (known and targets.get(link.annotation) in known.to):
                links[role] = link
            else:
                sentence = (
                    f"Annotation {number}: its link “{role}” was left out, because {link.annotation} does not exist."
                )
                self.remarks.append(ImportNote(record.place, sentence))
        return mark if len(links) == len(mark.links) else mark._replace(links=links)

    def _left_out(self, record: Record, number: int, why: str) -> None:
        self.remarks.append(ImportNote(record.place, f"Annotation {number} was left out: {why}"))
