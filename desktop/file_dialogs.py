"""Asking for files and folders. No other module opens a file dialog: this one never opens the files that it lists.

Qt's own dialog opens each file whose suffix it does not know, to guess its type. When a process closes a file, POSIX
drops every lock that the process holds on it, so one look at the project's folder would leave SQLite without locks:
the next program to open the project would believe that it is alone, and delete the log with the latest work. So the
type and the icon come from the name alone, which also has to hold while the dialog is being made: Qt lists the folder
of the last visit before anybody can set an icon provider. It is made where Qt remembers nothing, in an empty folder.

Windows keeps locks by handle and macOS shows its dialog from another process, so their own dialogs are safe. The
dialogs of Linux desktops are not: GTK's runs in this process and opens files as well. There Qt's dialog is used.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QFileInfo, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QStyle, QToolButton, QWidget

NATIVE = sys.platform in ("win32", "darwin")
SIZE = QSize(760, 480)
ARROWS = {"backButton": "◀", "forwardButton": "▶", "toParentButton": "▲"}
GROUP = "FileDialog"  # under which Qt keeps the folder of the last visit, bookmarks and history

Mode, Accept, Option, Pixmap = QFileDialog.FileMode, QFileDialog.AcceptMode, QFileDialog.Option, QStyle.StandardPixmap


def file_to_open(parent: QWidget, title: str, patterns: str) -> str:
    """Ask for a file that is there; empty when nothing was chosen. Patterns are as Qt takes them: `Title (*.a *.b)`."""
    return _chosen(file_dialog(parent, title, Mode.ExistingFile, patterns))[0]


def files_to_open(parent: QWidget, title: str, patterns: str) -> list[str]:
    """Ask for files that are there; an empty list when nothing was chosen."""
    return [name for name in _chosen(file_dialog(parent, title, Mode.ExistingFiles, patterns)) if name]


def file_to_save(parent: QWidget, title: str, proposal: str, patterns: str = "", *, replaces: bool = True) -> str:
    """Ask for the name of a file to write; empty when nothing was chosen.

    Asks before a file is replaced, unless it will be refused anyway.
    """
    dialog = file_dialog(parent, title, Mode.AnyFile, patterns)
    dialog.setAcceptMode(Accept.AcceptSave)
    dialog.setOption(Option.DontConfirmOverwrite, not replaces)
    dialog.setOption(Option.ReadOnly, False)  # a new folder may be made
    dialog.setDefaultSuffix(Path(proposal).suffix.lstrip("."))
    dialog.selectFile(proposal)
    return _chosen(dialog)[0]


def folder_to_open(parent: QWidget, title: str) -> str:
    """Ask for a folder that is there; empty when nothing was chosen."""
    dialog = file_dialog(parent, title, Mode.Directory)
    dialog.setOption(Option.ShowDirsOnly)
    return _chosen(dialog)[0]


def file_dialog(parent: QWidget | None, title: str, mode: QFileDialog.FileMode, patterns: str = "") -> QFileDialog:
    """Make a dialog that opens no file, in the folder that was visited last."""
    remembered = QSettings(QSettings.Scope.UserScope, "QtProject")
    remembered.beginGroup(GROUP)
    with tempfile.TemporaryDirectory(prefix="claimdesk-") as empty, _nothing_remembered(remembered, empty):
        dialog = QFileDialog(parent, title, empty, patterns)
        dialog.setOption(Option.DontUseNativeDialog, not NATIVE)
        dialog.setIconProvider(_by_name())
    dialog.setOption(Option.ReadOnly)  # files are neither renamed nor deleted here
    dialog.setFileMode(mode)
    dialog.resize(SIZE)
    for name, arrow in ARROWS.items():  # Qt's own are black, also on a dark theme; dialogs of the system have none
        if button := dialog.findChild(QToolButton, name):
            button.setText(arrow)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    _recall(dialog, remembered)
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("FileDialogs", words)


@contextmanager
def _nothing_remembered(remembered: QSettings, empty: str) -> Iterator[None]:
    """Let Qt look for its memory in an empty folder."""
    where = str(Path(remembered.fileName()).parent)
    user, native = QSettings.Scope.UserScope, QSettings.Format.NativeFormat
    QSettings.setPath(native, user, empty)
    try:
        yield
    finally:
        QSettings.setPath(native, user, where)


def _recall(dialog: QFileDialog, remembered: QSettings) -> None:
    """Show what Qt remembers, as it would have done itself."""
    if shortcuts := _urls(remembered, "shortcuts"):
        dialog.setSidebarUrls(shortcuts)
    dialog.setHistory([url.toLocalFile() for url in _urls(remembered, "history")])
    visited = QUrl(str(remembered.value("lastVisited", ""))).toLocalFile()
    dialog.setDirectory(visited if visited and QDir(visited).exists() else QDir.homePath())


def _urls(remembered: QSettings, name: str) -> list[QUrl]:
    kept = remembered.value(name) or []
    return [QUrl(str(one)) for one in (kept if isinstance(kept, list) else [kept])]


def _chosen(dialog: QFileDialog) -> list[str]:
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    names = dialog.selectedFiles() if agreed else []
    dialog.deleteLater()
    return names or [""]


class ByName(QAbstractFileIconProvider):
    """Icons and types of files by their names. Qt asks from a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._folder, self._file, self._drive, self._computer = (
            style.standardIcon(one)
            for one in (Pixmap.SP_DirIcon, Pixmap.SP_FileIcon, Pixmap.SP_DriveHDIcon, Pixmap.SP_ComputerIcon)
        )
        self._words = _tr("Folder"), _tr("File"), _tr("{} file")

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the icon of a file or of a kind of place."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        kinds = QAbstractFileIconProvider.IconType
        known = {kinds.File: self._file, kinds.Drive: self._drive, kinds.Computer: self._computer}
        return known.get(what, self._folder)

    def type(self, info: QFileInfo) -> str:
        """Say in words what a file is."""
        folder, file, of_a_kind = self._words
        if info.isDir():
            return folder
        return of_a_kind.format(info.suffix()) if info.suffix() else file


@cache
def _by_name() -> ByName:
    """The one provider, which has to outlive every dialog."""
    return ByName()
