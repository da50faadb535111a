"""Marks among words of both directions: their places are checked against what is painted."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPainter, QTextCursor, QTextDocument

from desktop.reading_style import ReadingStyle
from desktop.views.article import layout
from desktop.views.article.directions import kinds_of, sign_of
from desktop.views.article.lanes import LanePosition
from desktop.views.article.reader import Reader
from desktop.views.article.span_rectangles import segments
from desktop.views.article.tints import Tints

LINES = (
    ("Ann saw רונית in the town of אילת and so on to the end", False),
    ("רונית אמרה Bergen היום 2031 שהרציף באשדוד סגור Harbour Office ביום", True),
    ("قالت سلمى إن Harbour Office أغلق 2031 الميناء", True),
    ("Lena said. قالت سلمى إن Harbour Office أغلق. done", False),
    ("רונית in the town", False),
    ("The code שרת 12 and 7 אילת is 3 or 😀 אילת", False),
)
np = pytest.importorskip("numpy")
SPANS = [
    (text, backwards, words[first].start(), words[last].end())
    for text, backwards in LINES
    for words in [list(re.finditer(r"\S+", text))]
    for first in range(len(words))
    for last in range(first, min(first + 3, len(words)))
]


def document_of(text: str, *, backwards: bool, width: float) -> QTextDocument:
    made = QTextDocument()
    made.setPlainText(text)
    layout.style_text(made, ReadingStyle(), right_to_left=backwards, has_source=False)
    made.setTextWidth(width)
    return made


def drawn(document: QTextDocument, start: int, end: int):
    """The pixels of the words of a span, which are drawn in red for this."""
    size = document.size()
    image = QImage(int(size.width()) + 8, int(size.height()) + 8, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    context, chosen = QAbstractTextDocumentLayout.PaintContext(), QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    chosen.cursor = cursor
    chosen.format.setForeground(QColor("red"))
    context.selections = [chosen]
    painter = QPainter(image)
    document.documentLayout().draw(painter, context)
    painter.end()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1, 4)[:, :, :3].astype(int)
    return (pixels[:, :, 2] > 200) & (pixels[:, :, 1] < 120)


def inside(shape: tuple[int, ...], rects: list[QRectF], slack: int):
    found = np.zeros(shape, dtype=bool)
    for rect in rects:
        left, right = int(rect.left()) - slack, int(rect.right()) + slack + 1
        found[max(int(rect.top()) - 9, 0) : int(rect.bottom()) + 10, max(left, 0) : max(right, 0)] = True
    return found


@pytest.mark.parametrize("width", [900.0, 340.0])
def test_rectangles_are_where_the_words_are_painted(qapp, width: float) -> None:
    for text, backwards, start, end in SPANS:
        if "😀" in text[:end]:
            continue
        document = document_of(text, backwards=backwards, width=width)
        red, rects = drawn(document, start, end), list(segments(document, start, end))
        assert rects, text[start:end]
        assert not (red & ~inside(red.shape, rects, 2)).any(), (text[start:end], text)
        assert all((red & inside(red.shape, [rect], 0)).any() for rect in rects), (text[start:end], text)


@pytest.mark.parametrize(
    ("text", "words", "backwards", "sign"),
    [
        ("Ann met Bo", "Bo", False, ("right", "o")),
        ("רונית אמרה היום", "אמרה", True, ("left", " ")),
        ("רונית אמרה Bergen היום", "Bergen", True, ("right", "n")),
        ("רונית אמרה Bergen היום", "אמרה", True, ("left", " ")),
        ("Ann קוב כן in", "קוב", False, ("left", " ")),
        ("באשדודית", "אשדוד", True, ("left", None)),  # the letters go on: nothing is parted
        ("היום 2031 שרת", "2031", True, ("left", " ")),
        ("in 2031 at", "2031", False, ("right", "1")),
    ],
)
def test_labels_go_to_where_the_words_end(text: str, words: str, backwards: bool, sign: tuple) -> None:
    start = text.index(words)
    found = sign_of(kinds_of(text), start, start + len(words), right_to_left=backwards)
    assert (found.side, text[found.widened] if found.widened >= 0 else None) == sign


def test_a_run_at_the_end_makes_room_before_it() -> None:
    text = "The harbour of אילת is open"
    found = sign_of(kinds_of(text), text.index("אילת"), text.index(" is"), right_to_left=False)
    assert found == ("left", text.index("אילת") - 1)


WORDS = ("רונית", "אילת", "سلمى", "Bergen", "2031")


IN_LINES = [(text, words) for text, _ in LINES[:5] for words in WORDS if words in text]


@pytest.mark.parametrize(("text", "words"), [*IN_LINES, ("רונית אמרה על 2,500 טון", "2,500")])
def test_a_label_stands_over_no_word(reader: Reader, show, make_mark, text: str, words: str) -> None:
    mark = make_mark(text, words, "GPE")
    show(text, mark)
    document = reader.document()
    places = Tints(QPainter(), document, reader._theme, None, with_tags=True)  # noqa: SLF001
    rects, sign = places._places(LanePosition(mark, mark.start, mark.end))  # noqa: SLF001
    assert sign
    others = [rect for one in re.finditer(r"\S+", text) for rect in segments(document, *one.span())]
    assert not [rect for rect in others if sign.room.adjusted(2, 4, -2, -4).intersects(rect)] or not sign.beside
    own = list(segments(document, mark.start, mark.end))
    assert min(abs(sign.room.left() - own[-1].right()), abs(sign.room.right() - own[0].left())) < 3 or not sign.beside


def test_letters_of_a_marked_word_stay_joined(reader: Reader, show, make_mark) -> None:
    text = LINES[3][0]
    start = text.index("سلمى")
    show(text)
    (before,) = segments(reader.document(), start, start + 4)
    show(text, make_mark(text, "سلمى", "PERSON"))
    (after,) = segments(reader.document(), start, start + 4)
    assert after.width() == pytest.approx(before.width(), abs=1.0)
