"""What a step has written, as the news that go to the window and to other parts of the program."""

from collections.abc import Callable, Sequence

from annotations.changes import Changes, Kind, Op
from annotations.model import Annotation, AnnotationId, ArticleId
from annotations.store.effects import EffectCounter
from annotations.store.images import Row

RowsOf = Callable[[Sequence[Annotation]], list[Row]]
"""Makes rows of annotations."""
FEW = 200  # annotations up to which a step's news carries them


class News:
    """Collects what a step writes."""

    def __init__(self) -> None:
        self.written: dict[str, Row | None] | None = {}
        """Annotations as they are now, None for those that were deleted; None when there are more than `FEW`."""
        self._touched: dict[Kind, set[str]] = {}
        self._articles: set[ArticleId] = set()
        self._added: list[AnnotationId] = []
        self._effects = EffectCounter()

    def note(self, kind: Kind, before: Row | None, after: Row | None) -> None:
        """Take one row before and after it was written; none where it was not there."""
        row: Row = after or before or {}
        self._touched.setdefault(kind, set()).add(row["id"])
        if kind is Kind.ARTICLE:
            self._articles.add(row["id"])
        elif "article" in row:
            self._articles.add(row["article"])
        if kind is Kind.ANNOTATION:
            self._effects.note(before, after)
            if before is None:
                self._added.append(row["id"])
            if self.written is not None:
                self.written[row["id"]] = after
                if len(self.written) > FEW:
                    self.written = None

    def new_annotations(
        self, marks: Sequence[Annotation], rows_of: Callable[[Sequence[Annotation]], list[Row]]
    ) -> None:
        """Take annotations of one article that were added."""
        ids = [mark.id for mark in marks]
        self._touched.setdefault(Kind.ANNOTATION, set()).update(ids)
        self._articles.add(marks[0].article)
        self._added += ids
        self._effects.note_added(ids, [mark.id for mark in marks if mark.verdict == "rejected"])
        if self.written is not None:
            if len(self.written) + len(marks) > FEW:
                self.written = None
            else:
                self.written.update(zip(ids, rows_of(marks), strict=True))

    def changes(self, op: Op, detail: str, step: int) -> Changes:
        """What has been done so far."""
        touched = {kind: frozenset(ids) for kind, ids in self._touched.items()}
        return Changes(
            op, detail, step, touched, frozenset(self._articles), tuple(self._added), self._effects.effects()
        )
