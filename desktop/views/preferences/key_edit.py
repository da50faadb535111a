"""A field that records the next key press, and a delegate that opens it in a table."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.physical_keys import place

Index = QModelIndex | QPersistentModelIndex
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyEdit(QKeySequenceEdit):
    """Takes one key with what is held beside it, Tab and Enter too; letters and digits by place when that is wanted."""

    def __init__(self, *, by_position: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Press the new key"))
        self.setMaximumSequenceLength(1)
        self.setFinishingKeyCombinations([])
        self.platform = QGuiApplication.platformName()
        self._by_position = by_position

    def event(self, event: QEvent) -> bool:
        """Take Tab as a key, which would go on to the next field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TABS:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        key, shift = place(event, self.platform), Qt.KeyboardModifier.ShiftModifier
        meant_by_place = event.text().isalpha() or key.isdigit()
        if self._by_position and key and meant_by_place and not event.modifiers() & ~shift:
            self.setKeySequence(QKeySequence(f"Shift+{key}" if event.modifiers() & shift else key))
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)


class KeyColumn(QStyledItemDelegate):
    """Opens a field for a key in a row. `by_position` is asked each time."""

    def __init__(self, by_position: Callable[[], bool], on_key: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._by_position, self._on_key = by_position, on_key

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field that closes when it has a key."""
        editor = KeyEdit(by_position=self._by_position(), parent=parent)
        editor.editingFinished.connect(lambda: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with an empty field, which asks for a key."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write nothing: the page decides what becomes of the key."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Esc leave the field, and every other key be taken by it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Escape:
            return False
        return super().eventFilter(editor, event)

    def _finish(self, editor: KeyEdit) -> None:
        key = editor.keySequence().toString()
        if key:
            editor.blockSignals(True)  # it says again that it is done when it loses the keyboard
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self._on_key(key)
