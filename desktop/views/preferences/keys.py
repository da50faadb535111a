"""The preferences page for keys: search and change them; asks before it reassigns a key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotations.scheme import Scheme
from desktop.keymap import Command, Keymap, clashes, conflicts, fixed_key
from desktop.plain import Label, LineEdit
from desktop.reserved_keys import why_reserved
from desktop.settings import Settings
from desktop.views.preferences.key_edit import KeyColumn
from desktop.views.preferences.page import Page
from desktop.views.widgets.accessible import named

ROOM = 10  # pixels between the lines
TITLE, KEY = range(2)
PLACE = Qt.ItemDataRole.UserRole  # (id of the command, which of its keys)


class KeysPage(Page):
    """One row for each key; Enter changes it, Delete takes it away."""

    def __init__(self, settings: Settings, keymap: Keymap, scheme: Scheme | None) -> None:
        super().__init__(
            self.tr("Keys"),
            self.tr("Choose a row, press {}, then press the new key. {} removes it.").format(
                fixed_key("Enter"), fixed_key("Del")
            ),
        )
        self._keymap, self._scheme = keymap, scheme
        self._wanted: tuple[Command, Sequence[str]] | None = None  # keys of which another command has one
        self._groups: dict[str, tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = {}
        self._search = named(LineEdit(), self.tr("Search keys"))
        self._search.setPlaceholderText(self.tr("Search by name or key…"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = self._make_tree(settings)
        self.column.addWidget(self._search)
        self.column.addWidget(self._tree, 1)
        self.column.addWidget(self._make_question())
        self.column.addLayout(self._make_buttons())
        self._fill()

    def reset(self) -> None:
        """Give everything its usual keys."""
        self._keymap.reset()
        self._show_change()

    # -- what is shown

    def _make_tree(self, settings: Settings) -> QTreeWidget:
        tree = named(QTreeWidget(), self.tr("Keys"))
        tree.setHeaderLabels([self.tr("What it does"), self.tr("Key"), self.tr("Clashes with")])
        tree.header().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        tree.header().resizeSection(KEY, 130)
        tree.setUniformRowHeights(True)
        tree.setRootIsDecorated(False)
        tree.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        tree.setItemDelegateForColumn(KEY, KeyColumn(lambda: settings.keys_by_position, self._on_key, tree))
        tree.itemActivated.connect(lambda _: self._ask())
        tree.currentItemChanged.connect(lambda *_: self._drop_question())
        tree.installEventFilter(self)
        return tree

    def _make_question(self) -> QWidget:
        self._question = QWidget()
        self._words = Label(wordWrap=True)
        self._words.setProperty("role", "warning")
        self._take, self._leave = QPushButton(self.tr("Reassign")), QPushButton(self.tr("Keep"))
        self._take.clicked.connect(self._on_take)
        self._leave.clicked.connect(self._drop_question)
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        for button in (self._take, self._leave):
            button.setAutoDefault(False)
            row.addWidget(button)
        self._question.hide()
        return self._question

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, does in (
            (self.tr("Change key"), self._ask),
            (self.tr("Remove key"), self._clear),
            (self.tr("Reset to default"), self._on_usual),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, does=does: does())
            row.addWidget(button)
        row.addStretch()
        return row

    def _fill(self) -> None:
        self._commands = {command.id: command for command in self._keymap.commands(self._scheme)}
        found = conflicts(list(self._commands.values()))
        self._tree.clear()
        self._groups = {}
        for command in self._commands.values():
            if command.group not in self._groups:
                self._groups[command.group] = self._add_group(command.group)
            group, rows = self._groups[command.group]
            for number in range(max(len(command.keys), len(command.usual), 1)):
                key = command.keys[number] if number < len(command.keys) else ""
                others = ", ".join(other.title for other in found.get(command.id, ()) if key in other.keys)
                row = QTreeWidgetItem(group, [command.title, native(key), others])
                row.setSizeHint(TITLE, QSize(0, self.fontMetrics().height() + ROOM))
                row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable)
                row.setData(TITLE, PLACE, (command.id, number))
                rows.append(row)
        self._filter()

    def _add_group(self, title: str) -> tuple[QTreeWidgetItem, list[QTreeWidgetItem]]:
        group, font = QTreeWidgetItem(self._tree, [title]), self.font()
        font.setWeight(font.Weight.DemiBold)
        group.setFont(TITLE, font)
        group.setSizeHint(TITLE, QSize(0, self.fontMetrics().height() + ROOM))
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)
        return group, []

    def _filter(self) -> None:
        typed = self._search.text().casefold()
        for group, rows in self._groups.values():
            for row in rows:
                words = " ".join((group.text(TITLE), row.text(TITLE), row.text(KEY)))
                row.setHidden(typed not in words.casefold())
            group.setHidden(all(row.isHidden() for row in rows))

    # -- changing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a row's key away with Delete."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._clear()
            return True
        return super().eventFilter(watched, event)

    def _place(self) -> tuple[Command, int] | None:
        row = self._tree.currentItem()
        place = row.data(TITLE, PLACE) if row else None
        return (self._commands[place[0]], place[1]) if place else None

    def _ask(self) -> None:
        row = self._tree.currentItem()
        if row and self._place():
            self._tree.setFocus()
            self._tree.editItem(row, KEY)

    def _on_key(self, key: str) -> None:
        place = self._place()
        if place:
            command, number = place
            self._want(command, [*command.keys[:number], key, *command.keys[number + 1 :]])

    def _clear(self) -> None:
        place = self._place()
        if place:
            command, number = place
            self._want(command, [*command.keys[:number], *command.keys[number + 1 :]])

    def _on_usual(self) -> None:
        place = self._place()
        if place:
            self._want(place[0], place[0].usual)

    def _want(self, command: Command, keys: Sequence[str]) -> None:
        """Give keys, or ask first when one of them is another's."""
        new = [key for key in dict.fromkeys(keys) if key not in command.keys]
        refusal = next(filter(None, map(why_reserved, new)), "")
        if refusal:
            self._ask_about(command, command.keys, refusal, can_take=False)
            return
        others = [(key, other) for key in new for other in clashes(command, key, list(self._commands.values()))]
        if not others:
            self._keymap.give(command, list(dict.fromkeys(keys)))
            self._show_change()
            return
        told = (self.tr("{} is already the key for “{}”.").format(native(key), _whole(other)) for key, other in others)
        self._ask_about(command, keys, " ".join(told), can_take=all(other.id for _, other in others))

    def _ask_about(self, command: Command, keys: Sequence[str], sentence: str, *, can_take: bool) -> None:
        self._wanted = (command, keys)
        self._words.setText(sentence)
        self._take.setVisible(can_take)
        self._question.show()
        (self._take if can_take else self._leave).setFocus()

    def _on_take(self) -> None:
        if self._wanted:
            command, keys = self._wanted
            for key in keys:
                for other in clashes(command, key, list(self._commands.values())):
                    self._keymap.give(other, [one for one in other.keys if one != key])
            self._keymap.give(command, keys)
            self._show_change()

    def _show_change(self) -> None:
        place = self._place()
        self._drop_question()
        self._fill()
        rows = (row for _, rows in self._groups.values() for row in rows)
        found = next((row for row in rows if place and row.data(TITLE, PLACE) == (place[0].id, place[1])), None)
        if found:
            self._tree.setCurrentItem(found)
        self.changed.emit()

    def _drop_question(self) -> None:
        if self._wanted:
            self._wanted = None
            self._question.hide()
            self._tree.setFocus()


def native(key: str) -> str:
    """A key as the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _whole(command: Command) -> str:
    return " · ".join(filter(None, (command.group, command.title)))
