"""What everyone says about one spot, question by question: differences large, agreement small."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotations.agreement.comparing import MISSING
from desktop.comparison import Comparison, Lane, Spot, said
from desktop.plain import Label
from desktop.theme import LIGHT, Theme
from desktop.views.widgets.accessible import named

ROWS = 20  # annotators that have a row each; more of them are grouped by their answers
NAMES = 6  # of those who gave the same answer


class Detail(QScrollArea):
    """The panel beside the article. The room below is for settling what differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(300)
        self.setMaximumWidth(380)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme: Theme = LIGHT
        self._shown: tuple[Comparison, Spot] | None = None
        self._words = named(Label(wordWrap=True, textFormat=Qt.TextFormat.RichText), self.tr("What everybody says"))
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.addWidget(self._words)
        layout.addStretch(1)
        self.setWidget(inside)

    def show_spot(self, shown: Comparison, spot: Spot | None) -> None:
        """Show what the lanes say of a spot."""
        self._shown = (shown, spot) if spot else None
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self._write()

    def text(self) -> str:
        """What is shown, without its looks."""
        from PySide6.QtGui import QTextDocumentFragment

        return QTextDocumentFragment.fromHtml(self._words.text()).toPlainText()

    def _write(self) -> None:
        self._words.setText(_html(*self._shown, self._theme) if self._shown else "")


def _html(shown: Comparison, spot: Spot, theme: Theme) -> str:
    answers = [{name: (title, words) for name, title, words in said(spot, i)} for i in range(len(spot.marks))]
    parts = [f"<p style='color:{theme.muted}; margin:0'>{escape(spot.layer.title)}</p>"]
    if MISSING in spot.differs:
        parts.append(_presence(shown, spot, theme))
    names = list(dict.fromkeys(name for answer in answers for name in answer))
    for name in sorted(names, key=lambda name: name not in spot.differs):
        parts.append(_question(shown, spot, answers, name, theme))
    return "".join(parts)


def _presence(shown: Comparison, spot: Spot, theme: Theme) -> str:
    answers = [
        (lane, "marked" if mark else "not marked" if lane.finished else "not finished")
        for lane, mark in zip(shown.lanes, spot.marks, strict=True)
    ]
    return _block("Marked?", _rows(answers, theme, quiet="marked"), theme.warning)


def _question(shown: Comparison, spot: Spot, answers: list[dict[str, tuple[str, str]]], name: str, theme: Theme) -> str:
    title = next(answer[name][0] for answer in answers if name in answer)
    if name not in spot.differs:
        words = next(answer[name][1] for answer in answers if name in answer)
        if words in ("–", "no"):
            return ""
        return (
            f"<p style='color:{theme.muted}; margin:9px 0 0 0'>{escape(title)}<br>"
            f"<span style='color:{theme.muted}'>{escape(words)}</span></p>"
        )
    given = [(lane, answer[name][1]) for lane, answer in zip(shown.lanes, answers, strict=True) if name in answer]
    return _block(title, _rows(given, theme), theme.warning)


def _rows(given: Sequence[tuple[Lane, str]], theme: Theme, quiet: str = "") -> str:
    """A row for each annotator; if there are many, a row for each answer, with how many gave it and some names."""
    if len(given) <= ROWS:
        return "".join(
            _row(lane.name, theme.ink(lane.hue).name(), words, "normal" if words == quiet else "600")
            for lane, words in given
        )
    names: dict[str, list[str]] = {}
    for lane, words in given:
        names.setdefault(words, []).append(lane.name)
    return "".join(
        _row(f"{len(people):,} ×", theme.muted, words, "600")
        + _row("", theme.muted, ", ".join(people[:NAMES]) + (" …" if len(people) > NAMES else ""), "normal")
        for words, people in sorted(names.items(), key=lambda one: -len(one[1]))
    )


def _block(title: str, rows: str, colour: str) -> str:
    head = f"<p style='margin:14px 0 2px 0; color:{colour}; font-weight:600'>≠ {escape(title)}</p>"
    return f"{head}<table cellspacing='0' cellpadding='2'>{rows}</table>"


def _row(name: str, colour: str, words: str, weight: str) -> str:
    return (
        f"<tr><td style='color:{colour}; padding-right:10px'>{escape(name)}</td>"
        f"<td style='font-weight:{weight}'>{escape(words)}</td></tr>"
    )
