"""Where the labels of marks stand, also in words from right to left."""

from PySide6.QtCore import QRectF

from desktop.theme import Theme
from desktop.views.article.reader import Reader
from tests.desktop.views.article.pictures import box, colours, picture

ARABIC = "عنوان الخبر\n\nقالت هيئة الموانئ إن الميناء مفتوح."


def test_letters_that_are_joined_are_not_parted_by_the_room_for_a_label(reader: Reader, show, make_mark) -> None:
    words = "هيئة الموانئ"
    show(ARABIC)
    document, end = reader.document(), ARABIC.index(words) + len(words)
    line = document.findBlock(end).layout().lineAt(0)
    plain = line.naturalTextWidth()
    show(ARABIC, make_mark(ARABIC, words, "ORG"))
    block = document.findBlock(end)
    (room,) = block.layout().formats()
    assert (room.start, room.length) == (end - block.position(), 1)  # the blank behind the words
    assert block.layout().lineAt(0).naturalTextWidth() > plain + 10


def test_a_label_from_right_to_left_stands_left_of_its_words(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(ARABIC, "هيئة الموانئ", "ORG")
    show(ARABIC, mark)
    words = box(reader, mark)
    beside = QRectF(words.left() - 22, words.top() + 2, 20, words.height() - 4)
    tint = theme.tint(mark.colour).name()
    assert tint in colours(picture(reader), beside)
    reader.show_marks([], None)
    assert tint not in colours(picture(reader), beside)
