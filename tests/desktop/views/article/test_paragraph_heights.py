from hypothesis import given
from hypothesis import strategies as st

from desktop.views.article.paragraph_heights import PART, ParagraphHeights

MANY = st.lists(st.integers(0, 40).map(lambda height: height / 4), min_size=1, max_size=3 * PART)


@given(MANY, st.lists(st.tuples(st.integers(0, 3 * PART), st.integers(0, 90)), max_size=9), st.data())
def test_rows_stand_where_adding_up_puts_them(start: list[float], changes: list[tuple[int, int]], data) -> None:
    plain, heights = list(start), ParagraphHeights(start)
    for row, height in changes:
        row %= len(plain)
        assert heights.change(row, height) == height - plain[row]
        plain[row] = height
    row = data.draw(st.integers(0, len(plain) - 1))
    assert heights.top(row) == sum(plain[:row])
    assert heights.total == sum(plain)
    assert [heights[n] for n in range(len(heights))] == plain


@given(MANY, st.floats(-10, 10_000))
def test_the_row_at_a_place_is_the_last_that_begins_there_and_has_a_height(rows: list[float], place: float) -> None:
    heights = ParagraphHeights(rows)
    found = heights.row_at(place)
    inside = [n for n in range(len(rows)) if heights.top(n) <= place < heights.top(n) + rows[n]]
    assert found == (inside[0] if inside else 0 if place < 0 else len(rows) - 1)
