"""The guidelines of a layer on one page: questions and the meaning of each choice, with examples."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotations.scheme import Field, Layer, LinkRole, Value
from desktop.marks import Mark
from desktop.theme import LIGHT, Theme
from desktop.views.inspector.fields import guideline

Guided = Value | Field | LinkRole


class Guide(QTextBrowser):
    """Shows the guidelines of layers, and comes to the place that is asked about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Guidelines"))
        self.setObjectName("guide")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(0)
        self._theme: Theme = LIGHT
        self._layers: Sequence[Layer] = ()
        self._anchors: dict[str, str] = {}
        self._here, self._count = "", 0
        self._is_written, self._words = True, ""

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self._write_soon()

    def show_mark(self, mark: Mark | None, layers: Sequence[Layer], question: str) -> None:
        """Show the guidelines for a mark, at a question; without a mark, those for the article as a whole."""
        self.show_layers([mark.layer] if mark else [one for one in layers if one.kind == "document"])
        self.point_at(question)

    def show_layers(self, layers: Sequence[Layer]) -> None:
        """Show the guidelines of some layers."""
        if list(layers) != list(self._layers):
            self._layers, self._here = layers, ""
            self._write_soon()

    def point_at(self, words: str) -> None:
        """Come to the place whose guideline, in one line, is given; stay where it is not on the page."""
        self._words = words
        anchor = self._anchors.get(words, "")
        if self._is_written and anchor and anchor != self._here:
            self._here = anchor
            self.scrollToAnchor(anchor)

    def showEvent(self, event: QShowEvent) -> None:
        """Write what was not written while nobody saw it."""
        super().showEvent(event)
        if not self._is_written:
            self._write_soon()

    def _write_soon(self) -> None:
        self._is_written = self.isVisible()
        if self._is_written:
            self._write()
            self.point_at(self._words)

    def _write(self) -> None:
        self._anchors, self._count = {}, 0
        self.setHtml("".join(self._layer(layer) for layer in self._layers))
        if self._here:
            self.scrollToAnchor(self._here)

    def _layer(self, layer: Layer) -> str:
        parts = [f"<h3>{escape(layer.title)}</h3>", self._muted(layer.definition)]
        if layer.labels:
            parts += self._values(layer.labels)
        for role in layer.links:
            parts += [self._head(role), *self._values(role.constants)]
        for field in layer.fields:
            parts += [self._head(field), *self._values(field.values)]
        return "".join(parts)

    def _head(self, asked: Field | LinkRole) -> str:
        words = "".join(f"<p>{part}</p>" for part in self._explained(asked))
        return f"<h4>{self._anchor(asked)}{escape(asked.title)}{self._key(asked.key)}</h4>{words}"

    def _values(self, values: Iterable[Value]) -> list[str]:
        return [
            f"<p style='margin-left: 10px'>{self._anchor(value)}<b>{escape(f'{value.glyph} {value.title}'.strip())}</b>"
            f"{self._key(value.key)}<br>{'<br>'.join(self._explained(value))}</p>"
            for value in values
        ]

    def _explained(self, guided: Guided) -> list[str]:
        found = [_line(guided.definition)] if guided.definition else []
        if guided.example:
            found.append(f"<i>{_line(guided.example)}</i>")
        if guided.borderline:
            found.append(self._muted(f"{self.tr('Borderline:')} {guided.borderline}"))
        return found

    def _anchor(self, guided: Guided) -> str:
        self._count += 1
        name = f"a{self._count}"
        for words in (guideline(guided), " ".join(guided.definition.split())):
            self._anchors.setdefault(words, name)
        return f"<a name='{name}'></a>"

    def _key(self, key: str) -> str:
        return f"&nbsp; <span style='color: {self._theme.muted}'>{escape(key)}</span>" if key else ""

    def _muted(self, words: str) -> str:
        return f"<span style='color: {self._theme.muted}'>{_line(words)}</span>"


def _line(words: str) -> str:
    return escape(" ".join(words.split()))
