import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QHeaderView
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from desktop.roles import QueueRole
from desktop.settings import Settings
from desktop.views.widgets.chips import Chip
from desktop.window import Window
from desktop.workspace import Workspace


@pytest.fixture
def desk(sample_desk: Workspace) -> Workspace:
    return sample_desk


def articles(desk: Workspace) -> list[str]:
    model = desk.queue
    return [model.index(row).data(QueueRole.ARTICLE)[-2:] for row in range(model.rowCount())]


def panel(desk: Workspace):
    desk.queue_view.open_filter()
    return desk.queue_view._panel  # noqa: SLF001


def choose(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def box(desk: Workspace, name: str) -> QComboBox:
    return next(one for one in panel(desk).findChildren(QComboBox) if one.accessibleName() == name)


def menu_action(menu, words: str):
    return next(action for action in menu.actions() if action.text() == words)


def asked(desk: Workspace) -> list[Chip]:
    return [chip for chip in desk.queue_view.findChildren(Chip) if chip.text().endswith("✕") and chip.isVisible()]


def test_the_panel_offers_what_is_in_the_project(desk: Workspace) -> None:
    sources = box(desk, "Source")
    assert [sources.itemText(n) for n in range(3)] == ["Any", "Agencia Farol", "Baltic Evening Wire"]
    labels = box(desk, "Label")
    assert labels.findText("Names: Person") > 0
    assert box(desk, "Annotator").findText("Ana") > 0


def test_what_is_chosen_holds_at_once_and_is_taken_back_by_its_chip(desk: Workspace, qtbot: QtBot) -> None:
    choose(box(desk, "Source"), "Linha Viva")
    assert articles(desk) == ["05"]
    assert [chip.text() for chip in asked(desk)] == ["Linha Viva  ✕"]
    asked(desk)[0].click()
    assert len(articles(desk)) == 8
    assert asked(desk) == []


def test_dates_and_status_are_asked_together(desk: Workspace) -> None:
    desk.filtering.use(QueueFilter("todo", published_from="2025-10"))
    assert articles(desk) == ["08"]
    assert [chip.text() for chip in asked(desk)] == ["2025-10 – …  ✕"]


def test_a_saved_filter_is_there_again_in_the_next_window(desk: Workspace, settings: Settings, qtbot: QtBot) -> None:
    desk.filtering.use(QueueFilter("done", words="cod", sort="title"))
    desk.queue_view.saving_wanted.emit("Cod, done")
    desk.filtering.use(QueueFilter())
    other = Window(settings)
    qtbot.addWidget(other)
    other.projects.open_file(desk.session.project.path)
    menu = other.workspace.queue_view._filters_menu  # noqa: SLF001
    menu_action(menu, "Cod, done").trigger()
    assert other.workspace.queue.filter == QueueFilter("done", words="cod", sort="title")
    assert other.workspace.header.search.text() == "cod"
    other.workspace.queue_view.forgetting_wanted.emit("Cod, done")
    assert "Cod, done" not in [action.text() for action in menu.actions()]
    other.close()


def test_no_filter_empties_the_search_field_too(desk: Workspace) -> None:
    desk.header.searched.emit("telescope")
    assert articles(desk) == ["05"]
    menu_action(desk.queue_view._filters_menu, "No filter").trigger()  # noqa: SLF001
    assert (desk.header.search.text(), len(articles(desk))) == ("", 8)


def test_the_next_article_is_the_next_one_of_the_order(desk: Workspace) -> None:
    desk.filtering.use(QueueFilter(sort="published", descending=True))
    order = articles(desk)
    desk.open(None)
    seen = []
    for _ in order:
        seen.append(desk.opened.article.id[-2:])
        desk.step(1)
    assert seen == order


def test_columns_are_remembered_and_a_table_is_sorted_by_its_header(desk: Workspace, qtbot: QtBot) -> None:
    for words in ("Language", "Table view"):
        menu_action(desk.queue_view._columns_menu, words).trigger()  # noqa: SLF001
    header = desk.queue_view.findChild(QHeaderView)
    assert header.isVisible()
    shown = [
        header.model().headerData(n, header.orientation())
        for n in range(header.count())
        if not header.isSectionHidden(n)
    ]
    assert shown == ["Title", "Source", "Date", "Language", "Claims"]
    header.sectionClicked.emit(1)
    assert (desk.queue.filter.sort, desk.queue.filter.descending) == ("source", False)
    header.sectionClicked.emit(1)
    assert desk.queue.filter.descending
    assert desk.settings.queue_columns == ["source", "published", "language", "marks", "table"]


def test_the_filter_of_disagreement_shows_what_two_did_differently(desk: Workspace) -> None:
    tick = next(one for one in panel(desk).findChildren(QCheckBox))
    tick.click()
    assert articles(desk) == ["01", "02", "04", "05"]
    assert [chip.text() for chip in asked(desk)] == ["disagree  ✕"]


def test_articles_with_a_remark_are_filtered_by_it() -> None:
    from annotations.filters import QueueFilter
    from desktop.views.queue.filter import asked

    chosen = QueueFilter(remark="unsure")
    assert asked(chosen, {}) == [("Unsure", QueueFilter())]
