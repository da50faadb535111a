"""Importing: asks for files and how to read them, imports them as a job, and lists what was left out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QWidget

from annotations.display import sentence, visible
from annotations.errors import ClaimdeskError
from annotations.operations.annotators import annotators
from desktop import file_dialogs
from desktop.commands.highlighting import Highlighting
from desktop.exchange_choices import ImportChoice
from desktop.jobs import Jobs
from desktop.session import Session
from desktop.views.dialogs.importing import ImportDialog, ImportReport

if TYPE_CHECKING:
    from annotations.exchange.mapping.rules import Rules
    from annotations.importing import Imported, Importing
    from desktop.tasks import Task

# Those that texts are most often in, for a list to choose from.
ENCODINGS = (
    "utf-8 utf-16 windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 "
    "windows-1257 iso8859-1 iso8859-2 iso8859-5 iso8859-15 koi8-r koi8-u cp437 cp850 cp852 cp866 mac-roman "
    "gb18030 big5 shift_jis euc-jp euc-kr"
)


class Imports(QObject):
    """Commands that bring files into the open project."""

    def __init__(self, jobs: Jobs, highlighting: Highlighting, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._highlighting, self._window = jobs, highlighting, window

    def ask(self, session: Session) -> None:
        """Ask for files and how to read them, and import them."""
        names = file_dialogs.files_to_open(self._window, self.tr("Import articles"), _patterns())
        if not names:
            return
        dialog = import_dialog(session, names, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.import_files(session, names, dialog.choice)

    def import_files(self, session: Session, names: Sequence[str], choice: ImportChoice | None = None) -> None:
        """Import files and folders, then highlight the new articles if the user wants that.

        With a `choice`, which a dialog gave, a report lists afterwards what was left out.
        """
        from annotations.importing import input_files
        from desktop.long_work import import_task

        def made() -> "Task":
            task, importing = import_task(session, paths, self, choice)
            if choice is not None:
                task.ended.connect(lambda _: self._report(importing))
            return task

        try:
            paths = input_files(names)
        except ClaimdeskError as error:
            self._jobs.reported.emit(str(error))
            return
        self._jobs.start(made)
        self._highlighting.after_import(session)

    def _report(self, importing: "Importing") -> None:
        from desktop.long_work import imported

        report_import(importing.done, imported(importing.done, self), importing.draft(), self._window)


def import_dialog(session: Session, names: list[str], window: QWidget) -> ImportDialog:
    """Make the dialog that shows the format of each file."""
    from annotations.exchange.counting import UNIT_TITLES
    from annotations.exchange.external import UNITS
    from annotations.files.encodings import encoding_named

    people = [a.name for a in annotators(session.project) if a.kind == "person"]
    files = [(visible(Path(name).name), _title_of(Path(name))) for name in names]
    encodings = [(one.codec, one.title) for one in map(encoding_named, ENCODINGS.split())]
    return ImportDialog(files, people, [(unit, UNIT_TITLES[unit]) for unit in UNITS], encodings, window)


def report_import(done: "Imported", message: str, draft: "Rules | None", window: QWidget) -> ImportReport | None:
    """Show what an import left out, with the names that can be mapped; none when nothing was left out."""
    lost = [(visible(Path(note.place).name), sentence(note.sentence)) for note in done.remarks if note.lost]
    if not lost:
        return None
    report = ImportReport(message, lost, draft=bool(draft and any(draft)), parent=window)
    if draft:
        report.draft_wanted.connect(lambda: _save_draft(draft, report))
    report.open()
    return report


def _patterns() -> str:
    from annotations.exchange.formats import FORMATS

    readable = [known for known in FORMATS if known.read and known.suffixes]
    every = " ".join(dict.fromkeys(f"*{suffix}" for known in readable for suffix in known.suffixes))
    kinds = (f"{known.title} ({' '.join(f'*{suffix}' for suffix in known.suffixes)})" for known in readable)
    return ";;".join([f"{_tr('All supported files')} ({every})", *kinds, f"{_tr('All files')} (*)"])


def _title_of(path: Path) -> str:
    """The format of a file, with the encoding of a text that is not in UTF-8."""
    from annotations.exchange.formats import format_of
    from annotations.files.encodings import UTF_8, encoding_of

    try:
        known = format_of(path)
        if known is None or known.apart or not path.is_file():
            return known.title if known else _tr("No known format")
    except ClaimdeskError as error:
        return sentence(str(error))
    try:
        found = encoding_of(path)
    except ClaimdeskError:  # not a text
        return known.title
    return known.title if found.codec.startswith(UTF_8) else f"{known.title} · {found.title}"


def _save_draft(draft: "Rules", window: QWidget) -> None:
    from annotations.exchange.files import written_whole
    from annotations.exchange.mapping.rules import rules_toml

    name = file_dialogs.file_to_save(window, _tr("Save names as a mapping"), "mapping.toml", "TOML (*.toml)")
    if name:
        head = _tr("For each name: “to” is a layer, field or link, “as” is one of its labels. Empty: left out.")
        with written_whole(Path(name)) as file:
            file.write(rules_toml(draft, [head]).encode())


def _tr(words: str) -> str:
    return QCoreApplication.translate("Imports", words)
