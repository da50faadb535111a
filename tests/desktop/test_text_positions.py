"""Qt's positions in a stored text: a selection of UTF-16 units is the quote, but for what Qt replaces."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from annotations.text import normalise, utf16_offsets

AWKWARD = "a é\u0301\r\n\0\t\v\f\x85\xa0\u2028\u2029\ufeff\u200d\ufdd0\ufdd1\ufffc😀👩🏽‍🚀\U0010ffffعربي "
TEXTS = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=("Cs",))))

# QTextDocument::setPlainText makes paragraphs of these and reads them back as U+2029.
READ_BACK = str.maketrans(dict.fromkeys("\n\u2028\u2029\ufdd0\ufdd1", "\u2029") | {"\xa0": " "})


def _selected(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


@given(TEXTS, st.data())
def test_a_selection_in_units_reads_as_the_quote_in_code_points(text: str, data: st.DataObject) -> None:
    stored = normalise(text).text
    start = data.draw(st.integers(0, len(stored)))
    end = data.draw(st.integers(start, len(stored)))
    document, offsets = QTextDocument(), utf16_offsets(stored)
    document.setPlainText(stored)
    selected = _selected(document, offsets.to_unit(start), offsets.to_unit(end))
    assert selected.replace("\xa0", " ") == stored[start:end].translate(READ_BACK)


@given(TEXTS)
def test_a_document_is_as_long_as_its_text_in_units(text: str) -> None:
    stored = normalise(text).text
    document = QTextDocument()
    document.setPlainText(stored)
    assert document.characterCount() - 1 == utf16_offsets(stored).to_unit(len(stored))
