"""Cards of suggestion sources: what each one is, how well it did here, and whether its suggestions are shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Decisions, LabelFigures, MachineCard, ScoreCounts
from desktop.plain import Label
from desktop.views.preferences.page import muted, number
from desktop.views.widgets.accessible import named

SIZE = 720, 620
HASH_SHOWN = 12  # characters
HEADS = 8  # columns of the figures
NONE, UNDECIDED = ScoreCounts(), Decisions()
SETTLED_MILLISECONDS = 400  # after which a score is chosen, and not only passed by: each is a step that can be undone


class MachineCards(QDialog):
    """Shows the cards; whatever is changed holds at once, unless they are only to be read."""

    switched = Signal(str, bool)  # annotator, shown
    threshold_chosen = Signal(str, float)  # annotator, from 0 to 1

    def __init__(self, cards: Sequence[MachineCard], parent: QWidget | None = None, *, readonly: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Suggestion sources"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cards: dict[str, _Card] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for card in cards:
            made = self._cards[card.annotator.id] = _Card(card, readonly=readonly)
            made.switched.connect(self.switched)
            made.threshold_chosen.connect(self.threshold_chosen)
            self.finished.connect(made.settle)
            column.addWidget(made)
        if not cards:
            column.addWidget(muted(self.tr("Nothing has been suggested yet. Choose File → Highlight articles.")))
        column.addStretch()
        scroll = named(QScrollArea(), self.tr("Machine annotators"))
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(14)
        layout.addWidget(scroll)
        meaning = self.tr(
            "The score of a name says how often similar names, found in the same way, were correct in held-out texts. "
            "Scores of claims and boilerplate say how strong the evidence is."
        )
        layout.addWidget(muted(meaning))
        confirmed = self.tr(
            "Confirmed: counted as correct only because someone finished the article; nobody judged it by itself. One "
            "by one: the precision without those."
        )
        layout.addWidget(muted(confirmed))
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*SIZE)

    def show_figures(
        self,
        machine: str,
        figures: Sequence[LabelFigures],
        counts: ScoreCounts = NONE,
        decisions: Decisions = UNDECIDED,
    ) -> None:
        """Show how a machine did on what people have done, which scores it gave, and what was decided on them."""
        self._cards[machine].show_figures(figures, decisions)
        self._cards[machine].show_scores(counts)


class _Card(QFrame):
    """One machine."""

    switched = Signal(str, bool)
    threshold_chosen = Signal(str, float)

    def __init__(self, card: MachineCard, *, readonly: bool) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._card, self._readonly = card, readonly
        self._settled = QTimer(self, interval=SETTLED_MILLISECONDS, singleShot=True)
        self._settled.timeout.connect(self._tell_score)
        name = Label(f"{card.annotator.name}  {card.annotator.version}".strip())
        name.setProperty("role", "title")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        self._column.addWidget(name)
        if card.description:
            self._column.addWidget(muted(card.description))
        self._column.addWidget(muted(self._words()))
        self._column.addLayout(self._switches())
        self._counts, self._scores = NONE, muted("")
        self._scores.hide()
        self._column.addWidget(self._scores)
        self._decided = muted("")
        self._decided.hide()
        self._column.addWidget(self._decided)
        self._figures = muted(self.tr("Evaluating …"))
        self._table = QWidget()
        self._column.addWidget(self._figures)
        self._column.addWidget(self._table)

    def _words(self) -> str:
        licence = self._card.licence or self.tr("unknown")
        parts = [self.tr("Licence: {}").format(licence)]
        if self._card.hash:
            parts.append(self.tr("Hash: {}…").format(self._card.hash[:HASH_SHOWN]))
        if self._card.labels:
            parts.append(self.tr("Labels: {}").format(", ".join(self._card.labels)))
        return "   ·   ".join(parts)

    def _switches(self) -> QHBoxLayout:
        who = self._card.annotator
        shown = named(QCheckBox(self.tr("Show its suggestions")), self.tr("Show suggestions from {}").format(who.name))
        shown.setChecked(self._card.shown)
        shown.clicked.connect(lambda on: self.switched.emit(who.id, on))
        least = number(self.tr("Minimum score of {} in per cent").format(who.name), 0, 100, " %", step=5)
        least.setValue(round(100 * self._card.threshold))
        least.valueChanged.connect(self._on_score)
        self._least = least
        for part in (shown, least):
            part.setDisabled(self._readonly)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(shown)
        row.addStretch()
        row.addWidget(Label(self.tr("minimum score")))
        row.addWidget(least)
        return row

    def _decided_words(self, decisions: Decisions) -> str:
        """What people decided on its suggestions, one by one and by finishing articles."""
        rate = decisions.accept_rate
        words = self.tr("Decided one by one: {} accepted, {} rejected").format(
            f"{decisions.accepted:,}", f"{decisions.rejected:,}"
        )
        parts = [words + (f" ({rate:.0%})" if rate is not None else "")]
        if decisions.confirmed:
            parts.append(self.tr("{} only confirmed with an article").format(f"{decisions.confirmed:,}"))
        return "   ·   ".join(parts)

    def _on_score(self) -> None:
        self._tell_counts()
        self._settled.start()

    def show_scores(self, counts: ScoreCounts) -> None:
        """Tell how many suggestions the least score leaves out, and how many have none."""
        self._counts = counts
        self._scores.setVisible(counts.total > 0)
        self._tell_counts()

    def _tell_counts(self) -> None:
        counts, below = self._counts, self._counts.below(self._least.value() / 100)
        parts = [self.tr("{} of {} suggestions are hidden").format(f"{below:,}", f"{counts.total:,}")]
        if counts.by_score:
            parts.append(
                self.tr("scores range from {} to {}").format(
                    f"{min(counts.by_score):.0%}", f"{max(counts.by_score):.0%}"
                )
            )
        if counts.unscored:
            parts.append(self.tr("{} have no score and are always shown").format(f"{counts.unscored:,}"))
        self._scores.setText("   ·   ".join(parts))

    def settle(self) -> None:
        """Tell the score that was chosen last without waiting."""
        if self._settled.isActive():
            self._settled.stop()
            self._tell_score()

    def _tell_score(self) -> None:
        self.threshold_chosen.emit(self._card.annotator.id, self._least.value() / 100)

    def show_figures(self, figures: Sequence[LabelFigures], decisions: Decisions) -> None:
        """Show a table below the words, in the place of an earlier one."""
        self._decided.setText(self._decided_words(decisions))
        self._decided.setVisible(any(decisions))
        self._table.hide()
        self._table.deleteLater()
        self._table = QWidget()
        self._column.addWidget(self._table)
        if not figures:
            self._figures.setText(
                self.tr("Nobody has finished an article that it has read, so there is nothing to compare.")
            )
            return
        self._figures.setText(self.tr("Its visible suggestions, in articles that people have finished:"))
        table = QGridLayout(self._table)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(22)
        table.setVerticalSpacing(3)
        heads = (
            self.tr("Label"),
            self.tr("Precision"),
            self.tr("Recall"),
            "F1",
            self.tr("Suggested"),
            self.tr("People"),
            self.tr("Confirmed"),
            self.tr("One by one"),
        )
        for column, head in enumerate(heads):
            table.addWidget(_cell(head, "muted", left=column == 0), 0, column)
        for row, one in enumerate(figures, 1):
            shares = [_share(share) for share in (one.precision, one.recall, one.f1)]
            numbers = [f"{number:,}" for number in (one.found, one.wanted, one.confirmed)]
            cells = (one.label or one.layer, *shares, *numbers, _share(one.decided_precision))
            for column, cell in enumerate(cells):
                table.addWidget(_cell(cell, left=column == 0), row, column)
        table.setColumnStretch(HEADS, 1)
        self._table.show()


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _cell(words: str, role: str = "", *, left: bool = False) -> Label:
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    label = Label(words, alignment=side | Qt.AlignmentFlag.AlignVCenter)
    label.setProperty("role", role)
    font = label.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    label.setFont(font)
    return label
