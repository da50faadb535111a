import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from annotations.language.sentences import sentences
from desktop.views.key_sheet import KeySheet
from desktop.views.palette import Palette

LAST = "Kenya leaves the wheat of Uruguay"


@pytest.fixture
def ana(open_window, sample):
    """Ana, in the last article of the sample, where nobody has been."""
    analyst = open_window(sample)
    while not analyst.title.startswith(LAST):
        analyst.press("Ctrl+Down")
    return analyst


def sentence(analyst, number: int) -> str:
    """The start of a sentence of the article's body."""
    text = analyst.desk.opened.article.text
    start, end = [span for span in sentences(text) if span[1] - span[0] > 60][number]
    return text[start:end]


def test_a_claim_is_tagged_in_five_keys(ana) -> None:
    ana.go_to("Kenya")
    ana.press("Shift+G")
    ana.go_to(sentence(ana, 2))
    ana.press("Space A 2 C Enter")
    (claim,) = ana.marks("claim")
    assert {name: claim.annotation.fields[name] for name in ("stance", "claim_type", "evidence")} == {
        "stance": "oppose", "claim_type": "accusation", "evidence": "named",
    }  # fmt: skip
    assert claim.annotation.links["claimer"].text


def tag_everything(ana) -> None:
    """Two names, two claims with all their links, a mask, the document's labels, and done."""
    ana.select("Kenya")
    ana.press("Shift+G")
    ana.select("Uruguay")
    ana.press("Shift+N Shift+G")
    ana.go_to(sentence(ana, 1))
    ana.press("Space A 2 C G R")
    ana.hint("Kenya")
    ana.press("T")
    ana.hint("Uruguay")
    ana.press("Enter")
    ana.go_to(sentence(ana, 2))
    ana.press("Space D 7 V W R 2 T /")
    ana.write("the wheat")
    ana.press("Enter Enter")
    ana.go_to(sentence(ana, 0))
    ana.press("Shift+B 4 Esc")
    ana.press("Alt+1 Alt+5 Ctrl+2")


def test_everything_is_tagged_undone_and_redone_by_keys(ana, content_of) -> None:
    before = content_of(ana.project)
    tag_everything(ana)
    after = content_of(ana.project)
    assert after != before
    steps = ana.undo_all()
    assert steps >= 18
    assert content_of(ana.project) == before
    assert ana.redo_all() == steps
    assert content_of(ana.project) == after


def test_what_was_tagged_is_complete_and_linked(ana) -> None:
    tag_everything(ana)
    first, second = ana.marks("claim")
    assert first.complete
    assert second.complete
    assert [link.text for link in first.annotation.links.values()] == ["Kenya", "Uruguay"]
    assert second.annotation.links["claimer"].text == "UNNAMED"
    assert second.annotation.links["target"][::2] == ("the wheat", "issue")
    assert first.annotation.fields["disputed"] is True
    assert second.annotation.fields["certainty"] == "probable"
    assert ana.desk.opened.status == "done"
    assert dict(ana.desk.opened.document["document"].fields) == {"noise": "readable", "reliability": "C"}


def test_undo_goes_on_after_closing_and_opening_again(ana, open_window, sample, content_of) -> None:
    before = content_of(ana.project)
    tag_everything(ana)
    after = content_of(ana.project)
    ana.window.close()
    again = open_window(sample)
    assert again.title.startswith(LAST)
    assert content_of(again.project) == after
    steps = again.undo_all()
    assert content_of(again.project) == before
    again.window.close()
    third = open_window(sample)
    assert third.redo_all() == steps
    assert content_of(third.project) == after


def test_undo_goes_to_the_article_where_it_was_done(ana) -> None:
    ana.go_to("Kenya")
    ana.press("Shift+G Esc Ctrl+Up Ctrl+Up")
    assert not ana.title.startswith(LAST)
    ana.press("Ctrl+Z")
    assert ana.title.startswith(LAST)
    assert ana.notice == "Undone: GPE “Kenya”"
    ana.press("Ctrl+Y")
    assert ana.focused.quote == "Kenya"


def test_the_article_after_one_that_is_done_is_opened(open_window, sample) -> None:
    analyst = open_window(sample)
    first = analyst.title
    analyst.press("Ctrl+2")
    assert analyst.title != first
    while not analyst.title.startswith(LAST):
        analyst.press("Ctrl+Down")
    analyst.press("Ctrl+Return")
    assert analyst.notice == "This is the last article of the queue."


def test_the_search_is_left_by_enter_and_marks_nothing_done(ana, qtbot) -> None:
    ana.press("Ctrl+Shift+F")
    ana.write("telescope")
    with qtbot.waitSignal(ana.desk.queue.modelReset):
        ana.press("Enter")
    assert ana.desk.queue.rowCount() == 1
    assert ana.desk.reader.hasFocus()
    assert ana.title.startswith("Kenya and Chile measure themselves for a telescope")
    assert ana.project.undo_detail is None


def test_what_is_being_written_is_kept_with_its_own_article(ana) -> None:
    here = ana.desk.opened.article.id
    ana.desk.inspector.form("document").start_writing("event")
    ana.write("wheat quarrel")
    ana.press("Ctrl+Up")
    assert "document" not in ana.desk.opened.document or "event" not in ana.desk.opened.document["document"].fields
    ana.press("Ctrl+Down")
    assert ana.desk.opened.article.id == here
    assert ana.desk.opened.document["document"].fields["event"] == "wheat quarrel"


def test_what_is_being_written_is_kept_when_the_window_is_closed(ana, open_window, sample) -> None:
    ana.desk.inspector.form("document").start_writing("event")
    ana.write("wheat quarrel")
    ana.window.close()
    again = open_window(sample)
    assert again.desk.opened.document["document"].fields["event"] == "wheat quarrel"


def test_the_palette_does_what_is_typed(ana, qtbot) -> None:
    def choose(palette: Palette) -> None:
        qtbot.keyClicks(palette.focusWidget(), "previous article")
        qtbot.keyClick(palette.focusWidget(), Qt.Key.Key_Return)

    here = ana.title
    ana.answer(Palette, choose)
    ana.press("Ctrl+K")
    assert ana.title != here
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ana.window.findChildren(Palette) == []


def test_the_sheet_of_keys_opens_and_closes(ana) -> None:
    seen: list[str] = []

    def read(sheet: KeySheet) -> None:
        seen.extend(label.text() for label in sheet.findChildren(QLabel))
        sheet.reject()

    ana.answer(KeySheet, read)
    ana.press("?")
    assert {"Undo", "Stance: Oppose"} <= {text.split(": mark")[0] for text in seen}


def test_the_caret_stands_where_it_was_when_the_project_is_opened_again(ana, open_window, sample) -> None:
    ana.go_to("Uruguay rejects")
    caret = ana.desk.reader.caret()
    ana.window.close()
    again = open_window(sample)
    assert again.title.startswith(LAST)
    assert again.desk.reader.caret() == caret
