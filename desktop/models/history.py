"""The history as a list model: steps are read by the page as they are looked at."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotations.changes import Op
from annotations.model import ArticleId
from annotations.operations.history import Entry, history_of
from desktop.plain import tip
from desktop.roles import HistoryRole
from desktop.session import Session

PAGE = 200
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """What was done, the latest first: in one article, or in the project when there is none."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article: ArticleId | None = None
        self._entries: list[Entry] = []
        self._more = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many steps have been read."""
        return 0 if parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are earlier steps."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Read earlier steps."""
        page = history_of(self._session.project, self._article, self._entries[-1].step, PAGE)
        self._more = len(page) == PAGE
        self.beginInsertRows(_NOWHERE, len(self._entries), len(self._entries) + len(page) - 1)
        self._entries += page
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a role says of a step."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._all(entry))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._all(entry)
            case HistoryRole.BY:
                return self._by(entry)
            case HistoryRole.UNDONE:
                return entry.undone
            case HistoryRole.QUIET:
                return not entry.own or entry.op in (Op.UNDO, Op.REDO)
        return None

    def _all(self, entry: Entry) -> str:
        taken_back = self.tr(", undone") if entry.undone else ""
        return f"{self._words(entry)}{taken_back}, {self._by(entry)}"

    def entry(self, row: int) -> Entry | None:
        """The step in a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def show_article(self, article: ArticleId | None) -> None:
        """Read the history of an article, or of the project."""
        self._article = article
        self.beginResetModel()
        self._entries = history_of(self._session.project, article, limit=PAGE)
        self._more = len(self._entries) == PAGE
        self.endResetModel()

    def _words(self, entry: Entry) -> str:
        words = entry.words or self.tr("work of their own")
        return words[:1].upper() + words[1:]

    def _by(self, entry: Entry) -> str:
        at = QDateTime.fromString(entry.at, Qt.DateFormat.ISODateWithMs).toLocalTime()
        short = QLocale.FormatType.ShortFormat
        clock = QLocale().toString(at.time(), short)
        when = clock if at.date() == QDate.currentDate() else f"{QLocale().toString(at.date(), short)} {clock}"
        return f"{when}  ·  {entry.who}" if entry.who else when
