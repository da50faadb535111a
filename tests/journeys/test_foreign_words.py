"""Nothing that other people wrote acts as markup anywhere in the window, and an & in a name is seen as it is."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QInputDialog,
    QLabel,
    QMenu,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotations.exchange.records import ImportNote
from annotations.filters import QueueFilter
from annotations.highlight.pipeline_choice import Choice
from annotations.importing import Imported
from annotations.model import Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, set_field, set_link
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.articles import add_articles, article
from annotations.operations.highlighting import save_problem, save_suggestions
from annotations.operations.machines import describe_machine
from annotations.operations.progress import set_status
from annotations.project import Project, create_project
from annotations.scheme import NOTE, Scheme, load_scheme
from desktop.commands.import_export import export_dialog, import_dialog, report_import
from desktop.crash import CrashDialog
from desktop.pipeline_settings import PipelineSettings
from desktop.settings import Settings
from desktop.views.article.moved_banner import MovedBanner
from desktop.views.dialogs.ask import AskWords, ask_whether
from desktop.views.dialogs.closing import ClosingDialog
from desktop.views.dialogs.merging import ConflictRow, MergeDialog, MergeReport
from desktop.views.dialogs.trust_prompt import may_run
from desktop.window import Window
from desktop.workspace import Workspace

SHOWN_TO_PEOPLE = {"title", "definition", "example", "borderline"}
TEXT = "Mayor Ida Lund said on Friday that Oslo had shut the quay. Per Moe replied that Bergen knows it.\n"
ONE, TWO = ArticleId("one"), ArticleId("two")
TIP, STATUS = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole


class Nasty:
    """Words that would open a file of their own if Qt took them for HTML."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._watched: list[Path] = []

    def __call__(self, what: str) -> str:
        canary = self._folder / f"canary-{re.sub('[^a-z0-9]', '', what.casefold())[:30]}.png"
        if not canary.exists():
            canary.write_bytes(b"no picture")
            os.utime(canary, (1, 2))  # read before it was written, so that each reading is noted
            self._watched.append(canary)
        return f'<b>{what}</b> R&D &amp; Sons <img src="{canary}"> '

    def opened(self) -> list[str]:
        """The files that were read."""
        return [path.name for path in self._watched if path.stat().st_atime != 1]


def hostile(thing: Any, nasty: Nasty) -> Any:
    """A scheme whose words for people are nasty; its names and keys stay."""
    if isinstance(thing, tuple) and hasattr(thing, "_fields"):
        parts = {
            name: nasty(f"{value[:12]} {name}") if name in SHOWN_TO_PEOPLE and value else hostile(value, nasty)
            for name, value in thing._asdict().items()
        }
        return thing._replace(**parts)
    return tuple(hostile(one, nasty) for one in thing) if isinstance(thing, tuple) else thing


@pytest.fixture
def nasty(tmp_path: Path) -> Nasty:
    folder = tmp_path / "canaries"
    folder.mkdir()
    made = Nasty(folder)
    made("a test of this test")
    (folder / "canary-atestofthistest.png").read_bytes()
    if not made.opened():
        pytest.skip("this file system does not note when files are read")
    os.utime(folder / "canary-atestofthistest.png", (1, 2))
    return made


@pytest.fixture
def path(tmp_path: Path, nasty: Nasty) -> Path:
    """A project in which everything that can be written by others is nasty."""
    folder = tmp_path / "R&D <b>&amp;<img src=x>"
    folder.mkdir()
    scheme: Scheme = hostile(load_scheme("news-claims"), nasty)
    with closing(create_project(folder / "A & B <i>&amp;.claimdesk", scheme)) as project:
        fill(project, nasty)
    return folder / "A & B <i>&amp;.claimdesk"


def fill(project: Project, nasty: Nasty) -> None:
    both = [
        Article(one, nasty(f"title {one}"), TEXT + one, nasty("source"), nasty("url"), "2024-01-01", "en",
                meta={nasty("key"): nasty("value")})
        for one in (ONE, TWO)
    ]  # fmt: skip
    add_articles(project, both)
    machine = add_annotator(project, nasty("machine"), "machine", nasty("version"))
    describe_machine(project, machine, nasty("licence"), nasty("hash"), [nasty("label")])
    start = TEXT.index("Oslo")
    found = [Suggestion("entity", start, start + 4, "GPE"), Suggestion("claim", 0, 57)]
    save_suggestions(project, machine, [(article(project, ONE), found)])
    save_problem(project, machine, TWO, nasty("problem"))
    for who, stance in ((nasty("other"), "oppose"), ("Johnson & Sons", "support")):
        act_as(project, who)
        claim = add_annotation(project, ONE, "claim", 0, 57).added[0]
        name = add_annotation(project, ONE, "entity", 6, 14, "PERSON").added[0]
        set_link(project, claim, "claimer", Link(name))
        set_link(project, claim, "target", Link(text=nasty("target")))
        for field, value in (("stance", stance), ("full_name", ""), (NOTE, nasty("note"))):
            if value:
                set_field(project, claim, field, value)
        set_field(project, name, "full_name", nasty("full name"))
        set_status(project, ONE, "done")


@pytest.fixture
def window(path: Path, nasty: Nasty, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    settings.annotator, settings.theme = "Johnson & Sons", "light"
    settings.highlight_opened = settings.offer_names = False
    settings.keep_filters(path, {nasty("filter"): {"words": "quay"}})
    made = Window(settings)
    qtbot.addWidget(made)
    made.projects.open_file(path)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
    made.complete()
    yield made
    made.projects.stop()


@pytest.fixture
def desk(window: Window) -> Workspace:
    assert window.workspace
    return window.workspace


# -- what is looked at


def look_at_everything(nasty: Nasty) -> None:
    """Every widget, menu and model that there is now."""
    QApplication.processEvents()
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            look_at(widget)
        for action in top.findChildren(QAction):
            assert_ampersands(action.text())
            assert_harmless(action.toolTip())
        if top.isVisible():
            top.grab()
    assert nasty.opened() == []


def look_at(widget: QWidget) -> None:
    for words in filter(None, (widget.toolTip(), widget.statusTip(), widget.whatsThis())):
        assert_harmless(words)
        QToolTip.showText(QPoint(5, 5), words, widget)
    match widget:
        case QLabel():
            assert not shows_pictures(widget), widget.text()
        case QTextEdit():
            assert not has_pictures(widget.toHtml())
        case QAbstractButton():
            look_at_button(widget)
        case QMenu():
            widget.aboutToShow.emit()
            for action in widget.actions():
                assert_ampersands(action.text())
        case QAbstractItemView() if widget.model():
            look_at_model(widget.model(), QModelIndex())


def shows_pictures(label: QLabel) -> bool:
    kind, words = label.textFormat(), label.text()
    taken_for_html = kind == Qt.TextFormat.AutoText and Gui.mightBeRichText(words)
    return (kind == Qt.TextFormat.RichText or taken_for_html) and has_pictures(words)


def look_at_button(button: QAbstractButton) -> None:
    if type(button).__name__ not in ("Chip", "Tile"):  # which paint their words themselves
        assert_ampersands(button.text())
    assert button.shortcut().isEmpty() or not FOREIGN.search(button.text()), button.text()


def look_at_model(model: QAbstractItemModel, parent: QModelIndex) -> None:
    rows = min(model.rowCount(parent), 50)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(rows):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (TIP, STATUS, Qt.ItemDataRole.WhatsThisRole):
                assert_harmless(index.data(role) or "")
        if not isinstance(model, QAbstractListModel) and not parent.isValid():
            look_at_model(model, model.index(row, 0, parent))
    for side, count in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows)):
        for section in range(count):
            assert_harmless(model.headerData(section, side, TIP) or "")


FOREIGN = re.compile(r"R&+D|Johnson|A &+ B")


def has_pictures(html: str) -> bool:
    """Whether rich text shows or links to anything; words with < in them are escaped."""
    return bool(re.search(r"<(img|a href|object|link|script|style src)", html, re.IGNORECASE))


def assert_harmless(words: str) -> None:
    """That a tool tip says what it was given, whatever Qt takes it for."""
    if words and Gui.mightBeRichText(words):
        assert not has_pictures(words), words
        seen = QTextDocumentFragment.fromHtml(words).toPlainText()
        assert "R&D" not in words.replace("&amp;", "") or "R&D &amp; Sons" in seen


def assert_ampersands(words: str) -> None:
    """That each & of foreign words is doubled, which shows one."""
    if FOREIGN.search(words):
        assert "&" not in words.replace("&&", ""), words


def test_this_test_would_see_a_picture(nasty: Nasty, qtbot: QtBot) -> None:
    label = QLabel(nasty("label"))
    qtbot.addWidget(label)
    label.show()
    label.grab()
    with pytest.raises(AssertionError):
        look_at(label)
    assert nasty.opened() == ["canary-label.png"]


# -- pages and panes


def at_the_article(window: Window, desk: Workspace) -> None:
    for mark in desk.opened.marks:
        desk.opened.focus(mark.id)
        desk.reader.show_card()
        look = desk.inspector.form(mark.layer.name)
        assert look is not None
        QApplication.processEvents()


def the_machine_could_not_read(window: Window, desk: Workspace) -> None:
    desk.opened.open(TWO)
    desk.offering.look()


def panes(window: Window, desk: Workspace) -> None:
    desk.header.search.setText("quay")
    desk.header.searched.emit("quay")
    desk.commands.history.open()
    desk.stage.pane("guide").setVisible(True)
    desk.queue_view.open_filter()
    desk.queue.set_filter(QueueFilter("done"))


def compare(window: Window, desk: Workspace) -> None:
    desk.opened.open(ONE)
    window.pages.compare_article()
    page = window.pages.compare
    assert page is not None
    page.look_at(page.current)


def welcome(window: Window, desk: Workspace) -> None:
    window.show_welcome()


def notices(window: Window, desk: Workspace) -> None:
    window.tell(desk.opened.article.title)
    desk.header.show_saved("Saved", str(desk.session.project.path))
    desk.footer.guide(desk.opened.article.title)
    window.projects.told.emit(desk.opened.article.title)


@pytest.mark.parametrize("show", [at_the_article, the_machine_could_not_read, panes, compare, welcome, notices])
def test_pages_and_panes(window: Window, desk: Workspace, nasty: Nasty, show: Callable[..., None]) -> None:
    show(window, desk)
    look_at_everything(nasty)


@pytest.mark.slow
def test_the_agreement_page(window: Window, desk: Workspace, nasty: Nasty, qtbot: QtBot) -> None:
    window.pages.show_agreement()
    agreeing = window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    model = agreeing.page.overview.table.model()
    assert model.rowCount() > 1
    look_at_everything(nasty)
    row = next(model.row(number) for number in range(model.rowCount()) if model.row(number))
    agreeing.page.overview.row_opened.emit(row)
    agreeing.open_row(row)
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    look_at_everything(nasty)


# -- dialogs: each is shown, looked at and left


def imports(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return import_dialog(desk.session, [nasty("import.txt"), "/x/A & B.jsonl"], window)


def left_out(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    done = Imported(1, 0, 0, 0, (ImportNote(nasty("place"), nasty("sentence")),))
    return report_import(done, nasty("told"), None, window)


def exports(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog, counting = export_dialog(desk.session, window)
    counting.stop()
    dialog.set_losses([nasty("lost")])
    return dialog


def merges(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog = MergeDialog(nasty("project"), "All (*)", window)
    dialog.add([Path(nasty("other"))])
    return dialog


def merged(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    settled = [ConflictRow(*(nasty(f"settled {n}") for n in range(9)))]
    return MergeReport(nasty("summary"), settled, [nasty("remark")], window)


def asks(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return AskWords(nasty("title"), nasty("question"), [nasty("proposal"), "Johnson & Sons"], window)


def leaving(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    dialog = ClosingDialog(nasty("task"), window)
    dialog.show_progress(nasty("progress"), 0.5)
    dialog.show_end(nasty("end"))
    return dialog


def moved(window: Window, desk: Workspace, nasty: Nasty) -> QWidget:
    return MovedBanner(nasty("moved"), window)


def crashed(window: Window, desk: Workspace, nasty: Nasty) -> QDialog:
    return CrashDialog(nasty("report"))


DIALOGS = [imports, left_out, exports, merges, merged, asks, leaving, moved, crashed]


@pytest.mark.parametrize("make", DIALOGS)
def test_dialogs(window: Window, desk: Workspace, nasty: Nasty, make: Callable[..., QWidget], qtbot: QtBot) -> None:
    dialog = make(window, desk, nasty)
    qtbot.addWidget(dialog)
    dialog.show()
    look_at_everything(nasty)
    assert dialog.isVisible()


ASKED: dict[str, Callable[[Window, Workspace, Nasty], object]] = {
    "whether": lambda window, desk, nasty: ask_whether(nasty("question"), "Do it", window),
    "annotator": lambda window, desk, nasty: window.projects.ask_annotator(desk.session.project),
    "language": lambda window, desk, nasty: desk.offering.ask_language(),
    "remarks": lambda window, desk, nasty: desk.commands.remarking.open(),
    "palette": lambda window, desk, nasty: window.about.show_palette(),
    "keys": lambda window, desk, nasty: window.about.show_keys(),
    "version": lambda window, desk, nasty: window.about.show_version(),
    "sentence": lambda window, desk, nasty: window.about.tell(nasty("sentence")),
    "trust": lambda window, desk, nasty: may_run(
        Choice(str(desk.session.project.path.parent)), PipelineSettings(window.settings), window
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_dialogs_that_wait_for_an_answer(
    window: Window, desk: Workspace, nasty: Nasty, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "desktop.views.dialogs.trust_prompt.fingerprint", lambda _: "0" * 64
    )  # the open project is in that folder
    desk.opened.open(ONE)
    looked: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            looked.append(type(dialog).__name__)
            look_at_everything(nasty)
        finally:
            (dialog.reject if isinstance(dialog, QDialog | QInputDialog) else dialog.close)()

    QTimer.singleShot(50, window, look)
    ASKED[what](window, desk, nasty)
    assert looked


def test_windows_that_open_beside(window: Window, desk: Workspace, nasty: Nasty, qtbot: QtBot) -> None:
    window.actions_by_name["preferences"].trigger()
    look_at_everything(nasty)
    next(one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)).close()
    desk.offering.show_machines()
    qtbot.wait(300)
    look_at_everything(nasty)
    next(one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog)).close()
    desk.reader.select(TEXT.index("Oslo"), TEXT.index("Oslo") + 4)
    desk.commands.everywhere.open()
    qtbot.wait(500)
    look_at_everything(nasty)
    desk.commands.everywhere.stop()


def test_the_name_of_a_person_is_seen_with_its_ampersand(window: Window, desk: Workspace) -> None:
    button = next(one for one in desk.header.findChildren(QAbstractButton) if "Johnson" in one.text())
    assert button.text() == "Johnson && Sons ▾"
    desk.session.run(set_status, TWO, "done")
    assert all("&" not in action.text().replace("&&", "") for action in window.actions_by_name.values())
