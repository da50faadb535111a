"""The open article: its text, its marks as displayed, and the focused mark."""

from PySide6.QtCore import QObject, Signal

from annotations.changes import Changes, Kind
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId, Article, ArticleId, Status
from annotations.operations.articles import article
from annotations.operations.completeness import Missing, missing_among
from annotations.operations.queue import number_of
from desktop.article_marks import ArticleMarks
from desktop.marks import Mark
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
        self._shown = ArticleMarks(self._words, self.tr("Adjudicated reading"))
        self._said: dict[tuple[object, ...], str] = {}  # words that were put together once
        self.focused_id: AnnotationId | None = None
        session.changed.connect(self._on_changed)

    @property
    def marks(self) -> list[Mark]:
        """One's own marks and the open suggestions, in reading order. Another list after every change."""
        return self._shown.marks

    @property
    def gold(self) -> list[Mark]:
        """The adjudicated reading, once the article is done: before, it would be a hint."""
        return self._shown.gold

    @property
    def document(self) -> dict[str, Annotation]:
        """What is said of the article as a whole, by layer."""
        return self._shown.document

    @property
    def status(self) -> Status:
        """How far the annotator is with the article."""
        return self._shown.status

    @property
    def drawn(self) -> list[Mark]:
        """The marks that are drawn, in reading order: those that can be worked on, and the adjudicated reading."""
        return sorted([*self.marks, *self.gold], key=lambda mark: (mark.start, -mark.end)) if self.gold else self.marks

    @property
    def focused(self) -> Mark | None:
        """The mark that has the focus."""
        return self._shown.mark(self.focused_id) if self.focused_id else None

    def mark(self, annotation_id: AnnotationId) -> Mark | None:
        """Find a mark by its annotation."""
        return self._shown.mark(annotation_id)

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
        self._shown.read(self._session.project, self.article.id if self.article else None)
        self.opened.emit()

    def focus(self, annotation_id: AnnotationId | None) -> None:
        """Give a mark the focus, or none."""
        if annotation_id != self.focused_id:
            self.leaving.emit()
            self.focused_id = annotation_id
            self.focus_changed.emit()

    def missing(self) -> list[Missing]:
        """What the annotator's own marks and answers lack."""
        own = [mark.annotation for mark in self.marks if not mark.complete and not mark.suggested]
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
        self._shown.follow(self._session.project, self.article.id, changes)
        self.marks_changed.emit()
        if self.focused_id is not None and self.focused is None:
            self.focused_id = None
            self.focus_changed.emit()

    def _words(self, annotation: Annotation, maker: str) -> str:
        """Who made an annotation and from what, and with which score."""
        me = self._session.project.annotator
        own = me is not None and annotation.annotator == me.id
        said = maker, annotation.score, annotation.verdict, annotation.how, bool(annotation.derived_from), own
        if said not in self._said:
            self._said[said] = self._put(annotation, maker, own=own)
        return self._said[said]

    def _put(self, annotation: Annotation, maker: str, *, own: bool) -> str:
        if annotation.score is not None:
            maker = self.tr("{} with a score of {}").format(maker, f"{annotation.score:.0%}")
        if annotation.verdict == "rejected":
            return self.tr("Rejected by you; suggested by {}").format(maker)
        if annotation.how == "implicit":
            return self.tr("Suggested by {}, confirmed by finishing the article").format(maker)
        if annotation.derived_from:
            return self.tr("Suggested by {}, accepted by you").format(maker)
        if own:
            return self.tr("Made by you")
        without = "" if annotation.score is not None else self.tr(", without a score")
        return self.tr("Suggested by {}").format(maker) + without
