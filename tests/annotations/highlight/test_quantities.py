"""What the expressions for numbers, money, percentages and dates find."""

import pytest

from annotations.highlight.rules.quantities import read_patterns

EXAMPLES = [(example, pattern) for pattern in read_patterns()[0] for example in pattern.examples]


@pytest.mark.parametrize(("example", "pattern"), EXAMPLES, ids=[example for example, _ in EXAMPLES])
def test_every_example_is_matched_from_end_to_end(example, pattern):
    text = f"It was of {example} of the town"
    match = pattern.regex.match(text, len("It was of "))
    assert match
    assert match.group() == example


@pytest.mark.parametrize(("example", "pattern"), EXAMPLES, ids=[example for example, _ in EXAMPLES])
def test_every_example_is_found_in_a_sentence(highlight, example, pattern):
    found = highlight(f"That was of {example} of it.")
    assert [label for _, label in found] == [pattern.label]
    assert found[0][0] in example


def test_numbers_keep_their_at_least(highlight):
    text = "At least 12 people, more than 4,000 goats and almost a hundred hens."
    assert highlight(text) == [
        ("At least 12", "CARDINAL"),
        ("more than 4,000", "CARDINAL"),
        ("almost a hundred", "CARDINAL"),
    ]


def test_times_and_measures_are_not_marked(highlight):
    assert highlight("It took 3 hours, 20 minutes and 5 kilometres, from 10:30 to 8 p.m. at 40 °C.") == []


def test_codes_with_digits_are_not_numbers(highlight):
    assert highlight("A Su-27, Covid-19, 3G, 0049 and the B-52 at 1.2.3.4.5") == []


def test_one_of_is_no_number(highlight):
    assert highlight("One of the goats left one by one.") == []


def test_a_year_is_a_date_and_a_count_is_not(highlight):
    text = "In 2019, 2000 people voted. The 2016 vote was calm."
    assert highlight(text) == [("2019", "DATE"), ("2000", "CARDINAL"), ("2016", "DATE")]


def test_numbers_with_a_no_break_space_are_found(highlight):
    assert highlight("It cost $3\u00a0million.") == [("$3\u00a0million", "MONEY")]
