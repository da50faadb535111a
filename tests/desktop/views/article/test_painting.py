"""How an article is drawn: the tints, tags and bars of its marks, its captions, its source and its caret."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage

from annotations.model import Link
from desktop.theme import Theme, luminance
from desktop.views.article.lanes import LanePosition, with_lanes
from desktop.views.article.layout import GUTTER
from desktop.views.article.reader import Reader
from desktop.views.article.tints import tag_of
from tests.desktop.views.article.pictures import box, colours, picture

STORY = "A headline\n\nAda Holm met Bo Ek in Oslo.\n\nShare this page\n\n" + "The talks went on and on. " * 30


def test_a_name_lies_on_its_tint(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Oslo", "GPE")
    show(STORY, mark)
    assert theme.tint(mark.colour).name() in colours(picture(reader), box(reader, mark))
    assert theme.tint(mark.colour).name() not in colours(picture(reader), box(reader, make_mark(STORY, "Bo Ek")))


def test_a_name_carries_its_tag(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Oslo", "GPE")
    show(STORY, mark)
    rect = box(reader, mark)
    tag = QRectF(rect.right() - 18, rect.top(), 18, rect.height())
    assert len(colours(picture(reader), tag)) > 4  # letters, smoothed, and not the bare tint


def test_a_suggestion_is_paler_and_dashed(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Oslo", "GPE", suggested=True)
    show(STORY, mark)
    found = colours(picture(reader), box(reader, mark))
    assert theme.tint(mark.colour).name() not in found
    assert theme.surface not in found
    rect = box(reader, mark)
    image, below = picture(reader), int(rect.bottom() + 1)
    light = [luminance(image.pixelColor(x, below)) for x in range(int(rect.left()), int(rect.right()))]
    darker = [one > 0.1 if theme.dark else one < 0.5 for one in light]
    assert len({*darker}) == 2  # strokes and gaps


def test_what_was_rejected_is_struck_without_a_tint(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Oslo", "GPE", verdict="rejected")
    show(STORY, mark)
    rect = box(reader, mark)
    line = QRectF(rect.left(), rect.center().y() + 1, rect.width(), 3)
    assert theme.tint(mark.colour).name() not in colours(picture(reader), rect)
    assert theme.muted in colours(picture(reader), line)


def test_a_claim_has_a_bar_in_the_margin_and_a_line_below(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Bo Ek in Oslo", layer="claim", number=1)
    show(STORY, mark)
    rect, ink = box(reader, mark), theme.ink(mark.colour).name()
    left = reader.document().rootFrame().frameFormat().leftMargin()
    assert ink in colours(picture(reader), QRectF(left - 20, rect.top(), 8, rect.height()))
    assert close(picture(reader), QPointF(rect.center().x(), rect.bottom() + 2), ink)


def close(image: QImage, point: QPointF, ink: str) -> bool:
    """Whether one of the pixels around a point is nearer to an ink than to the surface."""
    wanted = QColor(ink)
    around = [image.pixelColor(int(point.x()), int(point.y()) + more) for more in range(-1, 3)]
    return any(abs(luminance(one) - luminance(wanted)) < 0.25 for one in around)


def test_claims_beside_the_same_lines_have_lanes_of_their_own(reader: Reader, show, make_mark) -> None:
    marks = [make_mark(STORY, words, layer="claim") for words in ("Ada Holm met", "Bo Ek in Oslo", "The talks went")]
    show(STORY, *marks)
    placed = with_lanes(reader.document(), [LanePosition(mark, mark.start, mark.end) for mark in marks])
    assert [(one.lane, one.lanes) for one in placed] == [(0, 2), (1, 2), (0, 1)]


def test_numbers_stand_beyond_all_bars_however_many(reader: Reader, show, make_mark) -> None:
    ends = ("Ada", "Ada Holm", "Ada Holm met", "Ada Holm met Bo", "Ada Holm met Bo Ek", "Ada Holm met Bo Ek in")
    marks = [make_mark(STORY, words, layer="claim") for words in reversed(ends)]
    show(STORY, *marks)
    placed = with_lanes(reader.document(), [LanePosition(mark, mark.start, mark.end) for mark in marks])
    assert [one.lane for one in placed] == [0, 1, 2, 3, 4, 5]
    assert {one.beyond for one in placed} == {placed[-1].away}
    assert placed[-1].away + 16 + 30 <= GUTTER


def test_the_adjudicated_reading_has_a_star(reader: Reader, show, make_mark) -> None:
    mark = make_mark(STORY, "Ada Holm", "PERSON")
    show(STORY, mark)
    plain = picture(reader)
    reader.show_marks([mark._replace(gold=True)], None)
    assert picture(reader) != plain
    assert tag_of(mark._replace(gold=True)) == "★ PERSON"
    reader.hide_layers(frozenset({"gold"}))
    assert reader.in_view() == []


def test_captions_are_smaller_and_other_paragraphs_are_not(reader: Reader, show, make_mark) -> None:
    caption = make_mark(STORY, "Share this page", "caption", "boilerplate")
    show(STORY, caption)
    document, usual = reader.document(), reader.document().defaultFont().pointSizeF()
    sizes = [
        max((one.format.fontPointSize() for one in document.findBlockByNumber(number).layout().formats()), default=0)
        for number in range(document.blockCount())
    ]
    block = document.findBlock(caption.start).blockNumber()
    assert 0 < sizes.pop(block) < usual
    assert not any(sizes)


def test_a_caption_and_its_credit_are_one_and_half_a_paragraph_is_none(reader: Reader, show, make_mark) -> None:
    text = "Head\n\nA boat. Photo: Bo Ek\n\nOslo (Wire) - It sailed."
    marks = [make_mark(text, words, label, "boilerplate") for words, label in
             (("A boat.", "caption"), ("Photo: Bo Ek", "credit"), ("Oslo (Wire)", "dateline"))]  # fmt: skip
    show(text, *marks)
    formats = [reader.document().findBlockByNumber(number).layout().formats() for number in (2, 4)]
    assert [len(found) for found in formats] == [1, 0]


def test_the_focused_claim_is_lit(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Bo Ek in Oslo", layer="claim", number=1)
    show(STORY, mark)
    before = colours(picture(reader), box(reader, mark))
    reader.show_focus(mark)
    after = colours(picture(reader), box(reader, mark))
    assert theme.surface in before
    assert theme.surface not in after


def test_leftovers_of_the_page_are_greyed_but_there(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Share this page", "nav", "boilerplate")
    show(STORY)
    plain = extreme(colours(picture(reader), box(reader, mark)), theme)
    reader.show_marks([mark], None)
    grey = extreme(colours(picture(reader), box(reader, mark)), theme)
    assert plain == theme.text
    assert grey == theme.muted


def extreme(found: set[str], theme: Theme) -> str:
    """The colour that stands out most from the surface."""
    return sorted(found, key=lambda name: luminance(QColor(name)))[-1 if theme.dark else 0]


def test_a_link_of_the_focused_claim_is_framed(reader: Reader, show, make_mark, theme: Theme) -> None:
    target = make_mark(STORY, "Ada Holm", "PERSON")
    claim = make_mark(STORY, "Bo Ek in Oslo", layer="claim", links={"claimer": Link("Ada Holm", target.id)})
    show(STORY, target, claim)
    frame = box(reader, target).adjusted(-5, -3, 4, 4)
    assert theme.accent not in colours(picture(reader), frame)
    reader.show_focus(claim)
    assert theme.accent in colours(picture(reader), frame)


def test_a_hint_stands_on_its_mark(reader: Reader, show, make_mark, theme: Theme) -> None:
    mark = make_mark(STORY, "Ada Holm", "PERSON")
    show(STORY, mark)
    corner = box(reader, mark).adjusted(-6, -10, 0, 6)
    reader.begin_hints([mark])
    assert "#f2c94c" in colours(picture(reader), corner)
    reader.end_hints()
    assert "#f2c94c" not in colours(picture(reader), corner)


def test_the_source_stands_under_the_headline(reader: Reader, show, theme: Theme) -> None:
    show(STORY, source="Nordvik Press · 2025-03-11")
    headline = reader.document().documentLayout().blockBoundingRect(reader.document().begin())
    below = QRectF(reader.document().rootFrame().frameFormat().leftMargin(), headline.bottom() + 6, 120, 16)
    assert extreme(colours(picture(reader), below), theme) != theme.surface


def test_the_caret_is_seen(reader: Reader, show, theme: Theme) -> None:
    show(STORY)
    reader.setFocus()
    reader.select(3, 3)
    assert theme.accent in colours(picture(reader), QRectF(reader.cursorRect()).adjusted(-1, 0, 1, 0))


def test_tints_in_the_same_words_are_underlined_one_below_the_other(reader: Reader, show, make_mark) -> None:
    outer = make_mark(STORY, "Ada Holm met Bo Ek in Oslo", "EVENT")
    inner, alone = make_mark(STORY, "Bo Ek in Oslo", "PERSON"), make_mark(STORY, "The talks", "ORG")
    show(STORY, outer, inner, alone)
    placed = with_lanes(reader.document(), [LanePosition(mark, mark.start, mark.end) for mark in (outer, inner, alone)])
    assert [(one.lane, one.lanes) for one in placed] == [(0, 2), (1, 2), (0, 1)]
    below = box(reader, inner).adjusted(4, box(reader, inner).height(), -60, 9)
    seen = [colours(picture(reader), below)]
    for marks in ([outer], [inner]):
        reader.show_marks(marks, None)
        seen.append(colours(picture(reader), below))
    assert len(seen[0]) > max(len(seen[1]), len(seen[2]))


def test_no_tint_hides_the_label_of_another(reader: Reader, show, make_mark) -> None:
    outer = make_mark(STORY, "Ada Holm met", "EVENT")
    beyond = make_mark(STORY, "Holm met Bo Ek", "PERSON")
    show(STORY, outer, beyond)
    label = QRectF(box(reader, outer).right() - 34, box(reader, outer).top() + 3, 32, box(reader, outer).height() - 6)
    assert len(colours(picture(reader), label)) > 4


def test_a_rejected_tint_takes_no_level(reader: Reader, show, make_mark) -> None:
    marks = [make_mark(STORY, "Ada Holm", "PERSON", verdict="rejected"), make_mark(STORY, "Ada Holm met", "ORG")]
    show(STORY, *marks)
    placed = with_lanes(reader.document(), [LanePosition(mark, mark.start, mark.end) for mark in marks])
    assert [(one.lane, one.lanes) for one in placed] == [(0, 1), (0, 1)]
