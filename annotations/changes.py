"""The news that an operation returns: which action it was and which rows it touched."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from annotations.model import Annotation, AnnotationId, ArticleId


class Op(StrEnum):
    """What the user did. The value is kept in the file; `words` is what menus and the history show."""

    NEW_PROJECT = "new_project"
    ADD_ARTICLES = "add_articles"
    ADD_ANNOTATOR = "add_annotator"
    RENAME_ANNOTATOR = "rename_annotator"
    IMPORT = "import"
    MERGE = "merge"
    HIGHLIGHT = "highlight"
    ADD_ANNOTATION = "add_annotation"
    MOVE_ANNOTATION = "move_annotation"
    DELETE_ANNOTATION = "delete_annotation"
    SET_LABEL = "set_label"
    SET_FIELD = "set_field"
    SET_LINK = "set_link"
    JOIN_NAMES = "join_names"
    SPLIT_NAMES = "split_names"
    ACCEPT = "accept_suggestion"
    REJECT = "reject_suggestion"
    SET_STATUS = "set_status"
    SET_LANGUAGE = "set_language"
    RESTORE = "restore_article"
    USE_MACHINE = "use_machine"
    SPEND_TIME = "spend_time"
    UNDO = "undo"
    REDO = "redo"

    @property
    def words(self) -> str:
        """The action as a menu says it."""
        return _WORDS[self]


_WORDS = {
    Op.NEW_PROJECT: "new project",
    Op.ADD_ARTICLES: "add articles",
    Op.ADD_ANNOTATOR: "add annotator",
    Op.RENAME_ANNOTATOR: "rename annotator",
    Op.IMPORT: "import",
    Op.MERGE: "merge",
    Op.HIGHLIGHT: "highlight",
    Op.ADD_ANNOTATION: "mark",
    Op.MOVE_ANNOTATION: "move",
    Op.DELETE_ANNOTATION: "delete",
    Op.SET_LABEL: "label",
    Op.SET_FIELD: "set",
    Op.SET_LINK: "link",
    Op.JOIN_NAMES: "join",
    Op.SPLIT_NAMES: "split",
    Op.ACCEPT: "accept",
    Op.REJECT: "reject",
    Op.SET_STATUS: "mark article",
    Op.SET_LANGUAGE: "language",
    Op.RESTORE: "go back to",
    Op.USE_MACHINE: "suggestions of",
    Op.SPEND_TIME: "work",
    Op.UNDO: "undo",
    Op.REDO: "redo",
}


class Kind(StrEnum):
    """The kinds of rows that can change: the names of the tables."""

    ARTICLE = "articles"
    ANNOTATION = "annotations"
    ANNOTATOR = "annotators"
    PROGRESS = "progress"
    SCHEME = "schemes"
    MACHINE = "machines"
    PROBLEM = "problems"


class Effects(NamedTuple):
    """How many annotations an action affected in which way, the one it names included.

    `refused`: suggestions that were rejected. `withdrawn`: one's own accepted marks that count as rejected now.
    `removed`: marks that were deleted. `unlinked`: marks that lost a link. `changed`: other marks with another label,
    span, field or link.
    """

    refused: int = 0
    withdrawn: int = 0
    removed: int = 0
    unlinked: int = 0
    changed: int = 0

    def plus(self, other: "Effects") -> "Effects":
        """The effects of two actions, or of two slices of one, together."""
        return Effects(*(one + more for one, more in zip(self, other, strict=True)))


class Changes(NamedTuple):
    """What one action changed. `articles` are all articles in which a row of any kind changed.

    `step` is the action's number in the journal, `added` the annotations it made, in order. `op` is none for changes
    made by another window or program. `annotations` has the touched annotations as they are now, None for deleted
    ones, so that nobody needs to read them; it is None when they are too many to carry, or were written elsewhere.
    """

    op: Op | None
    detail: str = ""
    step: int = 0
    touched: Mapping[Kind, frozenset[str]] = {}
    articles: frozenset[ArticleId] = frozenset()
    added: tuple[AnnotationId, ...] = ()
    effects: Effects = Effects()
    annotations: Mapping[AnnotationId, Annotation | None] | None = None
