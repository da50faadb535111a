"""The keys in effect: the defaults of actions and scheme, the user's changes, and conflicts.

Other keys are kept by the name of what they do (an action's name, a binding's id), so they outlive new versions of the
program and hold in every project whose scheme has the same answer. A key that the platform needs is nobody's.

Two keys of the scheme clash by the rule that scheme files are checked by: when both can be meant at the same moment. An
action's key is meant whenever its page is shown.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from annotations.scheme import Scheme
from desktop.action import Action, Page, words
from desktop.keys import Binding, all_bindings, group_of, reached_anywhere, title_of
from desktop.reserved_keys import why_reserved
from desktop.settings import Settings

_MOVES = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
CARET_KEYS = (
    *(f"{shift}{key}" for key in _MOVES for shift in ("", "Shift+")),
    *("Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+A", "Ctrl+C"),
)

ShownKey = Callable[[str], str]  # the key of an action as texts name it: `Keymap.shown_key`

KEYS_VERSION = 1  # of the table of actions, as far as keys have moved from one action to another


class Command(NamedTuple):
    """What keys can do. `binding` is the scheme's word for it, none for an action; with no `id` its keys are fixed."""

    id: str
    group: str
    title: str
    keys: tuple[str, ...]
    usual: tuple[str, ...]
    binding: Binding | None = None
    anywhere: bool = True  # whether it can be meant with no mark focused
    page: Page = "article"


class Keymap:
    """Which keys do what. The user's own keys are read once and saved as they are changed."""

    def __init__(self, settings: Settings, actions: Sequence[Action], system: str = sys.platform) -> None:
        self._settings, self._system = settings, system
        self._actions = {action.name: action for action in actions}
        self._changed = settings.keys
        if settings.keys_version < KEYS_VERSION:
            self._changed = settings.keys = _upgraded(self._changed, self._actions["done"].keys)
            settings.keys_version = KEYS_VERSION

    def of_action(self, name: str) -> tuple[str, ...]:
        """The keys of an action, the first one to be shown."""
        return self._keys(name, self._actions[name].keys)

    def shown_key(self, name: str) -> str:
        """The first key of an action as a sentence names it; empty when it has none. Texts ask for it each time."""
        return key_name(next(iter(self.of_action(name)), ""))

    def bindings(self, scheme: Scheme) -> list[Binding]:
        """What the keys of a scheme set."""
        return [binding for binding in self.all_bindings(scheme) if binding.key]

    def all_bindings(self, scheme: Scheme) -> list[Binding]:
        """Everything in a scheme that a key can set, with the key that it has now, if any."""
        return [binding._replace(key=self._key(binding)) for binding in all_bindings(scheme)]

    def actions_on(self, key: str) -> list[str]:
        """The names of the actions on a key, at most one for each page."""
        return [name for name in self._actions if key in self.of_action(name)]

    def commands(self, scheme: Scheme | None) -> list[Command]:
        """Everything that can have a key: the actions, and what the scheme asks."""
        found = [
            Command(
                row.name,
                words(row.menu),
                words(row.text).rstrip("…"),
                self.of_action(row.name),
                self._allowed(row.keys),
                page=row.page,
            )
            for row in self._actions.values()
        ]
        for binding in {one.id: one for one in all_bindings(scheme)}.values() if scheme else ():
            assert scheme
            found.append(
                Command(
                    binding.id,
                    group_of(scheme, binding),
                    title_of(scheme, binding),
                    tuple(filter(None, (self._key(binding),))),
                    self._allowed((binding.key,)),
                    binding,
                    reached_anywhere(scheme, binding),
                )  # fmt: skip
            )
        return found

    def give(self, command: Command, keys: Sequence[str]) -> None:
        """Give keys to a command; its usual ones are not kept as changed."""
        wanted = usual(keys)
        if wanted == command.usual:
            self._changed.pop(command.id, None)
        else:
            self._changed[command.id] = list(wanted)
        self._settings.keys = self._changed

    def reset(self) -> None:
        """Give everything its usual keys."""
        self._changed = self._settings.keys = {}

    def _key(self, binding: Binding) -> str:
        return next(iter(self._keys(binding.id, (binding.key,))), "")

    def _keys(self, name: str, given: Sequence[str]) -> tuple[str, ...]:
        return self._allowed(self._changed.get(name, given))

    def _allowed(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(key for key in usual(keys) if not why_reserved(key, self._system))


def key_name(key: str) -> str:
    """A key as it is printed on keyboards: Enter, which Qt calls Return."""
    *modifiers, last = re.split(r"(?<=[^+])\+(?=.)", key)
    return "+".join([*modifiers, "Enter" if last == "Return" else last])


def fixed_key(key: str) -> str:
    """A key that nobody can change, such as Enter in a field, as the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _upgraded(changed: dict[str, list[str]], done: Sequence[str]) -> dict[str, list[str]]:
    """Adapt keys that were changed while Enter still finished articles, too.

    Whoever had taken all keys from “done” gets the usual ones back. Keys that are used for something else stay there.
    """
    if changed.get("done"):
        return changed
    taken = {key for keys in changed.values() for key in usual(keys)}
    keys = usual(done)
    rest = {name: given for name, given in changed.items() if name != "done"}
    return rest if taken.isdisjoint(keys) else {**rest, "done": [key for key in keys if key not in taken]}


def usual(keys: Sequence[str]) -> tuple[str, ...]:
    """Keys as Qt writes them on every platform, those left out that it does not know."""
    written = (QKeySequence(key).toString() for key in keys)
    return tuple(key for key in written if key)


def clashes(command: Command, key: str, commands: Sequence[Command]) -> list[Command]:
    """The commands that a key would mean at the same moment as it means this one."""
    title = QCoreApplication.translate("keymap", "Move the cursor, select and copy")
    caret = Command("", "", title, CARET_KEYS, (), page="everywhere")
    return [
        other
        for other in (*commands, caret)
        if other.id != command.id and key in other.keys and _meet(command, other)
    ]  # fmt: skip


def conflicts(commands: Sequence[Command]) -> Mapping[str, list[Command]]:
    """The commands whose keys mean something else too, by id, with what else they mean."""
    found = {one.id: [other for key in one.keys for other in clashes(one, key, commands)] for one in commands}
    return {name: others for name, others in found.items() if others}


def _meet(one: Command, other: Command) -> bool:
    if one.page != other.page and "everywhere" not in (one.page, other.page):
        return False
    if one.binding is None or other.binding is None:
        return True
    # A layer, a status or a remark can be meant whatever has the focus, a label or an answer where its layer has it.
    if {one.binding.kind, other.binding.kind} & {"layer", "status"} or one.binding.remark or other.binding.remark:
        return True
    return one.binding.layer == other.binding.layer or (one.anywhere and other.anywhere)
