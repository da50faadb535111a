"""After a change only those parts of the article are painted again that look different."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.marks import Mark, mark_of
from desktop.views.article.changed_marks import changed_in_place
from desktop.views.article.reader import Reader
from tests.desktop.views.article.pictures import picture

np = pytest.importorskip("numpy")
STORY = "Ships in the fog\n\n" + "\n\n".join(
    f"The mate {n} saw Ida Quist near Lagos. Some say that the pier {n} is shut, others deny it." for n in range(30)
)


class Painted(QObject):
    """Which part of the article was painted."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.region = QRegion()
        reader.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


@contextmanager
def painted(reader: Reader) -> Iterator[Painted]:
    """What is painted meanwhile, with the pixels before and after: outside of it they must be the same."""
    QApplication.processEvents()
    before = picture(reader)
    QApplication.processEvents()
    found = Painted(reader)
    yield found
    QApplication.processEvents()
    reader.viewport().removeEventFilter(found)
    seen = found.region
    different = pixels(before) != pixels(picture(reader))
    rows, columns = np.nonzero(different.any(axis=2))
    assert len(rows)
    assert all(seen.contains(QRect(int(x), int(y), 1, 1)) for y, x in zip(rows, columns, strict=True))


def pixels(image):
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1, 4)[:, :, :3].copy()


def answered(mark: Mark, **fields: str) -> Mark:
    annotation = mark.annotation._replace(fields={**mark.annotation.fields, **fields})
    return mark_of(annotation, mark.layer, mark.suggested, mark.number, mark.maker, mark.twins)


def claims(make_mark, words: str, count: int) -> list[Mark]:
    found, place = [], 0
    for number in range(count):
        place = STORY.index(words, place + 1)
        one = make_mark(STORY, words, layer="claim", number=number + 1)
        annotation = one.annotation._replace(start=place, end=place + len(words))
        found.append(one._replace(annotation=annotation))
    return found


def test_an_answer_paints_the_lines_of_its_claim(qtbot: QtBot, reader: Reader, show, make_mark) -> None:
    marks = claims(make_mark, "Some say that the pier", 6)
    show(STORY, *marks)
    reader.show_focus(marks[1])
    other = answered(marks[1], stance="oppose")
    with painted(reader) as found:
        reader.show_marks([marks[0], other, *marks[2:]], other)
    assert 0 < found.region.boundingRect().height() < reader.viewport().height() // 2


def test_numbers_that_are_pushed_down_are_painted_whole(qtbot: QtBot, reader: Reader, show, make_mark) -> None:
    first = claims(make_mark, "The mate", 1)[0]
    others = [
        first._replace(annotation=first.annotation._replace(id=f"claim-{n}", end=first.end + 4 + n), number=n + 1)
        for n in range(5, 0, -1)
    ]
    show(STORY, *others, first)
    other = answered(first, stance="support")
    with painted(reader):
        reader.show_marks([*others, other], None)


def test_a_claim_out_of_view_paints_nothing(qtbot: QtBot, reader: Reader, show, make_mark) -> None:
    marks = claims(make_mark, "Some say that the pier", 30)
    show(STORY, *marks)
    QApplication.processEvents()
    found = Painted(reader)
    reader.show_marks([*marks[:-1], answered(marks[-1], stance="oppose")], None)
    QApplication.processEvents()
    assert found.region.isEmpty()


@pytest.mark.parametrize("change", ["moved", "labelled", "rejected", "added", "linked"])
def test_what_may_change_the_rest_paints_all(make_mark, change: str) -> None:
    one, other = make_mark(STORY, "Ida Quist", "PERSON"), make_mark(STORY, "Lagos", "GPE")
    annotation = one.annotation
    changed = {
        "moved": [one._replace(annotation=annotation._replace(start=one.start + 1)), other],
        "labelled": [one._replace(tag="ORG"), other],
        "rejected": [one._replace(annotation=annotation._replace(verdict="rejected")), other],
        "added": [one, other, make_mark(STORY, "fog", "GPE")],
        "linked": [one._replace(annotation=annotation._replace(links={"claimer": other.annotation.id})), other],
    }
    assert changed_in_place([one, other], changed[change]) is None
    assert changed_in_place([one, other], [one, other]) == []
