"""The data roles through which models pass values to views."""

from enum import IntEnum

from PySide6.QtCore import Qt


class QueueRole(IntEnum):
    """Columns of the queue's rows beside the title (`DisplayRole`)."""

    ARTICLE = Qt.ItemDataRole.UserRole.value + 1
    STATUS = Qt.ItemDataRole.UserRole.value + 2
    MARKS = Qt.ItemDataRole.UserRole.value + 3
    SOURCE = Qt.ItemDataRole.UserRole.value + 4
    PUBLISHED = Qt.ItemDataRole.UserRole.value + 5
    LANGUAGE = Qt.ItemDataRole.UserRole.value + 6


class HitRole(IntEnum):
    """Parts of a hit beside its line (`DisplayRole`)."""

    ARTICLE = Qt.ItemDataRole.UserRole.value + 1
    TITLE = Qt.ItemDataRole.UserRole.value + 2
    BEFORE = Qt.ItemDataRole.UserRole.value + 3
    HIT = Qt.ItemDataRole.UserRole.value + 4
    AFTER = Qt.ItemDataRole.UserRole.value + 5
    START = Qt.ItemDataRole.UserRole.value + 6
    END = Qt.ItemDataRole.UserRole.value + 7


class OccurrenceRole(IntEnum):
    """What a row of occurrences says beside its tick (`CheckStateRole`)."""

    OCCURRENCE = Qt.ItemDataRole.UserRole.value + 1  # annotations.operations.occurrences.Occurrence
    WORDS = Qt.ItemDataRole.UserRole.value + 2  # what stands there, or why it cannot be ticked
    ABLE = Qt.ItemDataRole.UserRole.value + 3


class HistoryRole(IntEnum):
    """What a step of the history says beside its words (`DisplayRole`)."""

    BY = Qt.ItemDataRole.UserRole.value + 1  # when and by whom
    UNDONE = Qt.ItemDataRole.UserRole.value + 2
    QUIET = Qt.ItemDataRole.UserRole.value + 3  # what is no work of one's own


class FigureRole(IntEnum):
    """What the models of agreement hand out beside their texts."""

    RECORD = Qt.ItemDataRole.UserRole.value + 1
    THRESHOLDS = Qt.ItemDataRole.UserRole.value + 2
    HEADING = Qt.ItemDataRole.UserRole.value + 3
