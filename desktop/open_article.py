"""The article that is open: its text, the marks on it as they are shown, and the mark that has the focus."""

from PySide6.QtCore import QObject, Signal

from annotations.annotating import annotations_of
from annotations.annotators import annotators
from annotations.articles import article
from annotations.changes import Changes, Kind
from annotations.completeness import Missing, missing_among
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Status
from annotations.progress import progress_of
from annotations.queue import number_of
from annotations.suggestions import offered, open_among
from desktop.marks import Mark, mark_of
from desktop.session import Session


class OpenArticle(QObject):
    """What the window shows in its middle. Re-reads itself when the session tells of changes to it."""

    leaving = Signal()  # before another article or mark gets the focus: what is being written belongs to this one
    closing = Signal()  # before another article is shown, or this one anew
    opened = Signal()  # another article, or none
    marks_changed = Signal()
    focus_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.article: Article | None = None
        self.marks: list[Mark] = []
        self.gold: list[Mark] = []  # the adjudicated reading, once the article is done: before, it would be a hint
        self.document: dict[str, Annotation] = {}
        self.status: Status = "todo"
        self.focused_id: AnnotationId | None = None
        session.changed.connect(self._on_changed)

    @property
    def drawn(self) -> list[Mark]:
        """The marks that are drawn, in reading order: those that can be worked on, and the adjudicated reading."""
        return sorted([*self.marks, *self.gold], key=lambda mark: (mark.start, -mark.end)) if self.gold else self.marks

    @property
    def focused(self) -> Mark | None:
        """The mark that has the focus."""
        return next((mark for mark in self.marks if mark.id == self.focused_id), None)

    def mark(self, annotation_id: AnnotationId) -> Mark | None:
        """Find a mark by its annotation."""
        return next((mark for mark in self.marks if mark.id == annotation_id), None)

    def open(self, article_id: ArticleId | None) -> None:
        """Show another article, or none."""
        self.leaving.emit()
        self.closing.emit()
        try:
            self.article = None if article_id is None else article(self._session.project, article_id)
        except ClaimdeskError as error:
            self.article = None
            self._session.failed.emit(str(error))
        self.focused_id = None
        self._read()
        self.opened.emit()

    def focus(self, annotation_id: AnnotationId | None) -> None:
        """Give a mark the focus, or none."""
        if annotation_id != self.focused_id:
            self.leaving.emit()
            self.focused_id = annotation_id
            self.focus_changed.emit()

    def missing(self) -> list[Missing]:
        """What the annotator's own marks and answers lack."""
        own = [mark.annotation for mark in self.marks if not mark.suggested]
        return missing_among(self._session.project.scheme, [*own, *self.document.values()])

    def _on_changed(self, changes: Changes) -> None:
        if self.article is None:
            return
        if self.article.id not in changes.articles and not {Kind.ANNOTATOR, Kind.MACHINE} & changes.touched.keys():
            return
        if Kind.ARTICLE in changes.touched and self.article.id in changes.touched[Kind.ARTICLE]:
            gone = number_of(self._session.project, self.article.id) is None
            self.open(None if gone else self.article.id)
            return
        self._read()
        self.marks_changed.emit()
        if self.focused_id is not None and self.focused is None:
            self.focused_id = None
            self.focus_changed.emit()

    def _read(self) -> None:
        self.marks, self.gold, self.document, self.status = [], [], {}, "todo"
        project = self._session.project
        if self.article is None or project.annotator is None:
            return
        everything = annotations_of(project, self.article.id)
        me = project.annotator.id
        own = [a for a in everything if a.annotator == me]
        self.status = progress_of(project, self.article.id, me).status
        suggested = open_among(project.scheme, everything, me, offered(project, self.article.id))
        if self.status == "done":  # what nobody took by then, and what came later, is no work any more
            suggested = [a for a in suggested if project.scheme.layer(a.layer).confirm]
        known = annotators(project)
        machines = {a.id for a in known if a.kind == "machine"}
        twins: dict[tuple[object, ...], list[AnnotationId]] = {}
        for one in everything:
            if one.annotator in machines:
                twins.setdefault((one.layer, one.start, one.end), []).append(one.id)
        self.document = {a.layer: a for a in own if a.start is None}
        spans = [(a, False) for a in own if a.start is not None] + [(a, True) for a in suggested]
        spans.sort(key=lambda pair: (pair[0].start or 0, -(pair[0].end or 0)))
        makers = {a.id: f"{a.name} {a.version}".strip() for a in known}
        if self.status in ("done", "incomplete"):
            self.gold = self._gold_among(everything, {a.id for a in known if a.kind == "gold" and a.id != me})
        origins = {a.id: makers.get(a.annotator, "") for a in everything}
        number = 0
        for annotation, is_suggestion in spans:
            layer = project.scheme.layer(annotation.layer)
            number += layer.style == "bar"
            maker = origins.get(annotation.derived_from or annotation.id, "")
            shown = number if layer.style == "bar" else 0
            made = mark_of(annotation, layer, is_suggestion, shown, self._words(annotation, maker))
            same = twins.get((annotation.layer, annotation.start, annotation.end), ())
            self.marks.append(made._replace(twins=tuple(same)))

    def _gold_among(self, everything: list[Annotation], gold: set[AnnotatorId]) -> list[Mark]:
        scheme, words = self._session.project.scheme, self.tr("The adjudicated reading")
        return [
            mark_of(one, scheme.layer(one.layer), False, 0, words)._replace(gold=True)
            for one in everything
            if one.annotator in gold and one.start is not None and one.verdict != "rejected"
        ]

    def _words(self, annotation: Annotation, maker: str) -> str:
        """Who made an annotation and from what, and with which score."""
        if annotation.score is not None:
            maker = self.tr("{} with a score of {}").format(maker, f"{annotation.score:.0%}")
        if annotation.verdict == "rejected":
            return self.tr("Rejected by you; suggested by {}").format(maker)
        if annotation.how == "implicit":
            return self.tr("Suggested by {}, confirmed when the article was done").format(maker)
        if annotation.derived_from:
            return self.tr("Suggested by {}, accepted by you").format(maker)
        me = self._session.project.annotator
        if me and annotation.annotator == me.id:
            return self.tr("Made by you")
        without = "" if annotation.score is not None else self.tr(", without a score")
        return self.tr("Suggested by {}").format(maker) + without
