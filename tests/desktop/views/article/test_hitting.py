"""What is seen is what is hit: a click on a letter goes to it, in every line of an article."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from desktop.views.article.reader import Reader
from tests.desktop.views.article.pictures import box

PLAIN = "Harbour closes after the storm\n\n" + "\n\n".join(
    f"The mate {n} saw Ida Quist near Lagos. Some say that the pier {n} is shut for weeks; others, who were there when "
    f"the mast came down, deny it and ask the council to open the road again before Monday {n}."
    for n in range(4)
)
TIGHT = PLAIN.replace("\n\n", "\n")
EMOJI = (
    "Ships 🚢🚢 in Łódź\n\nThe 👩‍👩‍👧 family saw 🚢 and é and é twice. “We stay,” they said; the quay 📈 is open again."
)
HEBREW = (
    "הנמל נסגר אחרי הסערה\n\nראש העיר אמר ביום שני כי הנמל ייפתח מחדש בעוד שבועיים אם המים ירדו וכולם יחזרו לעבוד שם."
)
JAPANESE = "港が閉鎖された\n\n" + "市長は月曜日に、水が引けば港は二週間後に再開されると述べた。" * 6


def letters(reader: Reader) -> list[tuple[int, QPoint]]:
    """The first, a middle and the last letter of each line, and where its middle is in the view."""
    found, document, layout = [], reader.document(), reader.document().documentLayout()
    block, scrolled = document.begin(), reader.verticalScrollBar().value()
    while block.isValid():
        origin = layout.blockBoundingRect(block).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            first, length = line.textStart(), line.textLength()
            inside = [n for n in range(first, first + length) if block.text()[n : n + 1].isalpha()]
            for place in dict.fromkeys((inside[0], inside[len(inside) // 2], inside[-1])) if inside else ():
                left, right = line.cursorToX(place)[0], line.cursorToX(place + 1)[0]
                if abs(right - left) > 1:
                    y = origin.y() + line.y() + line.height() / 2 - scrolled
                    found.append((block.position() + place, QPoint(round(origin.x() + (left + right) / 2), round(y))))
        block = block.next()
    return [(place, point) for place, point in found if reader.viewport().rect().contains(point)]


@pytest.mark.parametrize("zoom", [0, 6])
@pytest.mark.parametrize("text", [PLAIN, TIGHT, EMOJI, HEBREW, JAPANESE], ids=["plain", "tight", "emoji", "he", "ja"])
def test_a_click_on_a_letter_hits_it(reader: Reader, text: str, zoom: int) -> None:
    reader.resize(620, 900)
    reader.show()
    reader.set_zoom(zoom)
    reader.show_article(Article(id=ArticleId("a"), title="", text=text), [], "")
    wanted = letters(reader)
    assert len(wanted) > 6
    missed = []
    for place, point in wanted:
        for height in (-4, 0, 4):
            here = point + QPoint(0, height)
            QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=here)
            if reader.textCursor().position() not in (place, place + 1, place + 2):
                missed.append((place, here, reader.textCursor().position()))
    assert missed == []


def test_a_mark_that_is_clicked_stays_under_the_pointer(reader: Reader, show, make_mark, qtbot: QtBot) -> None:
    story = "\n\n".join(f"Story {n}: the mate saw Person{n:02} near the pier, as they all say." for n in range(40))
    marks = {mark.id: mark for mark in (make_mark(story, f"Person{n:02}", "PERSON") for n in range(10, 30))}
    show(story, *marks.values())
    reader.mark_clicked.connect(lambda one: reader.show_focus(marks.get(one)))
    bar, clicked = reader.verticalScrollBar(), 0
    for mark in marks.values():
        place = box(reader, mark)
        for edge in (6.0, reader.viewport().height() - place.height() - 6):
            bar.setValue(round(place.top() - edge))
            before = bar.value()
            point = QPoint(round(place.center().x()), round(place.center().y()) - before)
            with qtbot.waitSignal(reader.mark_clicked, check_params_cb=lambda one, mark=mark: one == mark.id):
                qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
            assert bar.value() == before
            clicked += 1
    assert clicked == 40
    reader.show_focus(next(iter(marks.values())))  # which nobody clicked
    assert bar.value() != before
