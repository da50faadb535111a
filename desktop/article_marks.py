"""The marks that an annotator sees in an article: read once, then updated from the rows that each change touched."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from annotations.changes import Changes, Kind
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Status
from annotations.operations.annotating import annotations_among, annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.open_suggestions import Offered, offered, open_among, open_near, refused
from annotations.operations.progress import progress_of
from annotations.project import Project
from desktop.marks import Mark, mark_of

FEW = 200  # rows up to which a change is followed row by row


class ArticleMarks:
    """The acting annotator's own marks and the suggestions that are open for them, in reading order.

    `words` says who made an annotation, from the name of its maker. `gold` is the adjudicated reading, which is shown
    once the article is done: before, it would be a hint. `document` has the answers about the article, by layer.
    """

    def __init__(self, words: Callable[[Annotation, str], str], of_gold: str) -> None:
        self._words, self._of_gold = words, of_gold
        self._clear()

    def _clear(self) -> None:
        self.marks: list[Mark] = []
        self.gold: list[Mark] = []
        self.document: dict[str, Annotation] = {}
        self.status: Status = "todo"
        self._shown: dict[AnnotationId, Mark] = {}
        self._by_id: dict[AnnotationId, Annotation] = {}
        self._open: set[AnnotationId] = set()
        self._offer = Offered({})
        self._makers: dict[AnnotatorId, str] = {}
        self._twins: dict[tuple[object, ...], list[AnnotationId]] = {}

    def mark(self, annotation_id: AnnotationId) -> Mark | None:
        """Find a mark by its annotation."""
        return self._shown.get(annotation_id)

    def read(self, project: Project, article: ArticleId | None) -> None:
        """Read everything about an article, or show nothing."""
        if article is None or project.annotator is None:
            self._clear()
            return
        everything, known = annotations_of(project, article), annotators(project)
        self._by_id = {one.id: one for one in everything}
        self.status = progress_of(project, article, project.acting).status
        self._makers = {one.id: f"{one.name} {one.version}".strip() for one in known}
        self._offer = offered(project, article).latest_in(everything)
        self._twins = _places(one for one in everything if one.annotator in self._offer.names)
        self._open = {one.id for one in open_among(project.scheme, everything, project.acting, self._offer)}
        self._show_all(project, article)

    def follow(self, project: Project, article: ArticleId, changes: Changes) -> None:
        """Take over what a change did in an article that was read. Few rows cost little, however many there are."""
        ids, status = changes.touched.get(Kind.ANNOTATION, frozenset[str]()), self.status
        if len(ids) > FEW or {Kind.ANNOTATOR, Kind.MACHINE} & changes.touched.keys():
            self.read(project, article)
            return
        if Kind.PROGRESS in changes.touched:
            self.status = progress_of(project, article, project.acting).status
        found = changes.annotations
        if found is None:
            found = annotations_among(project, [AnnotationId(one) for one in ids])
        if not self._follow(project, article, [AnnotationId(one) for one in ids], found):
            self.read(project, article)
        elif self.status != status:
            self._show_all(project, article)

    # -- a change

    def _follow(
        self,
        project: Project,
        article: ArticleId,
        ids: Collection[AnnotationId],
        found: Mapping[AnnotationId, Annotation | None],
    ) -> bool:
        """Take over some annotations; return whether that was possible."""
        before = {one: self._by_id[one] for one in ids if one in self._by_id}
        after = {one: mark for one in ids if (mark := found.get(one)) and mark.article == article}
        changed = [*before.values(), *after.values()]
        if any(one.annotator != project.acting for one in changed):
            return False
        for one in before.keys() - after.keys():
            del self._by_id[one]
        self._by_id |= after
        self.document = {layer: one for layer, one in self.document.items() if one.id not in before}
        self.document |= {one.layer: one for one in after.values() if one.start is None}
        changed = [one for one in changed if one.start is not None]
        near = self._pick_near(project, changed)
        if near is None:
            return False
        self._show_some(project, {*before, *after, *near})
        return True

    def _pick_near(self, project: Project, changed: list[Annotation]) -> set[AnnotationId] | None:
        """Find which suggestions some changed annotations opened or closed; none when that is too much to follow."""
        sources = {one.derived_from for one in changed} & self._by_id.keys()
        changed = [*changed, *(self._by_id[one] for one in sources if one)]
        if any(one.verdict == "rejected" for one in changed):
            words = refused(project)
            other = words ^ self._offer.refused
            self._offer = self._offer._replace(refused=words)
            if other:
                changed += [one for one in self._by_id.values() if (one.layer, one.label, one.quote) in other]
        picked = open_near(project.scheme, self._by_id.values(), project.acting, self._offer, changed)
        if picked is None:
            return None
        near, now = picked
        before, after = self._open & near, {one.id for one in now}
        self._open = (self._open - near) | after
        return before ^ after

    # -- marks

    def _show_all(self, project: Project, article: ArticleId) -> None:
        own = [one for one in self._by_id.values() if one.annotator == project.acting]
        self.document = {one.layer: one for one in own if one.start is None}
        made = [mark for one in self._by_id.values() if (mark := self._mark_of(project, one))]
        self._shown = {mark.annotation.id: mark for mark in made}
        self._number(sorted(made, key=_order), 0)
        self.gold = list(self._read_gold(project, article)) if self.status in ("done", "incomplete") else []

    def _read_gold(self, project: Project, article: ArticleId) -> Iterator[Mark]:
        golden = [one.id for one in annotators(project) if one.kind == "gold" and one.id != project.acting]
        for one in (mark for annotator in golden for mark in annotations_of(project, article, annotator)):
            if one.start is not None and one.verdict != "rejected":
                made = mark_of(one, project.scheme.layer(one.layer), False, 0, self._of_gold)
                yield made._replace(gold=True)

    def _show_some(self, project: Project, ids: Iterable[AnnotationId]) -> None:
        """Show some marks as they are now. The others stay, but for the numbers of those behind them."""
        marks, first = self.marks.copy(), len(self.marks)
        for one in ids:
            before, annotation = self._shown.pop(one, None), self._by_id.get(one)
            after = self._mark_of(project, annotation) if annotation else None
            if before:
                place = bisect_left(marks, _order(before), key=_order)
                while marks[place].annotation.id != one:
                    place += 1
                first = min(first, place)
                if after and _order(after) == _order(before):
                    marks[place] = self._shown[one] = after
                    continue
                del marks[place]
            if after:
                place = bisect_right(marks, _order(after), key=_order)
                marks.insert(place, after)
                self._shown[one], first = after, min(first, place)
        self._number(marks, first)

    def _number(self, marks: list[Mark], first: int) -> None:
        """Take over marks, with the bars from the first one on numbered in their order."""
        number = next((mark.number for mark in reversed(marks[:first]) if mark.number), 0)
        for place in range(first, len(marks)):
            mark = marks[place]
            if mark.layer.style == "bar":
                number += 1
                if mark.number != number:
                    marks[place] = self._shown[mark.annotation.id] = mark.numbered(number)
        self.marks = marks

    def _mark_of(self, project: Project, one: Annotation) -> Mark | None:
        """The mark of an annotation; none when it is not shown, or says something of the whole article."""
        layer, own = project.scheme.layer(one.layer), one.annotator == project.acting
        # What nobody took until the article was done, and what came later, is no work any more.
        wanted = one.start is not None if own else one.id in self._open and (self.status != "done" or layer.confirm)
        if not wanted:
            return None
        source = self._by_id.get(one.derived_from or one.id)
        words = self._words(one, self._makers.get(source.annotator, "") if source else "")
        return mark_of(one, layer, not own, 0, words, tuple(self._twins.get(_place(one), ())))


def _order(mark: Mark) -> tuple[int, int, bool]:
    one = mark.annotation
    return one.start or 0, -(one.end or 0), mark.suggested


def _place(one: Annotation) -> tuple[object, ...]:
    return one.layer, one.start, one.end


def _places(annotations: Iterable[Annotation]) -> dict[tuple[object, ...], list[AnnotationId]]:
    found: dict[tuple[object, ...], list[AnnotationId]] = {}
    for one in annotations:
        found.setdefault(_place(one), []).append(one.id)
    return found
