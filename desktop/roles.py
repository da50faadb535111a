"""The roles under which models hand out what views paint."""

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
