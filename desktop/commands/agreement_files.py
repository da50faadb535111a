"""Exports of the agreement page: everything as JSON, units as CSV, methods text, pictures of charts."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotations.errors import ClaimdeskError
from desktop import file_dialogs
from desktop.commands.agreeing import Agreeing
from desktop.views.agreement.chart_images import save_picture


class AgreementFiles(QObject):
    """Asks for file names and exports."""

    def __init__(self, agreeing: Agreeing, tell: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agreeing, self._page, self._tell = agreeing, agreeing.page, tell
        self._page.export_wanted.connect(self._on_export)
        self._page.inside.picture_wanted.connect(self._on_picture)

    def export(self, path: Path) -> None:
        """Export the results to a file, by its suffix."""
        self._agreeing.ask_files(("export", path.absolute()), self._on_written)

    def save_picture(self, widget: QWidget, path: Path) -> None:
        """Write a picture of a chart or table."""
        try:
            save_picture(widget, path)
        except ClaimdeskError as error:
            self._tell(str(error))
        else:
            self._on_written(path)

    def _on_export(self, kind: str) -> None:
        row = self._page.row
        if kind == "methods":
            about = (row.layer, row.field) if row else ("", "")
            self._agreeing.ask_files(("methods", *about), self._on_sentence)
            return
        if kind == "picture":
            self._on_picture(self._page.overview.table.viewport())
            return
        name = file_dialogs.file_to_save(
            self._page, self.tr("Export agreement"), f"agreement.{kind}", f"{kind.upper()} (*.{kind})"
        )
        if name:
            self.export(Path(name))

    def _on_picture(self, widget: QWidget) -> None:
        row = self._page.row
        start = f"{row.layer}-{row.field or 'places'}.svg" if row else "agreement.svg"
        patterns = "SVG (*.svg);;PNG (*.png)"
        name = file_dialogs.file_to_save(self._page, self.tr("Save a picture"), start, patterns)
        if name:
            self.save_picture(widget, Path(name))

    def _on_sentence(self, sentence: str) -> None:
        QGuiApplication.clipboard().setText(sentence)
        self._tell(self.tr("Copied the methods text."))

    def _on_written(self, path: Path) -> None:
        self._tell(self.tr("Saved as {}.").format(path))
