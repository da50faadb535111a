import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop.reading_style import ReadingStyle
from desktop.views.article import layout
from desktop.views.article.hints import LETTERS
from desktop.views.article.reader import Reader
from desktop.views.article.span_rectangles import bounds, segments

STORY = "A headline\n\nAda Holm met Bo Ek in Oslo.\n\nShare this page\n\n" + "The talks went on and on. " * 30
AWKWARD = "🇺🇦 Киев 👩🏽‍🚀\n\nقال الوزير «لا»\n\ne\u0301tat\u2028next\xa0line \U0001f600 end"


def click(qtbot: QtBot, reader: Reader, start: int, end: int) -> None:
    """Click into the middle of a span, given in Qt's units."""
    rect = next(segments(reader.document(), start, end))
    point = rect.center().toPoint() - QPoint(0, reader.verticalScrollBar().value())
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)


@pytest.mark.parametrize(
    "words", ["Киев", "👩🏽‍🚀", "الوزير", "«لا»", "e\u0301tat", "next\xa0line", "\U0001f600", "end", "t\u2028n"]
)
def test_a_selected_span_reads_back_as_itself(reader: Reader, show, words: str) -> None:
    article = show(AWKWARD)
    span = article.text.index(words), article.text.index(words) + len(words)
    reader.select(*span)
    assert reader.selection() == span
    assert reader.caret() == span[1]


def test_the_caret_stands_behind_each_character(reader: Reader, show) -> None:
    article = show(AWKWARD)
    for position in range(len(article.text) + 1):
        reader.select(position, position)
        assert (reader.caret(), reader.selection()) == (position, None)


def test_selecting_with_the_keyboard_never_parts_a_character(reader: Reader, show, qtbot: QtBot) -> None:
    article = show("a😀b")
    reader.select(0, 0)
    seen = []
    for _ in range(3):
        qtbot.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        seen.append(article.text[slice(*reader.selection())])
    assert seen == ["a", "a😀", "a😀b"]


def test_a_selection_made_backwards_is_the_same_span(reader: Reader, show) -> None:
    show(STORY)
    reader.select(20, 12)
    assert (reader.selection(), reader.caret()) == ((12, 20), 12)


def test_no_article_shows_nothing(reader: Reader, show) -> None:
    show(STORY)
    reader.show_article(None, [], "")
    assert reader.toPlainText() == ""
    assert (reader.caret(), reader.selection()) == (0, None)


def test_room_for_a_label_in_the_headline_goes_with_its_article(reader: Reader, show, make_mark) -> None:
    show("Peru is here", make_mark("Peru is here", "Peru", "GPE"))
    assert reader.document().begin().layout().formats()
    show("Also here")
    assert reader.document().begin().layout().formats() == []


def test_another_article_begins_at_its_top(reader: Reader, show, make_mark) -> None:
    show(STORY, make_mark(STORY, "on and on"))
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    show("Short")
    assert reader.verticalScrollBar().value() == 0
    assert not reader.grab().isNull()


@pytest.mark.parametrize("steps", [-5, 0, 3, 16])
def test_zoom_keeps_the_measure_of_a_line(reader: Reader, show, steps: int) -> None:
    reader.resize(2400, 600)
    show(STORY)
    reader.set_style(ReadingStyle(), steps)
    assert 60 < characters_in_a_line(reader) < 95


@pytest.mark.parametrize("width", [1000, 1400, 2400])
def test_resizing_keeps_the_measure_of_a_line(reader: Reader, show, width: int) -> None:
    show(STORY)
    reader.resize(width, 500)
    assert 60 < characters_in_a_line(reader) < 95


def test_a_narrow_reader_leaves_room_for_the_bars(reader: Reader, show) -> None:
    show(STORY)
    reader.resize(300, 500)
    assert reader.document().rootFrame().frameFormat().leftMargin() == layout.GUTTER


def characters_in_a_line(reader: Reader) -> int:
    last = reader.document().lastBlock()
    return last.layout().lineAt(0).textLength()


def test_zoom_changes_the_size_of_the_text_and_back(reader: Reader, show, make_mark) -> None:
    show(STORY, make_mark(STORY, "Oslo", "GPE"))
    before = QFontMetricsF(reader.document().defaultFont()).height()
    reader.set_style(ReadingStyle(), 6)
    assert QFontMetricsF(reader.document().defaultFont()).height() > before
    reader.set_style(ReadingStyle(), 0)
    assert QFontMetricsF(reader.document().defaultFont()).height() == before


def test_a_click_tells_the_mark_under_it(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    mark = make_mark(STORY, "Oslo", "GPE")
    show(STORY, mark)
    with qtbot.waitSignal(reader.mark_clicked) as blocker:
        click(qtbot, reader, mark.start, mark.end)
    assert blocker.args == [mark.id]


def test_a_click_beside_all_marks_tells_none(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    show(STORY, make_mark(STORY, "Oslo", "GPE"))
    with qtbot.waitSignal(reader.mark_clicked) as blocker:
        click(qtbot, reader, 0, 5)
    assert blocker.args == [""]


def test_repeated_clicks_go_through_what_lies_there(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    marks = [
        make_mark(STORY, "Ada Holm met Bo Ek in Oslo", layer="claim"),
        make_mark(STORY, "Bo Ek in Oslo", layer="claim"),
        make_mark(STORY, "Oslo", "GPE"),
    ]
    show(STORY, *marks)
    seen = []
    for _ in range(4):
        with qtbot.waitSignal(reader.mark_clicked) as blocker:
            click(qtbot, reader, marks[2].start, marks[2].end)
        seen.append(blocker.args[0])
        reader.show_focus(next(mark for mark in marks if mark.id == seen[-1]))
    assert seen == [marks[2].id, marks[1].id, marks[0].id, marks[2].id]


def test_selecting_with_the_mouse_clicks_no_mark(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    mark = make_mark(STORY, "Oslo", "GPE")
    show(STORY, mark)
    rect = next(segments(reader.document(), mark.start, mark.end))
    with qtbot.assertNotEmitted(reader.mark_clicked):
        qtbot.mousePress(reader.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft().toPoint() + QPoint(1, 3))
        qtbot.mouseMove(reader.viewport(), rect.bottomRight().toPoint() - QPoint(1, 3))
        qtbot.mouseRelease(
            reader.viewport(), Qt.MouseButton.LeftButton, pos=rect.bottomRight().toPoint() - QPoint(1, 3)
        )
    assert reader.selection() is not None


def test_typing_a_hint_chooses_its_mark(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    marks = [make_mark(STORY, name, "PERSON") for name in ("Ada Holm", "Bo Ek")]
    show(STORY, *marks)
    reader.begin_hints(marks)
    with qtbot.waitSignal(reader.hints_ended), qtbot.waitSignal(reader.hint_chosen) as blocker:
        qtbot.keyClicks(reader, LETTERS[1].upper())
    assert blocker.args == [marks[1].id]


def test_many_hints_are_two_letters_long(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    text = " ".join(f"name{n:03}" for n in range(60))
    marks = [make_mark(text, f"name{n:03}", "PERSON") for n in range(60)]
    show(text, *marks)
    reader.begin_hints(marks)
    with qtbot.waitSignal(reader.hint_chosen) as blocker:
        qtbot.keyClicks(reader, LETTERS[1] + LETTERS[2])
    assert blocker.args == [marks[len(LETTERS) + 2].id]


def test_letters_that_lead_nowhere_begin_anew(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    mark = make_mark(STORY, "Oslo", "GPE")
    show(STORY, mark)
    reader.begin_hints([mark])
    with qtbot.waitSignal(reader.hint_chosen) as blocker:
        qtbot.keyClicks(reader, "x" + LETTERS[0])
    assert blocker.args == [mark.id]


def test_hints_stand_only_on_what_is_in_view(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    text = STORY + "\n\n" + "More of the same. " * 400 + "Far Away"
    marks = [make_mark(text, "Oslo", "GPE"), make_mark(text, "Far Away", "LOC")]
    show(text, *marks)
    reader.begin_hints(marks)
    assert [one.mark for one in reader._hints.left().values()] == marks[:1]  # noqa: SLF001


def test_a_mark_far_below_is_brought_into_view(reader: Reader, show, make_mark) -> None:
    text = STORY + "\n\n" + "More of the same. " * 400 + "Far Away"
    mark = make_mark(text, "Far Away", "LOC")
    show(text, mark)
    reader.show_focus(mark)
    rect = bounds(reader.document(), mark.start, mark.end)
    top = reader.verticalScrollBar().value()
    assert top < rect.top() < rect.bottom() < top + reader.viewport().height()


def test_a_tag_after_an_emoji_does_not_part_it(reader: Reader, show, make_mark) -> None:
    text = "Headline\n\nAda 😀 went on"
    show(text, make_mark(text, "Ada 😀", "PERSON"))
    formats = reader.document().lastBlock().layout().formats()
    assert [(room.start, room.length) for room in formats] == [(4, 2)]


def test_a_tag_makes_room_behind_its_span(reader: Reader, show, make_mark) -> None:
    show(STORY)
    at = STORY.index("Oslo")
    before = next(segments(reader.document(), at, at + 4)).width()
    reader.show_marks([make_mark(STORY, "Oslo", "GPE")], None)
    assert next(segments(reader.document(), at, at + 4)).width() > before
    reader.show_marks([], None)
    assert next(segments(reader.document(), at, at + 4)).width() == before


def test_an_article_of_five_megabytes_opens(reader: Reader, show, make_mark) -> None:
    text = "Long read\n\n" + "\n\n".join("The talks in Oslo went on and on. " * 30 for _ in range(4900)) + "\nThe end"
    assert len(text) > 5_000_000
    mark = make_mark(text, "The end", layer="claim", number=1)
    show(text, mark)
    reader.show_focus(mark)
    assert reader.verticalScrollBar().value() > 0
    assert not reader.grab().isNull()
