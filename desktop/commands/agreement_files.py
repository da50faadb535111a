"""What leaves the agreement page: everything as JSON, every unit as CSV, a sentence for a paper, pictures of charts."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotations.errors import ClaimdeskError
from desktop.commands.agreeing import Agreeing, export_to
from desktop.views.agreement.pictures import save_picture


class AgreementFiles(QObject):
    """Asks for files and writes them."""

    def __init__(self, agreeing: Agreeing, tell: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agreeing, self._page, self._tell = agreeing, agreeing.page, tell
        self._page.export_wanted.connect(self._on_export)
        self._page.inside.picture_wanted.connect(self._on_picture)

    def _on_export(self, kind: str) -> None:
        if self._agreeing.study is None:
            self._tell(self.tr("The figures are still being computed. Try again in a moment."))
        elif kind == "methods":
            self._copy_sentence()
        else:
            title = self.tr("Export agreement")
            name, _ = QFileDialog.getSaveFileName(self._page, title, f"agreement.{kind}", f"(*.{kind})")
            if name:
                self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write what was computed to a file, by its suffix."""
        study = self._agreeing.study
        if study is not None:
            self._try(lambda: export_to(path, study), path)

    def save_picture(self, widget: QWidget, path: Path) -> None:
        """Write a picture of a chart or table."""
        self._try(lambda: save_picture(widget, path), path)

    def _on_picture(self, widget: QWidget) -> None:
        row = self._page.row
        start = f"{row.layer}-{row.field or 'places'}.svg" if row else "agreement.svg"
        name, _ = QFileDialog.getSaveFileName(self._page, self.tr("Save a picture"), start, "SVG (*.svg);;PNG (*.png)")
        if name:
            self.save_picture(widget, Path(name))

    def _copy_sentence(self) -> None:
        from annotations.agreement.methods import methods_sentence

        study, row = self._agreeing.study, self._page.row
        if study is not None:
            QGuiApplication.clipboard().setText(
                methods_sentence(study, row.layer if row else "", row.field if row else "")
            )
            self._tell(self.tr("The sentence is on the clipboard."))

    def _try(self, write: Callable[[], object], path: Path) -> None:
        try:
            write()
        except ClaimdeskError as error:
            self._tell(str(error))
        else:
            self._tell(self.tr("Written to {}.").format(path))
