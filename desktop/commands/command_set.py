"""Creates all commands for the articles of one open project."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.commands.boundaries import Boundaries
from desktop.commands.consequences import Consequences
from desktop.commands.copying import Copying
from desktop.commands.finding_here import FindingHere
from desktop.commands.finishing import Finishing
from desktop.commands.grouping import Grouping
from desktop.commands.history import History
from desktop.commands.linking import Linking
from desktop.commands.mark_occurrences import MarkOccurrences
from desktop.commands.marking import Marking
from desktop.commands.moving import Moving
from desktop.commands.navigation import Navigation
from desktop.commands.notes import Notes
from desktop.commands.printing import Printing
from desktop.commands.repeating import Repeating
from desktop.commands.tagging import Tagging
from desktop.commands.timing import Timing
from desktop.commands.undoing import Undoing
from desktop.keymap import ShownKey
from desktop.models.queue import QueueModel
from desktop.open_article import OpenArticle
from desktop.session import Session
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.views.article.reader import Reader
from desktop.views.history import HistoryView
from desktop.views.inspector.pane import Inspector
from desktop.views.widgets.notice import Notice


class Commands(NamedTuple):
    """The commands that actions call."""

    marking: Marking
    ends: Boundaries
    linking: Linking
    finishing: Finishing
    tagging: Tagging
    moving: Moving
    repeating: Repeating
    places: Navigation
    timing: Timing
    history: History
    everywhere: MarkOccurrences
    remarking: Notes
    undoing: Undoing
    grouping: Grouping
    consequences: Consequences
    copying: Copying
    here: FindingHere
    printing: Printing

    def set_theme(self, theme: Theme) -> None:
        """Use a theme in what they open."""
        self.everywhere.theme = self.remarking.theme = theme

    def stop(self) -> None:
        """Stop background work, and save the time spent."""
        self.everywhere.stop()
        self.timing.stop()


def make_commands(
    session: Session,
    opened: OpenArticle,
    queue: QueueModel,
    settings: Settings,
    key: ShownKey,
    reader: Reader,
    inspector: Inspector,
    history: HistoryView,
    notice: Notice,
) -> Commands:
    """Make them; their notices name keys by `key`."""
    consequences = Consequences(session, reader, key, opened)
    marking = Marking(session, opened, reader, key, opened)
    linking = Linking(session, opened, reader, inspector, marking, key)
    finishing = Finishing(session, opened, reader, marking, key)
    tagging = Tagging(session, opened, reader, inspector, marking, linking, finishing, key)
    places = Navigation(session, opened, reader)
    made = Commands(
        marking,
        Boundaries(session, opened, reader, marking, settings),
        linking,
        finishing,
        tagging,
        Moving(opened, reader, settings, opened),
        Repeating(session, opened, marking, tagging, settings),
        places,
        Timing(session, opened, reader),
        History(session, opened, history, key),
        MarkOccurrences(session, opened, reader, queue, key),
        Notes(session, reader, places),
        Undoing(session, opened, queue, places),
        Grouping(session, opened, reader, key),
        consequences,
        *_on_words(opened, reader),
    )
    _connect(made, notice)
    _answer(inspector, made, [layer.name for layer in session.project.scheme.layers])
    return made


def _on_words(opened: OpenArticle, reader: Reader) -> tuple[Copying, FindingHere, Printing]:
    """What is done with the words of the article, not with marks."""
    return Copying(opened, reader, opened), FindingHere(opened, reader, opened), Printing(opened, reader)


def _connect(made: Commands, notice: Notice) -> None:
    """Show what they say, and let what replaces much be asked about first."""
    made.marking.allowed = made.consequences.allowed
    made.consequences.kept.connect(notice.keep)
    made.finishing.ended.connect(notice.keep)
    for commands in made:
        if hasattr(commands, "told"):
            commands.told.connect(notice.tell)


def _answer(inspector: Inspector, made: Commands, layers: Sequence[str]) -> None:
    """Connect the inspector to the commands."""

    def show_carried(layer: str) -> None:
        inspector.show_carried(layer, made.repeating.carried_fields(layer))

    for layer in layers:
        show_carried(layer)
    made.repeating.carrying.connect(show_carried)
    inspector.carried.connect(made.repeating.carry)
    inspector.label_chosen.connect(made.marking.label)
    inspector.field_chosen.connect(made.tagging.set_field)
    inspector.link_chosen.connect(made.linking.link)
    inspector.link_wanted.connect(made.linking.pick)
    inspector.join_wanted.connect(made.grouping.join)
    inspector.split_wanted.connect(made.grouping.split)
