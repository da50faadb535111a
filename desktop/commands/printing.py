"""The open article on paper or as PDF: its text with the marks, and a list of its claims."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QObject, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from annotations.errors import ClaimdeskError
from annotations.exchange.files import written_whole
from annotations.model import Article
from desktop import file_dialogs
from desktop.marks import Mark
from desktop.open_article import OpenArticle
from desktop.theme import LIGHT

POINTS, SMALL, LARGE = 10.5, 7.0, 16.0
MARGIN = 4.0  # millimetres, besides the two centimetres that Qt leaves
RESOLUTION = 300  # dots per inch


class Printing(QObject):
    """Prints the open article, or saves it as PDF."""

    told = Signal(str)

    def __init__(self, opened: OpenArticle, window: QWidget) -> None:
        super().__init__(opened)
        self._opened, self._window = opened, window

    def print(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._opened.article is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
        if QPrintDialog(printer, self._window).exec():
            document(self._opened.article, self._opened.marks).print_(printer)

    def save_pdf(self) -> None:
        """Ask for a file, and write the article to it as PDF."""
        article = self._opened.article
        if article is None:
            return
        name = "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in article.title)[:60].strip()
        title, pattern = self.tr("Save as PDF"), self.tr("PDF (*.pdf)")
        chosen = file_dialogs.file_to_save(self._window, title, f"{name or 'article'}.pdf", pattern)
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
        try:
            with written_whole(path) as file:
                file.write(pdf(article, self._opened.marks))
        except ClaimdeskError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(self.tr("Saved {}.").format(path))


def pdf(article: Article, marks: Sequence[Mark]) -> bytes:
    """An article with its marks as a PDF file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(article.title)
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    document(article, marks).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def document(article: Article, marks: Sequence[Mark]) -> QTextDocument:
    """The article as it is printed. Suggestions that nobody has decided on and rejected marks are left out."""
    made = QTextDocument()
    made.setDefaultFont(QFont("serif", round(POINTS)))
    cursor = QTextCursor(made)
    headline = len(article.title) if article.text.startswith(article.title) else 0
    if not headline:
        cursor.insertText(article.title, _form(LARGE, bold=True))
        _paragraph(cursor)
    about = "  ·  ".join(filter(None, (article.source, article.published[:10], article.url)))
    cursor.insertText(about, _form(SMALL + 1))
    _paragraph(cursor)
    kept = [mark for mark in marks if not mark.suggested and not mark.rejected and not mark.gold]
    _write_text(cursor, article.text, kept, headline)
    claims = [mark for mark in kept if mark.layer.style == "bar"]
    if claims:
        _paragraph(cursor, 16)
        cursor.insertText(claims[0].layer.title, _form(LARGE - 3, bold=True))
    for mark in claims:
        _paragraph(cursor, 8)
        cursor.insertText(f"{mark.number}  ", _form(POINTS, bold=True))
        cursor.insertText(f"“{mark.annotation.quote}”", _form(POINTS))
        _paragraph(cursor)
        cursor.insertText("  ·  ".join(_answers(mark)), _form(SMALL + 1))
    return made


def _write_text(cursor: QTextCursor, text: str, marks: Sequence[Mark], headline: int) -> None:
    """Write a text with tints and labels for names, and lines and numbers for claims; first the headline's letters."""
    drawn = [mark for mark in marks if mark.layer.style in ("tint", "bar")]
    edges = sorted({0, headline, len(text), *(edge for mark in drawn for edge in (mark.start, mark.end))})
    starting, over = defaultdict[int, list[Mark]](list), list[Mark]()
    for mark in drawn:
        starting[mark.start].append(mark)
    for begin, end in pairwise(edges):
        over = [one for one in over if one.end > begin] + starting[begin]
        for mark in (one for one in starting[begin] if one.layer.style == "bar"):
            form = _form(POINTS, bold=True)
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(f"{mark.number}", form)
        form = _form(LARGE, bold=True) if end <= headline else _form(POINTS)
        tints = sorted((one for one in over if one.layer.style == "tint"), key=lambda one: one.end - one.start)
        if tints:  # the shortest is on top
            form.setBackground(LIGHT.tint(tints[0].colour))
        form.setFontUnderline(any(one.layer.style == "bar" for one in over))
        cursor.insertText(text[begin:end].replace("\x00", "�"), form)
        for mark in (one for one in tints if one.end == end):
            cursor.insertText(f" {mark.tag}", _form(SMALL, ink=LIGHT.ink(mark.colour)))


def _answers(mark: Mark) -> list[str]:
    said, found = mark.annotation, []
    for role in mark.layer.links:
        if role.name in said.links:
            found.append(f"{role.title}: {said.links[role.name].text}")
    for field in mark.layer.fields:
        value = said.fields.get(field.name)
        known = next((one.title for one in field.values if one.name == value), None)
        if known:
            found.append(f"{field.title}: {known}")
        elif value is True:
            found.append(field.title)
        elif isinstance(value, str) and value:
            found.append(f"{field.title}: {value}")
    return found


def _paragraph(cursor: QTextCursor, space: float = 4) -> None:
    form = QTextBlockFormat()
    form.setTopMargin(space)
    cursor.insertBlock(form)


def _form(points: float, *, bold: bool = False, ink: QColor | None = None) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(points)
    form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    form.setForeground(ink or QColor("black"))
    return form
