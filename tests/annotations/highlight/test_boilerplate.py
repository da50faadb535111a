"""Boilerplate: which lines and parts of lines belong to the page, and what recurs in a source."""

import pytest

from annotations.highlight.boilerplate import RecurringLines, find_boilerplate
from annotations.highlight.boilerplate.lines import key_of

BODY = "Norway and Peru argue\n\nThe minister said on Monday that the port will open in June, and left without a word."


def found(text: str, recurring: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in find_boilerplate(text, recurring)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share", "nav"),
        ("Leave a Reply", "nav"),
        ("Your email address will not be published.", "nav"),
        ("Follow us for more news of the sea", "nav"),
        ("Tags: cod, quotas, Norway", "nav"),
        ("Home > World > Seas", "nav"),
        ("Compartir en redes", "nav"),
        ("By Jonas Lind", "credit"),
        ("With information from Jonas Lind in Oslo", "credit"),
        ("Source: Northern Wire", "credit"),
        ("Reporting by Jonas Lind; editing by Maud Keller", "credit"),
        (
            "(Reporting by Jonas Lind in Oslo and Ana Ruiz in Lima; writing by Omar Lund; editing by M Keller)",
            "credit",
        ),
        ("AFP, dpa", "credit"),
        ("ml (ap, reuters)", "credit"),
        ("We use cookies. By continuing to browse you accept them, and the terms of our partners in the port.", "nav"),
        ("Seas | Denmark", "nav"),
        ("3 de mayo de 2024", "dateline"),
        ("Updated: May 3, 2024, 10:15 am", "dateline"),
        ("Friday, 3 May 2024 | 10:15", "dateline"),
        ("Marta Solheim greets dockers in Esbjerg, Denmark, May 3, 2024.", "caption"),
        ("Solheim in the port of Esbjerg. File photo", "caption"),
        (".", "debris"),
        (". 1,204", "debris"),
        ("}); |0|", "debris"),
        ("Jonas Lind is a reporter at the Northern Wire. He writes about ports.", "bio"),
    ],
)
def test_lines_of_the_page_are_told_by_kind(line: str, kind: str) -> None:
    assert found(f"{BODY}\n\n{line}") == [(line, kind)]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday after the minister had spoken to the council about the cod.",
        "By Monday the port will be open, the minister promised to the pilots.",
        "Lind, who owns two trawlers, said that the journalist was wrong.",
        "“Follow us,” the pilots told the ships.",
        "In Esbjerg on Tuesday nobody was working.",
        "On 3 May 2024 the port was closed.",
        "The minister said that the privacy of the pilots is protected by the port.",
        "“We use cookies to pay the pilots,” the baker said.",
        "The source of the river is in Peru, and its mouth in Brazil.",
        "Marta Solheim greeted the dockers in Esbjerg.",
    ],
)
def test_sentences_of_the_report_stay(line: str) -> None:
    assert found(f"{BODY}\n\n{line}") == []


def test_the_credit_of_a_picture_stands_apart_from_its_caption() -> None:
    assert found(f"{BODY}\n\nA ferry in the port of Esbjerg. NORTHERN WIRE/Jonas Lind") == [
        ("A ferry in the port of Esbjerg.", "caption"),
        ("NORTHERN WIRE/Jonas Lind", "credit"),
    ]


def test_a_line_that_stands_twice_is_a_caption() -> None:
    line = "Dockers of Esbjerg with their flags on the quay"
    assert found(f"{BODY}\n\n{line}\n{line}") == [(line, "caption")] * 2


@pytest.mark.parametrize(
    "dateline",
    [
        "ESBJERG, 3 May (Northern Wire) —",
        "(Northern Wire) —",
        "RIGA —",
        "Lima, Apr 8 (Northern Wire).-",
        "ACCRA, May 21 (Wire)",
    ],
)
def test_a_dateline_is_told_from_its_sentence(dateline: str) -> None:
    assert found(f"Norway and Peru argue\n\n{dateline} The dockers walked out on Monday.") == [(dateline, "dateline")]


def test_what_a_list_of_links_announces_belongs_to_the_page() -> None:
    links = "Keep reading:\n\nWhy the cod makes two trips\n\nThe llama that measured the salt"
    assert [kind for _, kind in found(f"{BODY}\n\n{links}")] == ["nav"] * 3


def test_a_stray_sign_behind_a_sentence_is_debris() -> None:
    assert found(f"{BODY} .") == [(".", "debris")]


def test_the_headline_is_never_boilerplate() -> None:
    assert found("Source: nobody knows\n\nThe minister said so.") == []


def test_lines_that_recur_in_a_source_are_of_its_page() -> None:
    line = "The Northern Wire, since 1902"
    lines = RecurringLines()
    lines.add_all(("wire", f"Story {number}\n\nWords of story {number}.\n\n{line}") for number in range(3))
    lines.add("gazette", f"Story\n\n{line}")
    story = f"{BODY}\n\n{line}"
    assert found(story) == []
    assert lines.of("wire", story) == {key_of(line)}
    assert lines.of("gazette", story) == frozenset()
    assert found(story, lines.of("wire", story)) == [(line, "nav")]


def test_spans_are_in_order_inside_the_text_and_apart() -> None:
    text = f"{BODY} .\n\nShare\n\nA ferry. NORTHERN WIRE/Jonas Lind\n\n."
    ends = [0, *(one.end for one in find_boilerplate(text))]
    assert all(end <= one.start < one.end for end, one in zip(ends, find_boilerplate(text), strict=False))
