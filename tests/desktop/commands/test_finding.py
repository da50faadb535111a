import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QListView, QToolButton
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from annotations.operations.annotating import set_field
from desktop.models import hits as hits_of
from desktop.roles import HitRole
from desktop.theme import THEMES, contrast
from desktop.views.widgets.line_edit import KeyKeepingLineEdit
from desktop.workspace import Workspace


@pytest.fixture
def desk(sample_desk: Workspace) -> Workspace:
    return sample_desk


def search(desk: Workspace, words: str, qtbot: QtBot) -> None:
    """Search, and wait until the list of hits is whole."""
    with qtbot.waitSignal(desk.finding.model.grown, check_params_cb=lambda more: not more):
        desk.header.searched.emit(words)


def listed(desk: Workspace) -> list[tuple[str, str]]:
    model = desk.finding.model
    return [
        (model.index(row).data(HitRole.ARTICLE)[-2:], model.index(row).data(HitRole.HIT))
        for row in range(model.rowCount())
    ]


def selected(desk: Workspace) -> tuple[str, str]:
    article, (start, end) = desk.opened.article, desk.reader.selection()
    return article.id[-2:], article.text[start:end]


def label(desk: Workspace, name: str) -> str:
    return next(one.text() for one in desk.findChildren(QLabel) if one.accessibleName() == name)


def press(desk: Workspace, qtbot: QtBot, key: str) -> None:
    chord = QKeySequence(key)[0]
    qtbot.keyClick(QApplication.focusWidget(), chord.key(), chord.keyboardModifiers())


def test_hits_are_listed_in_the_order_of_the_queue_and_marked_in_the_article(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "minister", qtbot)
    articles = [article for article, _ in listed(desk)]
    assert articles == sorted(articles)
    assert {hit.lower() for _, hit in listed(desk)} <= {"minister", "ministers"}
    here = desk.opened.article.id[-2:]
    assert len(desk.reader._hits) == articles.count(here) > 0  # noqa: SLF001
    assert label(desk, "How many hits") == f"{len(articles)} hits"


def test_a_key_goes_through_the_hits_and_on_to_the_next_article(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "minister", qtbot)
    desk.reader.select(0, 0)
    desk.reader.setFocus()
    seen = []
    for _ in listed(desk):
        press(desk, qtbot, "F3")
        seen.append(selected(desk))
    assert seen == listed(desk)
    press(desk, qtbot, "F3")
    assert desk.notice.text() == "No more hits."
    back = []
    for _ in listed(desk)[1:]:
        press(desk, qtbot, "Shift+F3")
        back.append(selected(desk))
    assert back == listed(desk)[-2::-1]


def test_enter_in_the_search_field_goes_to_the_first_hit(desk: Workspace, qtbot: QtBot) -> None:
    press(desk, qtbot, "Ctrl+Shift+F")
    line = desk.header.findChild(KeyKeepingLineEdit)
    assert line.hasFocus()
    qtbot.keyClicks(line, "telescope")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert selected(desk) == ("05", "telescope")
    assert desk.reader.hasFocus()
    assert label(desk, "Hits in this article").startswith("1 / ")


def test_a_click_on_a_line_opens_the_article_at_the_hit(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "telescope", qtbot)
    rows = desk.finding.view.findChild(QListView)
    target = next(row for row, (article, _) in enumerate(listed(desk)) if article != desk.opened.article.id[-2:])
    rows.scrollTo(desk.finding.model.index(target))
    place = rows.visualRect(desk.finding.model.index(target)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, place.y()))
    assert selected(desk) == listed(desk)[target]


def test_annotations_that_are_searched_for_are_hits_too(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "stance:oppose", qtbot)
    claims = [m.annotation.quote for m in desk.opened.marks if m.annotation.fields.get("stance") == "oppose"]
    here = [hit for article, hit in listed(desk) if article == desk.opened.article.id[-2:]]
    assert [" ".join(quote.split()) for quote in claims] == [" ".join(hit.split()) for hit in here]


def test_a_hit_that_is_an_annotation_goes_with_it(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "stance:oppose", qtbot)
    before = len(desk.reader._hits)  # noqa: SLF001
    claim = next(m for m in desk.opened.marks if m.annotation.fields.get("stance") == "oppose")
    desk.session.run(set_field, claim.id, "stance", "support")
    assert len(desk.reader._hits) == before - 1  # noqa: SLF001
    assert label(desk, "Hits in this article") == str(before - 1)


def test_nothing_is_marked_and_the_list_is_gone_when_nothing_is_searched_for(desk: Workspace, qtbot: QtBot) -> None:
    search(desk, "minister", qtbot)
    assert desk.stage.pane("hits").isVisible()
    desk.filtering.use(QueueFilter())
    assert desk.stage.pane("hits").isHidden()
    assert (len(desk.reader._hits), listed(desk)) == (0, [])  # noqa: SLF001
    press(desk, qtbot, "F3")
    assert desk.notice.text().startswith("Type something into the search field first.")
    buttons = [one for one in desk.header.findChildren(QToolButton) if one.accessibleName().endswith(" hit")]
    assert [button.isHidden() for button in buttons] == [True, True]


def test_of_many_hits_the_first_are_listed_and_it_is_said(desk: Workspace, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(hits_of, "MOST", 3)
    with qtbot.waitSignal(desk.finding.model.grown):
        desk.header.searched.emit("minister")
    qtbot.waitUntil(lambda: not desk.finding.model._timer.isActive())  # noqa: SLF001
    assert len(listed(desk)) == 3
    assert label(desk, "How many hits") == "First 3 hits"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_text_can_be_read_on_a_hit(theme) -> None:
    for ink in (theme.text, theme.muted):
        assert contrast(theme.hit, QColor(ink)) >= theme.least_contrast
    assert theme.hit != QColor(theme.surface)


def test_esc_in_the_search_field_gives_the_queue_back(desk: Workspace, qtbot: QtBot) -> None:
    whole = desk.queue.rowCount()
    press(desk, qtbot, "Ctrl+Shift+F")
    qtbot.keyClicks(desk.header.search, "nosuchword")
    qtbot.waitUntil(lambda: desk.queue.rowCount() == 0)
    qtbot.keyClick(desk.header.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.queue.rowCount() == whole)
    assert desk.header.search.text() == ""
    assert desk.reader.hasFocus()


def test_esc_in_the_article_leaves_a_search_too(desk: Workspace, qtbot: QtBot) -> None:
    whole = desk.queue.rowCount()
    press(desk, qtbot, "Ctrl+Shift+F")
    qtbot.keyClicks(desk.header.search, "quay")
    qtbot.keyClick(desk.header.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(listed(desk)))
    desk.reader.setFocus()
    for _ in range(3):  # the focus, the selection, the search
        press(desk, qtbot, "Esc")
    assert desk.header.search.text() == ""
    qtbot.waitUntil(lambda: desk.queue.rowCount() == whole and not listed(desk))
