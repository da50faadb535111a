"""Lines stand where Qt's own layout puts them, and only what is looked at is laid out."""

import random

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from annotations.text import reads_right_to_left
from desktop.reading_style import ReadingStyle
from desktop.views.article import document_layout, layout
from desktop.views.article.reader import Reader
from desktop.views.article.span_rectangles import bounds, line_of

WORDS = ["the", "port", "and", "its", "ships", "wait", "for", "Ana,", "who", "said", "so", "“before”", "noon"]
MIXED = "Ein Schiff 😀 kam an\n\nقال الوزير إن الميناء مفتوح\n\n\nZürich\u2028zwei\n" + "lang und länger " * 30
ARABIC = "عنوان الخبر\n\n" + "قالت هيئة الموانئ إن الميناء مفتوح. " * 12


def prose(characters: int, seed: int = 1) -> str:
    dice, paragraphs, length = random.Random(seed), ["A headline"], 0
    while length < characters:
        paragraphs.append(" ".join(dice.choices(WORDS, k=dice.randrange(5, 120))))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def lines(document: QTextDocument) -> list[tuple[float, ...]]:
    """Where every line stands and what is in it."""
    found, block = [], document.begin()
    while block.isValid():
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            place = line.naturalTextRect().translated(origin)
            found.append((line.textStart(), line.textLength(), place.x(), place.y(), place.width(), place.height()))
        block = block.next()
    return found


def as_qt_lays_it_out(reader: Reader, text: str) -> QTextDocument:
    """The same text and formats in a document with Qt's own layout."""
    made = QTextDocument()
    made.setDefaultFont(reader.document().defaultFont())
    made.setDefaultTextOption(reader.document().defaultTextOption())
    made.setPlainText(text)
    backwards = reads_right_to_left(text)
    layout.style_text(made, ReadingStyle(), right_to_left=backwards, has_source=False)
    layout.set_margins(made, reader.viewport().width(), ReadingStyle(), right_to_left=backwards)
    block = made.begin().next()
    while block.isValid():
        if block.length() <= 1:
            thin(block)
        block = block.next()
    made.setTextWidth(reader.viewport().width())
    return made


def thin(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setLineHeight(layout.EMPTY_LINE, form.LineHeightTypes.ProportionalHeight.value)
    form.setBottomMargin(0)
    QTextCursor(block).setBlockFormat(form)


@pytest.mark.parametrize("text", ["One line", prose(6000), MIXED, ARABIC])
@pytest.mark.parametrize("width", [900, 1333])
def test_lines_stand_where_qt_puts_them(reader: Reader, show, text: str, width: int) -> None:
    reader.resize(width, 600)
    show(text)
    plain = as_qt_lays_it_out(reader, text)
    assert lines(reader.document()) == lines(plain)
    assert reader.document().documentLayout().documentSize() == plain.documentLayout().documentSize()


def laid_out(reader: Reader) -> int:
    return reader.document().documentLayout().laid_out


@pytest.fixture
def long(reader: Reader, show) -> str:
    """A text of several hundred paragraphs, shown."""
    return show(prose(400_000)).text


def test_opening_lays_out_what_is_in_view(reader: Reader, long: str) -> None:
    assert 0 < laid_out(reader) < 40 < reader.document().blockCount()


@pytest.mark.parametrize("change", ["zoom", "width", "scroll", "end", "theme"])
def test_no_change_lays_out_more_than_what_is_in_view(reader: Reader, long: str, qtbot: QtBot, change: str) -> None:
    before = laid_out(reader)
    if change == "zoom":
        reader.set_style(ReadingStyle(), 3)
    elif change == "width":
        reader.resize(700, 600)
    elif change == "scroll":
        reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)
    elif change == "end":
        qtbot.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    else:
        reader.set_theme(reader._theme)  # noqa: SLF001
    reader.grab()
    assert laid_out(reader) - before < 60


@pytest.mark.parametrize("part", [0.3, 0.7])
def test_what_is_read_stays_at_the_top_when_the_text_is_set_otherwise(reader: Reader, long: str, part: float) -> None:
    bar = reader.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))
    for change in (lambda: reader.set_style(ReadingStyle(), 4), lambda: reader.resize(650, 600)):
        before = reader.document().documentLayout().between(bar.value(), 0)[0]
        change()
        now = reader.document().documentLayout().between(bar.value(), 0)
        assert now[0] - 200 < before < now[1] + 200


def test_what_is_in_view_does_not_jump_while_scrolling_up(reader: Reader, long: str) -> None:
    bar, document = reader.verticalScrollBar(), reader.document()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        position = document.documentLayout().between(bar.value() + 200, 0)[0]
        before = line_of(document, position)[0] - bar.value()
        bar.setValue(bar.value() - 97)
        assert line_of(document, position)[0] - bar.value() == pytest.approx(before + 97, abs=1.5)


def test_scrolling_to_the_end_comes_to_the_last_line(reader: Reader, long: str) -> None:
    bar = reader.verticalScrollBar()
    for _ in range(5):
        bar.setValue(bar.maximum())
    bottom = line_of(reader.document(), reader.document().characterCount() - 2)[1]
    assert bar.value() < bottom < bar.value() + reader.viewport().height()


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Down])
def test_the_caret_is_seen_wherever_a_key_takes_it(reader: Reader, long: str, qtbot: QtBot, key: Qt.Key) -> None:
    reader.select(len(long) // 2, len(long) // 2)
    for _ in range(12):
        qtbot.keyClick(reader, key, Qt.KeyboardModifier.ControlModifier if "End Home".find(key.name[4:]) >= 0 else
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
        assert reader.viewport().rect().contains(reader.cursorRect().center())


@pytest.mark.parametrize("place", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_a_far_span_is_brought_into_view(reader: Reader, long: str, place: float) -> None:
    start = min(round(len(long) * place), len(long) - 30)
    reader.reveal(start, start + 30)
    rect = bounds(reader.document(), start, start + 30).translated(0, -reader.verticalScrollBar().value())
    assert 0 <= rect.top() <= rect.bottom() <= reader.viewport().height()


@pytest.fixture
def broken(reader: Reader, show) -> str:
    """A paragraph of many sentences that is too long to be laid out as a whole, shown."""
    return show("Title\n\n" + "The port 😀 is open. Ana said so to the \xa0 ships. " * 1500).text


def test_a_very_long_paragraph_is_broken_only_in_what_is_shown(reader: Reader, broken: str) -> None:
    assert reader.document().blockCount() > 10
    assert laid_out(reader) < 13
    reader.select(0, len(broken))
    assert reader.selection() == (0, len(broken))
    reader.copy()
    assert QGuiApplication.clipboard().text() == broken


def test_there_is_no_gap_where_a_long_paragraph_is_broken(reader: Reader, broken: str) -> None:
    document = reader.document()
    block = document.findBlockByNumber(4)
    last = block.layout().lineAt(block.layout().lineCount() - 1) if block.layout().lineCount() else None
    reader.reveal(20_000, 20_001)
    block = document.findBlock(reader.textCursor().position()).next().next()
    rect = document.documentLayout().blockBoundingRect(block)
    count = block.layout().lineCount()
    last = block.layout().lineAt(count - 1)
    spacing = block.layout().lineAt(1).y() - block.layout().lineAt(0).y()
    following = document.documentLayout().blockBoundingRect(block.next()).top()
    assert following - (rect.top() + last.y()) == spacing


def test_marks_over_a_break_are_one_mark(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    text = "Title\n\n" + "".join(f"Sentence {number} is here. " for number in range(2000))
    show(text)
    end = reader._offsets.from_unit(reader.document().findBlockByNumber(3).position())  # noqa: SLF001
    words = text[end - 30 : end + 30]
    mark = make_mark(text, words, layer="claim", number=1)
    reader.show_marks([mark], None)
    reader.show_focus(mark)
    (placed,) = reader.in_view()
    assert placed.mark == mark
    rects = list(reader_segments(reader, placed.start, placed.end))
    assert len(rects) >= 2
    with qtbot.waitSignal(reader.mark_clicked) as blocker:
        point = rects[-1].center() - QPointF(0, reader.verticalScrollBar().value())
        qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert blocker.args == [mark.id]


def reader_segments(reader: Reader, start: int, end: int):
    from desktop.views.article.span_rectangles import segments

    return segments(reader.document(), start, end)


def test_only_marks_in_view_are_placed(reader: Reader, show, make_mark) -> None:
    text = "".join(f"name{number:05}, " for number in range(9000))
    marks = [make_mark(text, f"name{number:05}", "PERSON") for number in range(0, 9000, 300)]
    show(text, *marks)
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)
    assert 0 < len(reader.in_view()) < 8


def test_a_mark_over_everything_lays_out_only_what_is_in_view(reader: Reader, long: str, make_mark) -> None:
    before = laid_out(reader)
    mark = make_mark(long, long, layer="claim", number=1)
    reader.show_marks([mark], mark)
    reader.show_focus(mark)
    reader.grab()
    assert laid_out(reader) - before < 60


def test_short_articles_are_laid_out_as_a_whole(reader: Reader, show) -> None:
    show(prose(document_layout.SHORT // 2))
    before = laid_out(reader)
    show(prose(document_layout.SHORT // 2, seed=2))
    assert laid_out(reader) - before == reader.document().blockCount()
